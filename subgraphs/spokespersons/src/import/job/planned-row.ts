import { createHash } from 'node:crypto';
import type { Comparison } from '../compare/outcome.js';
import type { Normalised } from '../normalise/normalise-row.js';
import type { StoredRow } from './job.entity.js';

/** What is told of a row. */
export type ToldRow = Pick<Comparison, 'differences' | 'problems'>;

/** A row as it is kept until it is imported. */
export function storedRow(jobUid: string, normalised: Normalised, comparison: Comparison): StoredRow {
  const { outcome, agencyUid, record, differences, problems, action } = comparison;
  return {
    jobUid,
    line: normalised.row.line,
    ...{ outcome, agencyUid, recordUid: record?.uid ?? null },
    fingerprint: fingerprintOf(comparison),
    normalised: outcome === 'REFUSE' ? null : JSON.stringify(normalised),
    told: JSON.stringify({ differences, problems } satisfies ToldRow),
    action: action === null ? null : JSON.stringify(action),
  };
}

/**
 * A hash of all that importing a row would do. The version of a record is part of it where the record is to be changed: one that stays
 * as it is may have been confirmed meanwhile.
 */
export function fingerprintOf({ outcome, agencyUid, record, differences, action }: Comparison): string {
  const touched = action === null ? (record?.uid ?? null) : record;
  return createHash('sha256')
    .update(JSON.stringify([outcome, agencyUid, touched, differences, action]))
    .digest('hex');
}

/** What was read of a row. @throws Error when it has been emptied. */
export function normalisedOf({ line, normalised }: StoredRow): Normalised {
  if (normalised === null) throw new Error(`line ${line} of an import is empty before it is done`);
  return JSON.parse(normalised) as Normalised;
}

/** What is told of a row; nothing once it has been imported. */
export function toldOf({ told }: StoredRow): ToldRow {
  return told === null ? { differences: [], problems: [] } : (JSON.parse(told) as ToldRow);
}
