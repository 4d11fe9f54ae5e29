import type { UserError } from '@phat-ngon/kit';
import { PublicError } from '@phat-ngon/kit';
import { type Desk, readUid } from '../../command/desk.js';
import { readLine } from '../../command/read-line.js';
import { type CommandError, Problems } from '../../command/user-errors.js';
import { keeperOf } from '../../keeping/keepers.js';
import type { Keeper, Kept, KeptState } from '../../keeping/kept.js';
import { changedFields, type Submission } from '../submission.js';
import { verified } from '../verified.js';
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

const MOST_DECISIONS = 500;
const REASON_LENGTH = 1_000;

/**
 * The authority accepts or returns submissions. Each decision stands for itself: what keeps one from being taken keeps no other. Nobody
 * decides about what they have submitted themselves (four eyes).
 * @throws PublicError `FORBIDDEN` when an agency is out of the reviewer's reach: then nothing is decided.
 */
export async function review(desk: Desk, { decisions }: ReviewInput): Promise<ReviewOutcome> {
  const problems = new Problems();
  if (decisions.length === 0 || decisions.length > MOST_DECISIONS) {
    const en = `Expected 1 to ${MOST_DECISIONS} decisions, got ${decisions.length}.`;
    const vi = `Cần từ 1 đến ${MOST_DECISIONS} quyết định, nhận được ${decisions.length}.`;
    problems.add({ code: 'INVALID', path: ['decisions'], en, vi });
  }
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
  if (submission.submittedBy === book.author.subject) return [{ ...OWN, path: [...path, 'submission'] }];
  const problems = new Problems();
  const { reason } = decision;
  const remark =
    reason === null || reason === undefined
      ? null
      : readLine(reason, { path: [...path, 'reason'], longest: REASON_LENGTH, problems });
  if (remark === null && decision.decision === 'RETURN') problems.add({ ...WITHOUT_REASON, path: [...path, 'reason'] });
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

async function requireReviewer({ rights }: Desk, agencyUid: string): Promise<void> {
  if (await rights.mayReview(agencyUid)) return;
  throw new PublicError({
    code: 'FORBIDDEN',
    en: `What ${agencyUid} submits is checked by the reviewers of its place and by the press authority.`,
    vi: `Hồ sơ của ${agencyUid} do người rà soát phụ trách địa bàn và cơ quan quản lý báo chí xem xét.`,
  });
}

const OWN = {
  code: 'OWN_SUBMISSION',
  en: 'Nobody checks what they have submitted themselves.',
  vi: 'Không ai tự xét duyệt hồ sơ do mình trình.',
} as const;

const WITHOUT_REASON = {
  code: 'REASON_REQUIRED',
  en: 'What is returned is returned with a reason: the agency must know what to mend.',
  vi: 'Khi trả lại phải nêu lý do để cơ quan biết cần sửa gì.',
} as const;
