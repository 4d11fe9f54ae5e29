import { CsvError, parse } from 'csv-parse/sync';

/** The levels a lineage file speaks of. */
export type LineageLevel = 'commune' | 'district' | 'unincorporated';

/** A row of a lineage file: one unit before and one after that share ground. */
export interface LineageRow {
  /** `unincorporated`: ground that belonged to no commune; the register has no such unit. */
  readonly level: LineageLevel;
  readonly oldCode: string;
  readonly oldName: string;
  readonly oldProvinceCode: string;
  readonly newCode: string;
  readonly newName: string;
  readonly newProvinceCode: string;
  readonly extent: 'FULL' | 'PARTIAL';
}

const COLUMNS = [
  'old_level',
  'old_code',
  'old_name',
  'old_district_code',
  'old_province_code',
  'new_code',
  'new_name',
  'new_province_code',
  'extent',
] as const;

const OLD_CODES: Readonly<Record<LineageLevel, RegExp>> = {
  commune: /^\d{5}$/,
  district: /^\d{3}$/,
  unincorporated: /^\d*$/,
};

type Column = (typeof COLUMNS)[number];

/** A lineage file that cannot be read, with the line and the column at fault. */
export class LineageFileError extends Error {
  override readonly name = 'LineageFileError';
}

/**
 * Reads a lineage file (CSV, RFC 4180, UTF-8 with or without a byte order mark; columns as in {@link COLUMNS}).
 * @throws LineageFileError naming line and column.
 */
export function parseLineageFile(text: string): readonly LineageRow[] {
  const [header, ...rows] = recordsOf(text);
  const missing = COLUMNS.filter((column) => !header?.includes(column));
  if (header === undefined || missing.length > 0)
    throw new LineageFileError(`line 1: the columns ${missing.join(', ')} are missing`);
  return rows.map((cells, index) => rowOf(new Map(header.map((column, at) => [column, cells[at] ?? ''])), index + 2));
}

function recordsOf(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true }) as string[][];
  } catch (error) {
    if (error instanceof CsvError)
      throw new LineageFileError(`line ${String(error.lines ?? '?')}: ${error.message}`, { cause: error });
    throw error;
  }
}

function rowOf(cells: ReadonlyMap<string, string>, line: number): LineageRow {
  const cell = (column: Column, form: RegExp): string => {
    const value = (cells.get(column) ?? '').trim();
    if (!form.test(value))
      throw new LineageFileError(
        `line ${line}, column ${column}: expected ${form.source}, got ${JSON.stringify(value)}`,
      );
    return value;
  };
  const level = cell('old_level', /^(commune|district|unincorporated)$/) as LineageLevel;
  return {
    level,
    oldCode: cell('old_code', OLD_CODES[level]),
    oldName: cell('old_name', level === 'unincorporated' ? /^/ : /./),
    oldProvinceCode: cell('old_province_code', /^\d{2}$/),
    newCode: cell('new_code', /^\d{5}$/),
    newName: cell('new_name', /./),
    newProvinceCode: cell('new_province_code', /^\d{2}$/),
    extent: cell('extent', /^(FULL|PARTIAL)$/) === 'FULL' ? 'FULL' : 'PARTIAL',
  };
}
