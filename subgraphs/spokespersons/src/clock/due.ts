import { addDays, allOf, type Condition, type Day, inForceOn, type Reading, rowsOf } from '@phat-ngon/kit';
import type { KeptType } from '../keeping/kept.js';
import { ruleLoaders } from '../rules/rule.store.js';
import { confirmedWithin, freshFrom, publishedOn } from '../spokesperson/spokesperson.rules.js';
import { TABLES } from './tables.js';

/** A record of which something has to be told. */
export interface DueRow {
  readonly type: KeptType;
  readonly uid: string;
}

const STANDING = "v.review_state <> 'WITHDRAWN'";

/** Records that begin on a day and were known before it. */
export async function takingEffectOn(reading: Reading, day: Day): Promise<readonly DueRow[]> {
  const due: DueRow[] = [];
  for (const [type, tableName] of TABLES) {
    const where = { sql: `${STANDING} AND v.valid_from = ? AND v.recorded_on < ?`, parameters: [day, day] };
    due.push(...(await dueRows(reading, type, tableName, where)));
  }
  return due;
}

/** Spokespersons whose term is over on a day by what was known before it: an authorisation that lapses, an end that was announced. */
export function lapsedOn(reading: Reading, day: Day): Promise<readonly DueRow[]> {
  const where = { sql: `${STANDING} AND v.valid_to = ? AND v.end_recorded_on < ?`, parameters: [day, day] };
  return dueRows(reading, 'spokesperson', 'spokesperson', where);
}

/** Published spokespersons in their role who count as stale from a day on, and did not the day before. */
export async function staleOn(reading: Reading, day: Day): Promise<readonly DueRow[]> {
  const rules = ruleLoaders(reading);
  const eve = addDays(day, -1);
  const [before, now] = await Promise.all([rules.coverage(eve), rules.coverage(day)]);
  const freshThen = confirmedWithin('v', eve, freshFrom(eve, before.staleAfterDays));
  const freshNow = confirmedWithin('v', day, freshFrom(day, now.staleAfterDays));
  const where = allOf([
    inForceOn(day),
    publishedOn(eve),
    freshThen,
    { sql: `NOT ${freshNow.sql}`, parameters: freshNow.parameters },
  ]);
  return dueRows(reading, 'spokesperson', 'spokesperson', where);
}

async function dueRows(
  reading: Reading,
  type: KeptType,
  tableName: string,
  where: Condition,
): Promise<readonly DueRow[]> {
  const sql = `SELECT v.uid AS \`uid\` FROM ${tableName} v WHERE ${where.sql} ORDER BY v.uid`;
  const rows = await rowsOf<{ readonly uid: string }>(reading, sql, where.parameters);
  return rows.map(({ uid }) => ({ type, uid }));
}
