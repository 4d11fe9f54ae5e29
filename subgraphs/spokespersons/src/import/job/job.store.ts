import { createHash } from 'node:crypto';
import { insertRows, type Reading, rowsAmong, rowsOf } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import type { Taken, TakenClaims } from '../compare/compare-rows.js';
import type { Comparison, ImportOutcome } from '../compare/outcome.js';
import { type ClaimRow, ImportClaimEntity, ImportJobEntity, type ImportJobRow, type StoredRow } from './job.entity.js';

/** An import; null where there is none. */
export function jobOf({ reader }: Reading, uid: string): Promise<ImportJobRow | null> {
  return reader.findOneBy(ImportJobEntity, { uid });
}

/**
 * An import, held until the transaction ends: another that takes it up waits.
 * Null where there is none.
 */
export async function lockJob(manager: EntityManager, uid: string): Promise<ImportJobRow | null> {
  await manager.query('UPDATE import_job SET attempt = attempt WHERE uid = ?', [uid]);
  return manager.findOneBy(ImportJobEntity, { uid });
}

/** Puts an import in the place of the one of its uid, with nothing of what was read for that. */
export async function replaceJob(manager: EntityManager, job: ImportJobRow): Promise<void> {
  await deleteJobs(manager, [job.uid]);
  await insertRows(manager, ImportJobEntity, [job]);
}

/** What becomes of an import. */
export type JobChange = Partial<Omit<ImportJobRow, 'uid' | 'createdBy' | 'attempt'>> & Pick<ImportJobRow, 'changedAt'>;

/** Changes an import, unless somebody has taken it up anew since; whether it did. */
export async function changeJob(
  manager: EntityManager,
  { uid, attempt }: Pick<ImportJobRow, 'uid' | 'attempt'>,
  change: JobChange,
): Promise<boolean> {
  if ((await lockJob(manager, uid))?.attempt !== attempt) return false;
  await manager.update(ImportJobEntity, { uid }, change);
  return true;
}

/** Deletes imports with all that was read for them. */
export async function deleteJobs(manager: EntityManager, uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    await deleteRowsOf(manager, uid);
    await manager.query('DELETE FROM import_job WHERE uid = ?', [uid]);
  }
}

/** Deletes what was read for an import. */
export async function deleteRowsOf(manager: EntityManager, jobUid: string): Promise<void> {
  for (const table of ['import_claim', 'import_row'])
    await manager.query(`DELETE FROM ${table} WHERE job_uid = ?`, [jobUid]);
}

/** The imports begun before an instant. */
export async function jobsBefore(reading: Reading, instant: string): Promise<readonly string[]> {
  const sql = 'SELECT v.uid AS `uid` FROM import_job v WHERE v.created_at < ? ORDER BY v.created_at';
  return (await rowsOf<{ readonly uid: string }>(reading, sql, [instant])).map(({ uid }) => uid);
}

/** Which rows of an import are read. */
export interface RowsWanted {
  readonly jobUid: string;
  /** Behind this line. */
  readonly after: number;
  readonly limit: number;
  /** Those of one outcome; null: all. */
  readonly outcome: ImportOutcome | null;
}

/** Rows of an import in the order of the file. */
export function storedRows(reading: Reading, wanted: RowsWanted): Promise<readonly StoredRow[]> {
  const { jobUid, after, limit, outcome } = wanted;
  const isWanted = outcome === null ? { sql: '', parameters: [] } : { sql: 'AND v.outcome = ?', parameters: [outcome] };
  return rowsOf<StoredRow>(
    reading,
    `SELECT ${ROW_COLUMNS} FROM import_row v WHERE v.job_uid = ? AND v.line > ? ${isWanted.sql} ORDER BY v.line LIMIT ?`,
    [jobUid, after, ...isWanted.parameters, limit],
  );
}

const ROW_COLUMNS =
  'v.job_uid AS `jobUid`, v.line AS `line`, v.outcome AS `outcome`, v.agency_uid AS `agencyUid`, v.record_uid AS `recordUid`, ' +
  'v.fingerprint AS `fingerprint`, v.normalised AS `normalised`, v.told AS `told`, v.action AS `action`';

/** All rows of an import, in parts. */
export async function* partsOfJob(
  reading: Reading,
  jobUid: string,
  size: number,
): AsyncGenerator<readonly StoredRow[], void, undefined> {
  for (let after = 0; ; ) {
    const rows = await storedRows(reading, { jobUid, after, limit: size, outcome: null });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.line;
  }
}

/** Empties what holds personal data of an import that is done; why rows were refused stays. */
export async function emptyRows(manager: EntityManager, jobUid: string): Promise<void> {
  await manager.query('UPDATE import_row SET normalised = NULL, action = NULL WHERE job_uid = ?', [jobUid]);
  await manager.query("UPDATE import_row SET told = NULL WHERE job_uid = ? AND outcome <> 'REFUSE'", [jobUid]);
  await manager.query('DELETE FROM import_claim WHERE job_uid = ?', [jobUid]);
}

/** What the parts of an import that were stored have claimed. */
export function claimsOf(reading: Reading, jobUid: string): TakenClaims {
  return async (claims) => {
    const keyByHash = new Map(claims.map(({ key }) => [hashOf(key), key]));
    const select = {
      columns: 'v.claim AS `claim`, v.line AS `line`, v.is_shared AS `shared`',
      ...{ from: 'import_claim v', key: 'v.claim', order: 'v.claim' },
      where: { sql: 'v.job_uid = ?', parameters: [jobUid] },
    };
    const rows = await rowsAmong<Omit<ClaimRow, 'jobUid'>>(reading, select, [...keyByHash.keys()]);
    return new Map(
      rows.map(({ claim, line, shared }): [string, Taken] => [
        keyByHash.get(claim) ?? '',
        { line, shared: shared === 1 },
      ]),
    );
  };
}

/** Stores what rows claim, but for what was known before: that stays as it is. */
export async function storeClaims(
  manager: EntityManager,
  jobUid: string,
  comparisons: readonly Pick<Comparison, 'row' | 'claims'>[],
  known: ReadonlyMap<string, Taken>,
): Promise<void> {
  const fresh = new Map<string, ClaimRow>();
  for (const { row, claims } of comparisons) {
    for (const { key, shared } of claims) {
      if (known.has(key) || fresh.has(key)) continue;
      fresh.set(key, { jobUid, claim: hashOf(key), line: row.line, shared: shared ? 1 : 0 });
    }
  }
  await insertRows(manager, ImportClaimEntity, [...fresh.values()]);
}

/** Keys hold names and are longer than an index takes. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
