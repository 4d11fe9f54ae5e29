import type { Keeper, Kept, KeptState } from '../keeping/kept.js';
import type { Evidence, Submission } from '../submission/submission.js';
import { submit } from '../submission/submit.js';
import type { Desk } from './desk.js';
import { refused } from './user-errors.js';

/** What a record should say instead. */
export interface Correction<State extends KeptState> {
  readonly changes: Partial<State>;
  readonly evidence: Evidence;
}

/**
 * Lays a correction before the authority. What was verified stays until it is accepted, corrections before it included; what was not
 * is corrected at once.
 * @throws CommandRefused `NOTHING_CHANGED`; `NOT_OPEN` for what was withdrawn.
 */
export async function propose<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  before: Kept<State>,
  { changes, evidence }: Correction<State>,
): Promise<Submission> {
  const { book, today } = desk;
  const known = await book.openSubmission(keeper.type, before.state.uid);
  const isVerified = before.state.reviewState === 'VERIFIED';
  const base = isVerified && known !== null ? { ...before.state, ...(known.proposed as State) } : before.state;
  const proposed: State = { ...base, ...changes, validTo: before.state.validTo };
  if (before.state.reviewState === 'WITHDRAWN') {
    throw refused({ code: 'NOT_OPEN', path: [], en: 'The record was withdrawn.', vi: 'Hồ sơ đã được rút.' });
  }
  const isReturned = before.state.reviewState === 'RETURNED' || known?.state === 'RETURNED';
  if (!isReturned && JSON.stringify(proposed) === JSON.stringify(base)) {
    const en = 'The record says so already.';
    throw refused({ code: 'NOTHING_CHANGED', path: [], en, vi: 'Hồ sơ đã ghi đúng như vậy.' });
  }
  if (isVerified) {
    const kind = 'CORRECTION';
    return submit(desk, { kind, type: keeper.type, current: before.state, proposed, evidence });
  }
  const state: State = { ...proposed, reviewState: 'PENDING' };
  book.change(keeper, { kind: 'CORRECTED', before, state, effectiveFrom: today });
  return submit(desk, { kind: 'NEW', type: keeper.type, current: null, proposed: state, evidence });
}
