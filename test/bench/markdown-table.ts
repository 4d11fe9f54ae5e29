/** A Markdown table: the first cell of each row says what it is, the others are figures. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [`| | ${heads.join(' | ')} |`, `|---${'|---:'.repeat(heads.length)}|`, ...lines].join('\n');
}

/** As many digits as a noisy machine can tell. */
const DIGITS = 3;

/** A figure for whoever reads it. */
export function shortFigure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
}
