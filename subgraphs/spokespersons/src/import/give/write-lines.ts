import { stringify } from 'csv-stringify/sync';

/** A line of a file: its cells. */
export type Line = readonly (string | number | null)[];

/**
 * Lines as a spreadsheet opens them: RFC 4180, and at the beginning of a file the mark by which it knows UTF-8. What it would take for a
 * formula begins with an apostrophe.
 */
export function writeLines(lines: readonly Line[], place: 'begins' | 'follows'): string {
  const options = { bom: place === 'begins', escape_formulas: true, record_delimiter: 'windows' } as const;
  return stringify(
    lines.map((line) => [...line]),
    options,
  );
}
