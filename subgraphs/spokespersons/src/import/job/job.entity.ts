import { EntitySchema } from 'typeorm';
import type { ImportOutcome } from '../compare/outcome.js';
import type { FileFormat } from '../read/source-row.js';

/**
 * Where an import stands. READING: its rows are being held against the records. READY: they were, and may be imported. REFUSED: the
 * file as a whole cannot be read. STALE: the records have changed since it was ready. COMMITTED: it was imported.
 */
export const JOB_STATES = ['READING', 'READY', 'REFUSED', 'STALE', 'COMMITTED'] as const;

/** One of {@link JOB_STATES}. */
export type JobState = (typeof JOB_STATES)[number];

/** How many rows come to what. */
export type Outcomes = Readonly<Record<ImportOutcome, number>>;

/** A list somebody imports. It is no record, and the log says nothing of it: what it changes, it says of that. */
export interface ImportJobRow {
  /** A UUID of the caller's. */
  readonly uid: string;
  readonly createdBy: string;
  readonly state: JobState;
  /** Whoever begins to read the file anew takes the next number; whoever has an older one writes nothing any more. */
  readonly attempt: number;
  readonly fileName: string;
  readonly fileBytes: number;
  /** SHA-256, hexadecimal. */
  readonly fileDigest: string;
  /** Null until it is known. */
  readonly fileFormat: FileFormat | null;
  readonly rowCount: number;
  /** {@link Outcomes}, as JSON. */
  readonly outcomes: string;
  /** What is wrong with the file as a whole, as JSON. */
  readonly problems: string;
  /** Names exactly what the rows came to; null until all have. */
  readonly token: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly changedAt: string;
  /** The position of the last change it made; null until it has been imported, and when it made none. */
  readonly committedSeq: number | null;
}

/** The table of imports. */
export const ImportJobEntity = new EntitySchema<ImportJobRow>({
  name: 'ImportJob',
  tableName: 'import_job',
  columns: {
    uid: { type: 'varchar', primary: true },
    createdBy: { name: 'created_by', type: 'varchar' },
    state: { type: 'varchar' },
    attempt: { type: 'int' },
    fileName: { name: 'file_name', type: 'varchar' },
    fileBytes: { name: 'file_bytes', type: 'int' },
    fileDigest: { name: 'file_digest', type: 'varchar' },
    fileFormat: { name: 'file_format', type: 'varchar', nullable: true },
    rowCount: { name: 'row_count', type: 'int' },
    outcomes: { type: 'varchar' },
    problems: { type: 'text' },
    token: { type: 'varchar', nullable: true },
    createdAt: { name: 'created_at', type: 'varchar' },
    changedAt: { name: 'changed_at', type: 'varchar' },
    committedSeq: { name: 'committed_seq', type: 'int', nullable: true },
  },
});

/** A row of a list, and what it comes to. */
export interface StoredRow {
  readonly jobUid: string;
  /** The line of a text, or the row of a sheet, from 1. */
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly agencyUid: string | null;
  readonly recordUid: string | null;
  /** A hash of all that importing it would do. */
  readonly fingerprint: string;
  /** What was read, as JSON; null once it has been imported. */
  readonly normalised: string | null;
  /** Differences and problems, as JSON; of what was imported nothing stays. */
  readonly told: string | null;
  /** What is to be done, as JSON; null for nothing, and once it is done. */
  readonly action: string | null;
}

/** The table of the rows of imports. */
export const ImportRowEntity = new EntitySchema<StoredRow>({
  name: 'ImportRow',
  tableName: 'import_row',
  columns: {
    jobUid: { name: 'job_uid', type: 'varchar', primary: true },
    line: { type: 'int', primary: true },
    outcome: { type: 'varchar' },
    agencyUid: { name: 'agency_uid', type: 'varchar', nullable: true },
    recordUid: { name: 'record_uid', type: 'varchar', nullable: true },
    fingerprint: { type: 'varchar' },
    normalised: { type: 'text', nullable: true },
    told: { type: 'text', nullable: true },
    action: { type: 'text', nullable: true },
  },
});

/** What a row of a list is about, so that no other is. */
export interface ClaimRow {
  readonly jobUid: string;
  /** A hash. */
  readonly claim: string;
  readonly line: number;
  readonly shared: number;
}

/** The table of claims. */
export const ImportClaimEntity = new EntitySchema<ClaimRow>({
  name: 'ImportClaim',
  tableName: 'import_claim',
  columns: {
    jobUid: { name: 'job_uid', type: 'varchar', primary: true },
    claim: { type: 'varchar', primary: true },
    line: { type: 'int' },
    shared: { name: 'is_shared', type: 'int' },
  },
});
