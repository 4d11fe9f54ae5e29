import Papa from 'papaparse';
import { isRow, type Row } from './answer.js';

/** What spreadsheets would run as a formula. The whole cell need not be one line, hence no `.*$`. */
const FORMULA = /^[=+\-@\t\r]/;
/** Tells spreadsheets that the text is UTF-8, which Vietnamese needs. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

type Cell = string | number | boolean;
/** What the rows have in common: by key, what lies below it. A key with nothing below is a column. */
type Shape = Map<string, Shape>;

/**
 * Writes rows as CSV by RFC 4180, with a byte order mark and a heading line. Objects within a row become columns with dotted
 * names, in the order in which the rows show them; lists within a row become one cell, joined by `; `. A text that a
 * spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
 */
export function csvOf(rows: readonly Row[]): string {
  const shape: Shape = new Map();
  for (const row of rows) learnShape(row, shape);
  const columns = columnsOf(shape, []);
  const text = Papa.unparse(
    {
      fields: columns.map((column) => column.join('.')),
      data: rows.map((row) => columns.map((column) => cellAt(row, column))),
    },
    { newline: LINE_END, escapeFormulae: FORMULA },
  );
  return BYTE_ORDER_MARK + text + LINE_END;
}

function learnShape(value: unknown, shape: Shape): void {
  if (Array.isArray(value)) {
    for (const each of value) learnShape(each, shape);
  } else if (isRow(value)) {
    for (const [key, each] of Object.entries(value)) {
      const below: Shape = shape.get(key) ?? new Map();
      shape.set(key, below);
      learnShape(each, below);
    }
  }
}

function columnsOf(shape: Shape, path: readonly string[]): readonly (readonly string[])[] {
  return [...shape].flatMap(([key, below]) => {
    const column = [...path, key];
    return below.size === 0 ? [column] : columnsOf(below, column);
  });
}

/** The value at a place; what is missing on the way there is an empty cell. */
function cellAt(value: unknown, column: readonly string[]): Cell {
  if (Array.isArray(value)) return value.map((each) => cellAt(each, column)).join('; ');
  const [key, ...below] = column;
  if (key !== undefined) return isRow(value) ? cellAt(value[key], below) : '';
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
}
