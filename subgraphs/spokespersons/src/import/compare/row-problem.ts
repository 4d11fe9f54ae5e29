import type { CommandError } from '../../command/user-errors.js';
import { COLUMNS, type ColumnKey } from '../layout/columns.js';
import type { ImportRow } from '../normalise/import-row.js';
import { codeOf } from '../normalise/normalise-row.js';
import { type ImportProblem, importProblem, type ProblemParts } from '../problem.js';

/** The columns in which what the single commands say of their input has its place. */
const COLUMN_OF: Readonly<Record<string, ColumnKey>> = {
  role: 'role',
  validFrom: 'validFrom',
  validTo: 'lastDay',
  fullName: 'fullName',
  documentIssuedOn: 'documentIssuedOn',
};

/** A problem of a row in one of its columns. */
export function atColumn({ columns }: Pick<ImportRow, 'columns'>, key: ColumnKey, parts: ProblemParts): ImportProblem {
  return importProblem({ ...parts, column: columns[key] ?? null, field: COLUMNS[key].heading });
}

/** The columns that can tell which agency a row is about, and what they say. */
const NAMES_AGENCY = {
  agencyUid: ({ agency }) => agency.uid,
  unitCode: ({ agency }) => agency.unitCode,
  agencyName: ({ agency }) => agency.name,
  recordUid: ({ recordUid }) => recordUid,
} as const satisfies Partial<Record<ColumnKey, (row: ImportRow) => string | null>>;

/** A problem with the agency of a row: in the column that names it, or one that could. */
export function atAgency(row: ImportRow, parts: ProblemParts): ImportProblem {
  const keys = Object.keys(NAMES_AGENCY) as (keyof typeof NAMES_AGENCY)[];
  const naming = keys.find((key) => NAMES_AGENCY[key](row) !== null) ?? keys.find((key) => key in row.columns);
  return atColumn(row, naming ?? 'agencyName', parts);
}

/** What the rules of the single commands say of a row. */
export function ruleProblems(row: ImportRow, found: readonly CommandError[]): readonly ImportProblem[] {
  return found.map(({ code, path: [field = ''], en, vi }) => {
    const parts = { code: codeOf(code), en, vi };
    return field === 'agency' ? atAgency(row, parts) : atColumn(row, COLUMN_OF[field] ?? 'fullName', parts);
  });
}
