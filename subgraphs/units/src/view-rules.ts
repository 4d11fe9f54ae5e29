import { addDays, type Day, shownDay, type View } from '@phat-ngon/kit';

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

/** SQL that selects the version seen on a day (two parameters, both the day): the one of the day, or the last of an ended thing. */
export const SEEN = '(v.valid_from <= ? AND (v.valid_to > ? OR v.valid_to = v.life_to))';

/** SQL that selects the version in force on a day (two parameters, both the day). */
export const IN_FORCE = '(v.valid_from <= ? AND v.valid_to > ?)';

/** SQL that selects the last version of a thing that had ended by a day (one parameter). */
export const ENDED = '(v.life_to <= ? AND v.valid_to = v.life_to)';

/** The first text behind every text that begins with a path: with it a subtree is one range of an index. */
export function pathEnd(path: string): string {
  return `${path.slice(0, -1)}0`;
}
