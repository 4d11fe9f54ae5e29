import { foldText } from '@phat-ngon/kit';
import { columnName, FileRefused, type ImportProblem, importProblem } from '../problem.js';
import type { Cell, SourceRow } from '../read/source-row.js';
import { COLUMN_KEYS, COLUMNS, type ColumnKey, PASSED_OVER } from './columns.js';

/** Where a file has its columns. */
export interface Layout {
  /** The place of each column among the cells, from 0. */
  readonly places: ReadonlyMap<ColumnKey, number>;
  /** How many rows of those it was read from belong to the heading, titles above it included. */
  readonly headRows: number;
  /** What is in the file and not understood. */
  readonly warnings: readonly ImportProblem[];
}

/** Titles, and headings of two rows, come before the list: so many rows are looked at for its heading. */
export const HEAD_ROWS = 20;

const KEYS: ReadonlyMap<string, ColumnKey> = new Map(
  COLUMN_KEYS.flatMap((key) =>
    [COLUMNS[key].heading, ...COLUMNS[key].aliases].map((heading): [string, ColumnKey] => [foldText(heading), key]),
  ),
);
const IGNORED: ReadonlySet<string> = new Set(PASSED_OVER.map(foldText));

/** What names an agency: one of these columns has to be there. */
const NAMES_AN_AGENCY: readonly ColumnKey[] = ['agencyUid', 'unitCode', 'agencyName', 'recordUid'];

interface Heading {
  readonly line: number;
  readonly texts: readonly string[];
  readonly headRows: number;
}

/**
 * Finds the heading among the first rows of a file: in one row, or in two where a cell of the first stands over several of the second.
 * @throws FileRefused `MISSING_COLUMN`, `DUPLICATE_COLUMN`.
 */
export function readLayout(rows: readonly SourceRow[]): Layout {
  const headings = rows.slice(0, HEAD_ROWS).flatMap((row, index) => headingsAt(rows, row, index));
  const found = headings.find((heading) => missingIn(heading).length === 0);
  if (found === undefined) throw withoutHeading(headings);
  // A second row belongs to the heading when more is understood with it.
  const two = headings.find(({ line, headRows }) => line === found.line && headRows === found.headRows + 1);
  const chosen = two !== undefined && keysOf(two).size > keysOf(found).size ? two : found;
  refuseTwice(chosen);
  return { places: keysOf(chosen), headRows: chosen.headRows, warnings: unknownIn(chosen) };
}

function headingsAt(rows: readonly SourceRow[], row: SourceRow, index: number): readonly Heading[] {
  const texts = textsOf(row.cells);
  const next = rows[index + 1];
  const one: Heading = { line: row.line, texts, headRows: index + 1 };
  if (next === undefined) return [one];
  return [one, { line: row.line, texts: joined(texts, textsOf(next.cells)), headRows: index + 2 }];
}

function textsOf(cells: readonly Cell[]): readonly string[] {
  return cells.map(({ text }) => text.normalize('NFC').replace(/\s+/gu, ' ').trim());
}

/** A merged cell has its text in the first of its places: it heads what stands below the others too. */
function joined(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let above = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const own = upper[index] ?? '';
    if (own !== '') above = own;
    const below = lower[index] ?? '';
    return below === '' ? own : `${above} ${below}`;
  });
}

/** What a heading means; what stands in brackets is a remark. */
function keyOf(text: string): ColumnKey | undefined {
  return KEYS.get(foldText(text)) ?? KEYS.get(foldText(text.replace(/\([^)]*\)/gu, ' ')));
}

function keysOf({ texts }: Heading): ReadonlyMap<ColumnKey, number> {
  const places = new Map<ColumnKey, number>();
  for (const [index, text] of texts.entries()) {
    const key = keyOf(text);
    if (key !== undefined && !places.has(key)) places.set(key, index);
  }
  return places;
}

function missingIn(heading: Heading): readonly string[] {
  const places = keysOf(heading);
  const agency = NAMES_AN_AGENCY.some((key) => places.has(key))
    ? []
    : [NAMES_AN_AGENCY.map((key) => COLUMNS[key].heading).join(' / ')];
  return [...agency, ...(places.has('fullName') ? [] : [COLUMNS.fullName.heading])];
}

function withoutHeading(headings: readonly Heading[]): FileRefused {
  const best = headings.reduce<Heading | null>(
    (most, next) => (keysOf(next).size > (most === null ? 0 : keysOf(most).size) ? next : most),
    null,
  );
  const missing = (best === null ? missingIn({ line: 1, texts: [], headRows: 1 }) : missingIn(best)).join(', ');
  const seen = (best ?? headings[0])?.texts.filter((text) => text !== '').slice(0, 30) ?? [];
  return new FileRefused({
    code: 'MISSING_COLUMN',
    line: best?.line ?? null,
    en: `The heading lacks: ${missing}. Found: ${seen.join(', ') || 'nothing'}. Take the template.`,
    vi: `Dòng tiêu đề thiếu cột: ${missing}. Tìm thấy: ${seen.join(', ') || 'không có gì'}. Hãy dùng tệp mẫu.`,
  });
}

function refuseTwice(heading: Heading): void {
  const places = keysOf(heading);
  for (const [index, text] of heading.texts.entries()) {
    const key = keyOf(text);
    const first = key === undefined ? index : (places.get(key) ?? index);
    if (first === index) continue;
    const [one, other] = [columnName(first + 1), columnName(index + 1)];
    throw new FileRefused({
      code: 'DUPLICATE_COLUMN',
      ...{ line: heading.line, column: index + 1, field: text },
      en: `Columns ${one} and ${other} mean the same (${text}): keep one.`,
      vi: `Cột ${one} và cột ${other} trùng ý nghĩa (${text}): chỉ giữ một cột.`,
    });
  }
}

function unknownIn({ texts, line }: Heading): readonly ImportProblem[] {
  return texts.flatMap((text, index) => {
    if (text === '' || keyOf(text) !== undefined || IGNORED.has(foldText(text))) return [];
    return [
      importProblem({
        ...{ code: 'UNKNOWN_COLUMN', severity: 'WARNING', line, column: index + 1, field: text },
        en: `Column ${columnName(index + 1)} (${text}) is not known, and is not imported.`,
        vi: `Không nhận ra cột ${columnName(index + 1)} (${text}); cột này không được nhập.`,
      }),
    ];
  });
}
