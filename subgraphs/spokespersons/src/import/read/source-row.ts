/** What a file has in one cell. */
export interface Cell {
  /** Its text; of a number its digits, of a formula nothing. */
  readonly text: string;
  /** Numbers are told apart because spreadsheets take leading zeros, and write days as numbers; formulas and errors because they are refused. */
  readonly kind: 'text' | 'number' | 'formula' | 'error';
}

/** A row of a file, with its place: the line of a text on which it begins, the row of a sheet. */
export interface SourceRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** How a file came. */
export type FileFormat = 'CSV' | 'XLSX';

/** How far the reading of a file has come; in no unit but its own. */
export interface ReadingProgress {
  done: number;
  total: number;
}

/** Rows as they are read. */
export interface SourceRows {
  readonly format: FileFormat;
  readonly progress: Readonly<ReadingProgress>;
  /** Whether days before 1904 begin another count (`date1904` of a workbook). */
  readonly countsFrom1904: boolean;
  /** Rows in order, empty ones left out. Throws {@link FileRefused}. */
  rows(): AsyncGenerator<SourceRow, void, undefined>;
}

/** Passes parts on and counts how long they were. */
export async function* counted<Part extends { readonly length: number }>(
  parts: AsyncIterable<Part>,
  progress: ReadingProgress,
): AsyncGenerator<Part, void, undefined> {
  for await (const part of parts) {
    progress.done += part.length;
    yield part;
  }
}

/** An empty cell. */
export const EMPTY_CELL: Cell = { text: '', kind: 'text' };

/** Whether a row says anything. */
export function isEmptyRow({ cells }: SourceRow): boolean {
  return cells.every(({ text, kind }) => kind !== 'formula' && text.trim() === '');
}
