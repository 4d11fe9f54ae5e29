import { CsvError, parse } from 'csv-parse/sync';
import { normalName } from '../seed/naming.js';
import { type FileProblem, Problems } from './file-problem.js';
import { type LineageColumn, OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from './lineage-columns.js';
import type { LineageRow } from './lineage-row.js';
import { readRow } from './read-lineage-row.js';

/** What a lineage file says, and what is wrong with it by itself; a row with a problem is left out. */
export interface LineageFile {
  readonly rows: readonly LineageRow[];
  readonly problems: readonly FileProblem[];
}

const KNOWN: ReadonlySet<string> = new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]);

/** Reads a lineage file (CSV, RFC 4180, with or without a byte order mark). */
export function readLineageFile(text: string): LineageFile {
  const problems = new Problems();
  const [header, ...records] = recordsOf(text, problems);
  if (header === undefined || !isHeader(header.cells, problems)) return { rows: [], problems: problems.all() };
  const columns = header.cells as readonly LineageColumn[];
  const rows = records.map(({ row, cells }) => {
    if (cells.length !== columns.length) {
      problems.add(
        'MALFORMED',
        { row, column: null },
        {
          en: `the row has ${cells.length} cells, the header ${columns.length}`,
          vi: `dòng có ${cells.length} ô, dòng tiêu đề có ${columns.length}`,
        },
      );
      return null;
    }
    return readRow(row, new Map(columns.map((column, at) => [column, cells[at] ?? ''])), problems);
  });
  return { rows: rows.filter((row) => row !== null), problems: problems.all() };
}

/** What is said of bytes that are no UTF-8. */
export function undecodable(): LineageFile {
  const problems = new Problems();
  const words = { en: 'the file is not UTF-8', vi: 'tệp không ở dạng UTF-8' };
  problems.add('UNREADABLE', { row: null, column: null }, words);
  return { rows: [], problems: problems.all() };
}

interface CsvRecord {
  readonly row: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string, problems: Problems): readonly CsvRecord[] {
  // The parser counts a line break of two characters inside a cell as two lines.
  const lines = text.replaceAll('\r\n', '\n');
  try {
    const found = parse(lines, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as {
      readonly info: { readonly lines: number };
      readonly record: readonly string[];
    }[];
    if (found.length > 0) return found.map(({ info, record }) => ({ row: info.lines, cells: record.map(normalName) }));
    problems.add('UNREADABLE', { row: 1, column: null }, { en: 'the file is empty', vi: 'tệp trống' });
    return [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.lines === 'number' ? error.lines : null;
    const vi = 'không đọc được theo dạng CSV (RFC 4180); hãy kiểm tra dấu ngoặc kép';
    problems.add('UNREADABLE', { row, column: null }, { en: error.message, vi });
    return [];
  }
}

function isHeader(cells: readonly string[], problems: Problems): boolean {
  const missing = REQUIRED_COLUMNS.filter((column) => !cells.includes(column));
  const unknown = cells.filter((cell, at) => !KNOWN.has(cell) || cells.indexOf(cell) !== at);
  for (const column of missing)
    problems.add(
      'MISSING_COLUMN',
      { row: 1, column },
      { en: `the column ${column} is missing`, vi: `thiếu cột ${column}` },
    );
  for (const cell of unknown) {
    const shown = JSON.stringify(cell);
    const en = `the column ${shown} is not one of a lineage file, or there twice`;
    problems.add(
      'UNKNOWN_COLUMN',
      { row: 1, column: null },
      { en, vi: `cột ${shown} không thuộc mẫu tệp hoặc bị lặp` },
    );
  }
  return missing.length === 0 && unknown.length === 0;
}
