import { type Condition, type Day, endedBy, inForceOn, seenOn } from '@phat-ngon/kit';

/** `enum InForce`. */
export type InForce = 'YES' | 'NO' | 'ANY';

/** The versions a list shows on a day. */
export function inForceCondition(inForce: InForce, day: Day): Condition {
  if (inForce === 'YES') return inForceOn(day);
  return inForce === 'NO' ? endedBy(day) : seenOn(day);
}
