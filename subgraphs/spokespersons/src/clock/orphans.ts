import { type Day, type Reading, rowsOf } from '@phat-ngon/kit';
import type { KeptType } from '../keeping/kept.js';
import { TABLES } from './tables.js';

/** A record that goes on though its agency has ended. */
export interface Orphan {
  readonly type: KeptType;
  readonly uid: string;
  readonly agencyEndedOn: Day;
}

/** The records that outlast their agencies, which have ended by a day. */
export async function orphansOf(reading: Reading, today: Day): Promise<readonly Orphan[]> {
  const found: Orphan[] = [];
  for (const [type, tableName] of TABLES) {
    const sql =
      'SELECT v.uid AS `uid`, l.ended_on AS `agencyEndedOn` FROM ' +
      '(SELECT a.uid, MAX(a.valid_to) AS ended_on FROM placed_agency a GROUP BY a.uid HAVING MAX(a.valid_to) <= ?) l ' +
      `JOIN ${tableName} v ON v.agency_uid = l.uid WHERE v.valid_to > l.ended_on AND v.review_state <> 'WITHDRAWN' ORDER BY v.uid`;
    const rows = await rowsOf<Omit<Orphan, 'type'>>(reading, sql, [today]);
    found.push(...rows.map((row) => ({ ...row, type })));
  }
  return found;
}
