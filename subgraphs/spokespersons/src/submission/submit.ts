import type { Desk } from '../command/desk.js';
import type { Kept, KeptState, KeptType } from '../keeping/kept.js';
import type { SubmissionKind } from './submission.entity.js';
import type { Evidence, Submission } from './submission.js';

/** What is laid before the authority. */
export interface Proposal {
  readonly kind: SubmissionKind;
  readonly type: KeptType;
  /** The record as it stands; null for one that begins. */
  readonly current: KeptState | null;
  readonly proposed: KeptState;
  readonly evidence: Evidence;
  /** Whose term the command ended. */
  readonly replaced?: Kept<KeptState>;
}

/**
 * Lays a record before the authority. What lies before it already is laid before it anew: the submission keeps its kind and what it is
 * compared with, and waits again, behind those that came in before.
 */
export async function submit({ book }: Desk, proposal: Proposal): Promise<Submission> {
  const { kind, type, current, proposed, evidence, replaced } = proposal;
  const known = await book.openSubmission(type, proposed.uid);
  const begun = known ?? {
    uid: book.newUid('submission'),
    version: 0,
    kind,
    replacedUid: replaced?.state.uid ?? null,
    replacedVersion: replaced?.version ?? null,
    current,
  };
  const submission: Submission = {
    ...begun,
    version: begun.version + 1,
    state: 'PENDING',
    agencyUid: proposed.agencyUid,
    path: await book.pathOf(proposed.agencyUid),
    subjectType: type,
    subjectUid: proposed.uid,
    proposed,
    evidence,
    submittedBy: book.author.subject,
    submittedAt: book.at,
    reviewedBy: null,
    reviewedAt: null,
    remark: null,
  };
  book.putSubmission(known === null ? 'SUBMITTED' : 'RESUBMITTED', known, submission);
  return submission;
}
