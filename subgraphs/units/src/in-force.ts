import type { Day } from '@phat-ngon/kit';
import type { Condition } from './select.js';
import { ENDED, IN_FORCE, SEEN } from './view-rules.js';

/** `enum InForce`. */
export type InForce = 'YES' | 'NO' | 'ANY';

/** The versions a list shows on a day. */
export function inForceCondition(inForce: InForce, day: Day): Condition {
  if (inForce === 'YES') return { sql: IN_FORCE, parameters: [day, day] };
  if (inForce === 'NO') return { sql: ENDED, parameters: [day] };
  return { sql: SEEN, parameters: [day, day] };
}
