/** `enum ImportProblemCode`: what is wrong with a file, or with a row of one. */
export const IMPORT_PROBLEM_CODES = [
  // A file as a whole.
  'EMPTY_FILE',
  'UNKNOWN_ENCODING',
  'NOT_XLSX',
  'OLD_EXCEL',
  'ENCRYPTED',
  'ZIP_BOMB',
  'MALFORMED',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'MISSING_COLUMN',
  'DUPLICATE_COLUMN',
  'UNKNOWN_COLUMN',
  // A cell or a row.
  'FORMULA',
  'CELL_ERROR',
  'LOST_DIGITS',
  'INVALID',
  'REQUIRED',
  'TOO_LONG',
  'NOT_FOUND',
  'AMBIGUOUS',
  'FORBIDDEN',
  'DUPLICATE',
  'OVERLAPS',
  'ENDS_BEFORE_START',
  'ALREADY_ENDED',
  'AGENCY_NOT_IN_FORCE',
  'CONSENT_REQUIRED',
  'NOT_OPEN',
  'ROLE_NOT_FORESEEN',
  'DOCUMENT_REQUIRED',
  // A list that was ready to be imported.
  'CHANGED',
] as const;

/** One of {@link IMPORT_PROBLEM_CODES}. */
export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

/** What is said of a file or a row, in both languages, and where. */
export interface ImportProblem {
  readonly code: ImportProblemCode;
  /** An error keeps the file, or the row, from being imported; a warning does not. */
  readonly severity: 'ERROR' | 'WARNING';
  /** The line of a text, or the row of a sheet, from 1; null for what has no place. */
  readonly line: number | null;
  /** The column, from 1; null for the line as a whole. */
  readonly column: number | null;
  /** The heading of the column. */
  readonly field: string | null;
  readonly en: string;
  readonly vi: string;
}

/** What a problem is made of; places and severity have defaults. */
export type ProblemParts = Pick<ImportProblem, 'code' | 'en' | 'vi'> & Partial<ImportProblem>;

/** A problem; an error unless it says otherwise. */
export function importProblem(parts: ProblemParts): ImportProblem {
  return { severity: 'ERROR', line: null, column: null, field: null, ...parts };
}

/** Whether anything among them keeps a row from being imported. */
export function hasErrors(problems: readonly ImportProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'ERROR');
}

/** Ends the reading of a file that cannot be read, or not safely; nothing of it is imported. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly problem: ImportProblem;

  constructor(parts: ProblemParts, options?: ErrorOptions) {
    super(parts.en, options);
    this.problem = importProblem(parts);
  }
}

/** A column as spreadsheets name it: 1 is `A`, 28 is `AB`. */
export function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
