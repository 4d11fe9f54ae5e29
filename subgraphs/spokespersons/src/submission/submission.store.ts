import { allOf, type Condition, columnsOf, groupRows, insertRows, type Reading, rowsAmong } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { deleteRows } from '../keeping/delete-rows.js';
import type { KeptType } from '../keeping/kept.js';
import { SubmissionEntity, type SubmissionRow } from './submission.entity.js';
import { rowOfSubmission, type Submission, submissionOf } from './submission.js';

/** The columns of a submission under alias `v`. */
export const SUBMISSION_COLUMNS = columnsOf(SubmissionEntity);

/** The loaders of submissions, for one request; whoever asks, a resolver shows them to those whom they concern. */
export interface SubmissionLoaders {
  readonly byUid: DataLoader<string, Submission | null>;
  /** By agency, those that wait for the authority or the agency, the oldest first. */
  readonly openAt: DataLoader<string, readonly Submission[]>;
}

/** Makes the loaders. */
export function submissionLoaders(reading: Reading): SubmissionLoaders {
  return {
    byUid: new DataLoader(async (uids) => {
      const found = await submissionsByUid(reading, uids);
      return uids.map((uid) => found.get(uid) ?? null);
    }),
    openAt: new DataLoader(async (agencyUids) => {
      const order = 'v.agency_uid, v.submitted_at, v.uid';
      const select = { columns: SUBMISSION_COLUMNS, from: 'submission v', key: 'v.agency_uid', where: OPEN, order };
      const rows = await rowsAmong<SubmissionRow>(reading, select, agencyUids);
      const groups = groupRows(rows, (row) => row.agencyUid);
      return agencyUids.map((uid) => (groups.get(uid) ?? []).map(submissionOf));
    }),
  };
}

const OPEN: Condition = { sql: "v.state IN ('PENDING', 'RETURNED')", parameters: [] };

/** The submissions of these uids that there are. */
export async function submissionsByUid(
  reading: Reading,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Submission>> {
  const select = { columns: SUBMISSION_COLUMNS, from: 'submission v', key: 'v.uid', order: 'v.uid' };
  const rows = await rowsAmong<SubmissionRow>(reading, select, uids);
  return new Map(rows.map((row) => [row.uid, submissionOf(row)]));
}

/** The submissions about records of a type that wait for the authority or the agency, by record: at most one each. */
export async function openSubmissions(
  reading: Reading,
  type: KeptType,
  subjectUids: readonly string[],
): Promise<ReadonlyMap<string, Submission>> {
  const where = allOf([{ sql: 'v.subject_type = ?', parameters: [type] }, OPEN]);
  const select = { columns: SUBMISSION_COLUMNS, from: 'submission v', key: 'v.subject_uid', where, order: 'v.uid' };
  const rows = await rowsAmong<SubmissionRow>(reading, select, subjectUids);
  return new Map(rows.map((row) => [row.subjectUid, submissionOf(row)]));
}

/** Puts submissions in the place of those of the same uids, if there are any. */
export async function writeSubmissions(manager: EntityManager, submissions: readonly Submission[]): Promise<void> {
  const again = submissions.filter(({ version }) => version > 1).map(({ uid }) => uid);
  await deleteRows(manager, 'submission', 'uid', again);
  await insertRows(manager, SubmissionEntity, submissions.map(rowOfSubmission));
}
