import { allOf, COUNTRY_PATH, type Condition, type Day, inForceOn, withinPath } from '@phat-ngon/kit';
import { confirmedWithin, freshFrom, publishedOn } from '../spokesperson/spokesperson.rules.js';
import { standingOf } from './coverage.rules.js';

/** A day and the rule in force on it. */
export interface CountedDay {
  readonly day: Day;
  readonly staleAfterDays: number;
}

/**
 * Regular spokespersons in the role on a day, known by then and not taken back: heads may always speak, and do not count. What
 * came in later with an early first day does not change what was counted.
 */
export function assignedOn(day: Day): Condition {
  return allOf([
    inForceOn(day),
    { sql: "v.role = 'SPOKESPERSON' AND v.review_state <> 'WITHDRAWN' AND v.recorded_on <= ?", parameters: [day] },
  ]);
}

/**
 * The statement behind every figure: for each agency that has somebody assigned on the day, how far the record that lacks least
 * is there (columns `uid`, `standing`; an agency without a row has nobody).
 */
export function standings({ day, staleAfterDays }: CountedDay, among: Condition = allOf([])): Condition {
  const published = publishedOn(day);
  const fresh = confirmedWithin('v', day, freshFrom(day, staleAfterDays));
  const where = allOf([assignedOn(day), among]);
  return {
    sql:
      `SELECT v.agency_uid AS \`uid\`, MAX(CASE WHEN ${published.sql} AND v.has_phone = 1 AND v.has_email = 1 ` +
      `THEN (CASE WHEN ${fresh.sql} THEN ${standingOf('CURRENT')} ELSE ${standingOf('STALE')} END) ` +
      `ELSE ${standingOf('INCOMPLETE')} END) AS \`standing\` FROM spokesperson v WHERE ${where.sql} GROUP BY v.agency_uid`,
    parameters: [...published.parameters, ...fresh.parameters, ...where.parameters],
  };
}

/**
 * Agencies beside their standings: what lists and counts select from. Who asks of one place alone names its path: the standings of the whole country are
 * a hundred times those of a commune, and no database sees by itself that they are not asked for.
 */
export function agenciesWithStanding(counted: CountedDay, path: string = COUNTRY_PATH): Condition {
  const { sql, parameters } = standings(counted, path.length > COUNTRY_PATH.length ? placedWithin(path) : undefined);
  return { sql: `placed_agency a LEFT JOIN (${sql}) s ON s.uid = a.uid`, parameters };
}

function placedWithin(path: string): Condition {
  const { sql, parameters } = withinPath('p.path', path);
  return { sql: `v.agency_uid IN (SELECT p.uid FROM placed_agency p WHERE ${sql})`, parameters };
}

/** The standing of an agency in {@link agenciesWithStanding}. */
export const STANDING = `COALESCE(s.standing, ${standingOf('MISSING')})`;
