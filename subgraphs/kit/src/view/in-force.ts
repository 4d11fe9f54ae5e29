import type { Condition } from '../database/select.js';
import { addDays, type Day, shownDay } from './calendar-date.js';
import type { View } from './view-id.js';

/** The period of a thing's life. */
export interface Life {
  readonly lifeFrom: Day;
  readonly lifeTo: Day;
}

/** Whether a thing exists on a day. */
export function isInForceOn(life: Life, day: Day): boolean {
  return life.lifeFrom <= day && day < life.lifeTo;
}

/** The day whose structure a view shows around a thing: the view's own, or the last day of one that has ended. */
export function structureDay(life: Life, view: View): Day {
  return isInForceOn(life, view.day) ? view.day : addDays(life.lifeTo, -1);
}

/** The life of a thing as the schema shows it in a view: its end and how well it is known. */
export function shownLife(life: Life & { readonly validToBasis: string | null }): {
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly validToBasis: string | null;
} {
  return { validFrom: shownDay(life.lifeFrom), validTo: shownDay(life.lifeTo), validToBasis: life.validToBasis };
}

/** The version seen on a day: the one of the day, or the last of an ended thing. */
export function seenOn(day: Day): Condition {
  return { sql: '(v.valid_from <= ? AND (v.valid_to > ? OR v.valid_to = v.life_to))', parameters: [day, day] };
}

/** What is in force on a day, in the table under an alias. */
export function inForceOn(day: Day, alias = 'v'): Condition {
  return { sql: `(${alias}.valid_from <= ? AND ${alias}.valid_to > ?)`, parameters: [day, day] };
}

/** The last version of a thing that had ended by a day. */
export function endedBy(day: Day): Condition {
  return { sql: '(v.life_to <= ? AND v.valid_to = v.life_to)', parameters: [day] };
}
