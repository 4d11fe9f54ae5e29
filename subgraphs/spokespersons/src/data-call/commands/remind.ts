import { allOf, isIn, liveViewOn, rowsOf, type Tier, withinPlacement } from '@phat-ngon/kit';
import type { Desk } from '../../command/desk.js';
import { putResponses } from '../change-data-call.js';
import type { ResponseRow } from '../data-call.entity.js';
import { RESPONSE_COLUMNS } from '../data-call.store.js';
import { findOpenDataCall } from './find.js';

/** `input RemindDataCallInput`. */
export interface RemindInput {
  readonly dataCall: string;
  readonly tier?: readonly Tier[] | null;
  readonly within?: string | null;
}

/** How many agencies a batch has reminded. */
export interface ReminderOutcome {
  readonly dataCallUid: string;
  readonly reminded: number;
}

/** Reminds agencies that owe an answer, each at most once a day: whoever sends the batch again reminds nobody twice. */
export async function remind(desk: Desk, input: RemindInput): Promise<ReminderOutcome> {
  const { book, today } = desk;
  const call = await findOpenDataCall(desk, input.dataCall);
  const { within, tier } = input;
  const where = allOf([
    { sql: "v.data_call_uid = ? AND v.state IN ('ASKED', 'RETURNED')", parameters: [call.uid] },
    { sql: '(v.last_reminded_on IS NULL OR v.last_reminded_on < ?)', parameters: [today] },
    ...(tier ? [isIn('v.tier', tier)] : []),
    ...(within === null || within === undefined
      ? []
      : [await withinPlacement(within, liveViewOn(today), desk.placements, 'v.path')]),
  ]);
  const sql = `SELECT ${RESPONSE_COLUMNS} FROM data_call_response v WHERE ${where.sql} ORDER BY v.sort_official, v.agency_uid`;
  const owing = await rowsOf<ResponseRow>(book.reading, sql, where.parameters);
  const reminded = owing.map((before) => ({
    before,
    after: { ...before, version: before.version + 1, reminders: before.reminders + 1, lastRemindedOn: today },
  }));
  await putResponses(book, 'REMINDED', reminded);
  return { dataCallUid: call.uid, reminded: reminded.length };
}
