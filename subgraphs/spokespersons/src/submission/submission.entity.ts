import { EntitySchema } from 'typeorm';
import type { KeptType } from '../keeping/kept.js';
import type { ReviewState } from '../spokesperson/spokesperson.entity.js';

/** `enum SubmissionKind`: what an agency lays before the authority. */
export type SubmissionKind = 'NEW' | 'REPLACEMENT' | 'CORRECTION';

/** Something an agency lays before the authority. States and evidence are JSON. */
export interface SubmissionRow {
  readonly uid: string;
  readonly version: number;
  readonly kind: SubmissionKind;
  readonly state: ReviewState;
  readonly agencyUid: string;
  /** Where the agency stood when it was submitted. */
  readonly path: string;
  readonly subjectType: KeptType;
  readonly subjectUid: string;
  /** Whose term the command ended, and the version it left that record in. */
  readonly replacedUid: string | null;
  readonly replacedVersion: number | null;
  /** The record as it stood; null for one that begins. */
  readonly currentState: string | null;
  readonly proposedState: string;
  readonly evidence: string;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly remark: string | null;
}

/** The table of submissions. */
export const SubmissionEntity = new EntitySchema<SubmissionRow>({
  name: 'Submission',
  tableName: 'submission',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int' },
    kind: { type: 'varchar' },
    state: { type: 'varchar' },
    agencyUid: { name: 'agency_uid', type: 'varchar' },
    path: { type: 'varchar' },
    subjectType: { name: 'subject_type', type: 'varchar' },
    subjectUid: { name: 'subject_uid', type: 'varchar' },
    replacedUid: { name: 'replaced_uid', type: 'varchar', nullable: true },
    replacedVersion: { name: 'replaced_version', type: 'int', nullable: true },
    currentState: { name: 'current_state', type: 'text', nullable: true },
    proposedState: { name: 'proposed_state', type: 'text' },
    evidence: { type: 'text' },
    submittedBy: { name: 'submitted_by', type: 'varchar' },
    submittedAt: { name: 'submitted_at', type: 'varchar' },
    reviewedBy: { name: 'reviewed_by', type: 'varchar', nullable: true },
    reviewedAt: { name: 'reviewed_at', type: 'varchar', nullable: true },
    remark: { type: 'varchar', nullable: true },
  },
});
