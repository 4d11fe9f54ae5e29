import { FileRefused, type ImportProblem } from '../problem.js';
import { LIMITS } from '../read/limits.js';
import { type Cell, isEmptyRow, type SourceRow } from '../read/source-row.js';
import { COLUMNS, type ColumnKey } from './columns.js';
import { HEAD_ROWS, readLayout } from './read-layout.js';

/** A cell with the place it has, and what heads it. */
export interface PlacedCell extends Cell {
  /** From 1. */
  readonly column: number;
  readonly heading: string;
}

/** A row of a list: its cells by what they mean, for columns that are there. */
export interface TableRow {
  readonly line: number;
  readonly cells: ReadonlyMap<ColumnKey, PlacedCell>;
}

/**
 * The rows of a list below its heading, in parts of up to so many; empty ones are left out. `onHeading` hears what is not understood of
 * the heading. @throws FileRefused.
 */
export async function* readTable(
  rows: AsyncIterable<SourceRow>,
  size: number,
  onHeading: (warnings: readonly ImportProblem[]) => void,
): AsyncGenerator<readonly TableRow[], void, undefined> {
  let head: SourceRow[] | null = [];
  let places: ReadonlyMap<ColumnKey, number> = new Map();
  let part: TableRow[] = [];
  let count = 0;
  for await (const row of filled(rows)) {
    if (head !== null) {
      head.push(row);
      if (head.length <= HEAD_ROWS) continue;
    }
    const read: readonly SourceRow[] = head === null ? [row] : begin(head);
    head = null;
    for (const next of read) {
      count += 1;
      if (count > LIMITS.rows) throw tooManyRows(next.line);
      part.push(placed(next, places));
    }
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (head !== null) part.push(...begin(head).map((row) => placed(row, places)));
  if (part.length > 0) yield part;

  function begin(first: readonly SourceRow[]): readonly SourceRow[] {
    const layout = readLayout(first);
    places = layout.places;
    onHeading(layout.warnings);
    return first.slice(layout.headRows);
  }
}

async function* filled(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  for await (const row of rows) if (!isEmptyRow(row)) yield row;
}

function placed({ line, cells }: SourceRow, places: ReadonlyMap<ColumnKey, number>): TableRow {
  const found = new Map<ColumnKey, PlacedCell>();
  for (const [key, place] of places) {
    const cell = cells[place];
    if (cell !== undefined) found.set(key, { ...cell, column: place + 1, heading: COLUMNS[key].heading });
  }
  return { line, cells: found };
}

function tooManyRows(line: number): FileRefused {
  return new FileRefused({
    code: 'TOO_MANY_ROWS',
    line,
    en: `The list has more than ${LIMITS.rows.toLocaleString('en')} rows; split it.`,
    vi: `Danh sách có hơn ${LIMITS.rows.toLocaleString('vi')} dòng; hãy chia nhỏ.`,
  });
}
