import { type Desk, readUid, requireWriter } from '../../command/desk.js';
import { refused } from '../../command/user-errors.js';
import { keeperOf } from '../../keeping/keepers.js';
import type { Keeper, KeptState } from '../../keeping/kept.js';
import { isOpen, type Submission } from '../submission.js';

/** `input WithdrawSubmissionInput`. */
export interface WithdrawInput {
  readonly submission: string;
  readonly expectedVersion: number;
}

/** What a command did to a submission. */
export interface SubmissionOutcome {
  readonly submissionUid: string;
}

/**
 * The agency takes back what it laid before the authority. A record that was never verified is withdrawn with it; one whose place it
 * took has not left after all, if nothing has been done about it since.
 */
export async function withdraw(desk: Desk, input: WithdrawInput): Promise<SubmissionOutcome> {
  const uid = readUid(input.submission, 'Submission', 'input.submission');
  const submission = await desk.book.submission(uid);
  if (submission === null) throw refused(noSubmission(['submission']));
  await requireWriter(desk, submission.agencyUid);
  if (submission.version !== input.expectedVersion) throw refused(changedSince(submission, ['expectedVersion']));
  if (!isOpen(submission.state)) throw refused(notOpen(submission, ['submission']));
  const keeper = keeperOf(submission.subjectType);
  if (submission.kind !== 'CORRECTION') await withdrawRecord(desk, keeper, submission);
  const after: Submission = { ...submission, version: submission.version + 1, state: 'WITHDRAWN' };
  desk.book.putSubmission('WITHDRAWN', submission, after);
  return { submissionUid: uid };
}

async function withdrawRecord(
  { book, today }: Desk,
  keeper: Keeper<KeptState>,
  { subjectUid, replacedUid, replacedVersion }: Submission,
): Promise<void> {
  const before = await book.read(keeper, subjectUid);
  if (before === null) return;
  const state: KeptState = { ...before.state, reviewState: 'WITHDRAWN' };
  book.change(keeper, { kind: 'WITHDRAWN', before, state, effectiveFrom: today });
  const replaced = replacedUid === null ? null : await book.read(keeper, replacedUid);
  if (replaced === null || replaced.version !== replacedVersion) return;
  const restored = await book.stateBefore(keeper.type, replaced);
  if (restored === null) return;
  book.change(keeper, { kind: 'REINSTATED', before: replaced, state: restored, effectiveFrom: replaced.state.validTo });
}

/** There is no such submission. */
export function noSubmission(path: readonly string[]): Parameters<typeof refused>[0] {
  return { code: 'NOT_FOUND', path, en: 'There is no such submission.', vi: 'Không có hồ sơ trình này.' };
}

/** Somebody has changed it since. */
export function changedSince({ version }: Submission, path: readonly string[]): Parameters<typeof refused>[0] {
  return {
    code: 'CONFLICT',
    path,
    en: `The submission is in version ${version}: somebody has changed it since. Look at it again.`,
    vi: `Hồ sơ trình đang ở phiên bản ${version}: đã có người thay đổi. Hãy xem lại.`,
  };
}

/** Nothing is to be decided about it any more. */
export function notOpen({ state }: Submission, path: readonly string[]): Parameters<typeof refused>[0] {
  return {
    code: 'NOT_OPEN',
    path,
    en: `The submission is closed: ${state}.`,
    vi: `Hồ sơ trình đã đóng: ${state}.`,
  };
}
