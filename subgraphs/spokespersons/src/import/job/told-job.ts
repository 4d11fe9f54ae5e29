import type { FeedCursors } from '@phat-ngon/kit';
import type { ImportOutcome } from '../compare/outcome.js';
import type { ImportProblem } from '../problem.js';
import type { FileFormat } from '../read/source-row.js';
import type { ImportJobRow, JobState, Outcomes, StoredRow } from './job.entity.js';
import { type ToldRow, toldOf } from './planned-row.js';
import { outcomesOf } from './read-into-job.js';
import type { Progress, Works } from './work.js';

/**
 * Where an import stands, as its maker is told. Beside the states of {@link JobState}: COMMITTING, while what was ready is imported, and
 * INTERRUPTED, whose file has to be sent again.
 */
export type ToldState = JobState | 'COMMITTING' | 'INTERRUPTED';

/** An import as its maker is told of it. */
export interface ToldJob {
  readonly uid: string;
  readonly state: ToldState;
  readonly file: {
    readonly name: string;
    readonly bytes: number;
    /** SHA-256, hexadecimal. */
    readonly digest: string;
    /** Null until it is known. */
    readonly format: FileFormat | null;
  };
  /** How far it has come, in no unit but its own; null while nothing is under way in the process that was asked. */
  readonly progress: Progress | null;
  /** Rows that were held against the records so far. */
  readonly rows: number;
  /** How many of them come to what. */
  readonly outcomes: Outcomes;
  /** Of the file as a whole; those of rows are with the rows. */
  readonly problems: readonly ImportProblem[];
  /** Commits exactly what the rows came to; null until all have. */
  readonly token: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Where the feed stands behind the last change it made; null until then, and when it made none. */
  readonly cursor: string | null;
}

/** A row as the maker of its import is told of it. */
export interface ToldImportRow extends ToldRow {
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly agencyUid: string | null;
  /** The record that stays, is corrected or is replaced. */
  readonly recordUid: string | null;
}

/** A file of which no row was read for so long is read by nobody any more. */
const INTERRUPTED_MS = 120_000;

/** What the maker of an import is told of it. */
export function toldJob(
  job: ImportJobRow,
  { works, cursors, now }: { readonly works: Works; readonly cursors: FeedCursors; readonly now: Date },
): ToldJob {
  const { uid, fileName: name, fileBytes: bytes, fileDigest: digest, fileFormat: format } = job;
  const work = works.of(uid);
  const isLate = work === null && now.getTime() - Date.parse(job.changedAt) > INTERRUPTED_MS;
  return {
    uid,
    state: stateOf(job, work?.kind === 'COMMITTING', isLate),
    file: { name, bytes, digest, format },
    progress: work?.progress ?? null,
    rows: job.rowCount,
    outcomes: outcomesOf(job),
    problems: JSON.parse(job.problems) as readonly ImportProblem[],
    token: job.token,
    createdAt: job.createdAt,
    changedAt: job.changedAt,
    cursor: job.committedSeq === null ? null : cursors.encode(job.committedSeq),
  };
}

function stateOf({ state }: ImportJobRow, isCommitting: boolean, isLate: boolean): ToldState {
  if (state === 'READY' && isCommitting) return 'COMMITTING';
  return state === 'READING' && isLate ? 'INTERRUPTED' : state;
}

/** What the maker of an import is told of a row. */
export function toldImportRow(row: StoredRow): ToldImportRow {
  const { line, outcome, agencyUid, recordUid } = row;
  return { line, outcome, agencyUid, recordUid, ...toldOf(row) };
}
