import type { UserError } from '@phat-ngon/kit';
import { type Desk, readUid } from '../../command/desk.js';
import { type CommandError, Problems } from '../../command/user-errors.js';
import { keeperOf } from '../../keeping/keepers.js';
import type { Keeper, Kept, KeptState } from '../../keeping/kept.js';
import { changedFields, type Submission } from '../submission.js';
import { verified } from '../verified.js';
import { checkNumberOfDecisions, OWN_SUBMISSION, readRemark, requireReviewer } from './decisions.js';
import { changedSince, noSubmission, notOpen } from './withdraw.js';

/** `input ReviewDecisionInput`. */
export interface DecisionInput {
  readonly submission: string;
  readonly expectedVersion: number;
  readonly decision: 'ACCEPT' | 'RETURN';
  readonly reason?: string | null;
}

/** `input ReviewSubmissionsInput`. */
export interface ReviewInput {
  readonly decisions: readonly DecisionInput[];
}

/** The submissions that were decided, and what kept the others from it. */
export interface ReviewOutcome {
  readonly decided: readonly string[];
  readonly errors: readonly UserError[];
}

/**
 * The authority accepts or returns submissions. Each decision stands for itself: what keeps one from being taken keeps no other. Nobody
 * decides about what they have submitted themselves (four eyes).
 * @throws PublicError `FORBIDDEN` when an agency is out of the reviewer's reach: then nothing is decided.
 */
export async function review(desk: Desk, { decisions }: ReviewInput): Promise<ReviewOutcome> {
  const problems = new Problems();
  checkNumberOfDecisions(decisions.length, problems);
  problems.refuse();
  const decided: string[] = [];
  const errors: CommandError[] = [];
  for (const [index, decision] of decisions.entries()) {
    const path = ['decisions', String(index)];
    const uid = readUid(decision.submission, 'Submission', `input.${path.join('.')}.submission`);
    const submission = await desk.book.submission(uid);
    const found =
      submission === null
        ? [noSubmission([...path, 'submission'])]
        : await decide(desk, submission, { decision, path });
    if (found.length === 0) decided.push(uid);
    errors.push(...found);
  }
  return { decided, errors };
}

interface Placed {
  readonly decision: DecisionInput;
  readonly path: readonly string[];
}

async function decide(
  desk: Desk,
  submission: Submission,
  { decision, path }: Placed,
): Promise<readonly CommandError[]> {
  await requireReviewer(desk, submission.agencyUid);
  const { book } = desk;
  if (submission.version !== decision.expectedVersion) return [changedSince(submission, [...path, 'expectedVersion'])];
  if (submission.state !== 'PENDING') return [notOpen(submission, [...path, 'submission'])];
  if (submission.submittedBy === book.author.subject) return [{ ...OWN_SUBMISSION, path: [...path, 'submission'] }];
  const problems = new Problems();
  const remark = readRemark(decision.decision, decision.reason, path, problems);
  if (!problems.isEmpty) return problems.found;
  const isAccepted = decision.decision === 'ACCEPT';
  await (isAccepted ? accept : sendBack)(desk, keeperOf(submission.subjectType), submission);
  const after: Submission = {
    ...submission,
    ...{ version: submission.version + 1, state: isAccepted ? 'VERIFIED' : 'RETURNED' },
    ...{ reviewedBy: book.author.subject, reviewedAt: book.at, remark },
  };
  book.putSubmission(isAccepted ? 'ACCEPTED' : 'RETURNED', submission, after);
  return [];
}

/** What was proposed holds; of a correction what it changes, for the record may have gone on meanwhile. */
async function accept(desk: Desk, keeper: Keeper<KeptState>, submission: Submission): Promise<void> {
  const { book, today } = desk;
  const before = await book.read(keeper, submission.subjectUid);
  if (before === null) return;
  const isCorrection = submission.kind === 'CORRECTION';
  const corrected = isCorrection ? { ...before.state, ...correctionOf(submission) } : before.state;
  const state = verified({ state: corrected, version: before.version }, keeper.type, desk);
  const kind = isCorrection ? 'CORRECTED' : 'VERIFIED';
  book.change(keeper, { kind, before, state, effectiveFrom: today });
}

function correctionOf(submission: Submission): Partial<KeptState> {
  const changed = new Set(changedFields(submission));
  return Object.fromEntries(Object.entries(submission.proposed).filter(([field]) => changed.has(field)));
}

/** A record that was never verified waits for its agency; one that was stays what it is. */
async function sendBack({ book, today }: Desk, keeper: Keeper<KeptState>, submission: Submission): Promise<void> {
  const before: Kept<KeptState> | null = await book.read(keeper, submission.subjectUid);
  if (before === null || submission.kind === 'CORRECTION') return;
  const state: KeptState = { ...before.state, reviewState: 'RETURNED' };
  book.change(keeper, { kind: 'RETURNED', before, state, effectiveFrom: today });
}
