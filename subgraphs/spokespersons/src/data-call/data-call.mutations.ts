import type { UserError } from '@phat-ngon/kit';
import { command } from '../command/command.js';
import { uidOf } from '../command/desk.js';
import type { Performed } from '../command/perform.js';
import type { Context } from '../context.js';
import { answerDataCall, type ResponseOutcome } from './commands/answer.js';
import { closeDataCall } from './commands/close.js';
import { type DataCallOutcome, openDataCall } from './commands/open.js';
import { type ReminderOutcome, remind } from './commands/remind.js';
import { type AnswersReviewed, reviewAnswers } from './commands/review.js';
import type { DataCallRow, ResponseRow } from './data-call.entity.js';
import { responsesTo } from './data-call.store.js';

/** Of a refused command about a call, the call as it is now. */
async function showCall(
  { dataCalls }: Context,
  { outcome }: Performed<DataCallOutcome>,
  input: object,
): Promise<{ readonly dataCall: DataCallRow | null }> {
  const about = 'dataCall' in input ? uidOf(String(input.dataCall)) : null;
  const uid = outcome?.dataCallUid ?? about;
  return { dataCall: uid === null ? null : await dataCalls.byUid.load(uid) };
}

/** Of a refused answer, the response as it is now, for who keeps the agency's records. */
async function showResponse(
  context: Context,
  { outcome }: Performed<ResponseOutcome>,
  input: { readonly dataCall: string; readonly agency: string },
): Promise<{ readonly response: ResponseRow | null }> {
  const agencyUid = outcome?.agencyUids[0] ?? uidOf(input.agency);
  if (!(await context.rights.isStaffOf(agencyUid))) return { response: null };
  const found = await responsesTo(context.database, outcome?.dataCallUid ?? uidOf(input.dataCall), [agencyUid]);
  return { response: found.get(agencyUid) ?? null };
}

async function showReviewed(
  { database }: Context,
  { outcome, userErrors }: Performed<AnswersReviewed>,
): Promise<{ readonly responses: readonly ResponseRow[]; readonly userErrors: readonly UserError[] }> {
  if (outcome === null) return { responses: [], userErrors };
  const found = await responsesTo(database, outcome.dataCallUid, outcome.agencyUids);
  return { responses: outcome.agencyUids.flatMap((uid) => found.get(uid) ?? []), userErrors: outcome.errors };
}

async function showReminded(
  context: Context,
  performed: Performed<ReminderOutcome>,
  input: object,
): Promise<{ readonly dataCall: DataCallRow | null; readonly reminded: number }> {
  return { ...(await showCall(context, performed, input)), reminded: performed.outcome?.reminded ?? 0 };
}

/** Resolvers of the commands about data calls. */
export const dataCallMutations = {
  openDataCall: command('openDataCall', openDataCall, showCall),
  closeDataCall: command('closeDataCall', closeDataCall, showCall),
  answerDataCall: command('answerDataCall', answerDataCall, showResponse),
  reviewDataCallAnswers: command('reviewDataCallAnswers', reviewAnswers, showReviewed),
  remindDataCall: command('remindDataCall', remind, showReminded),
};
