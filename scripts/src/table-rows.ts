import type { Tokens } from 'marked';

/** The rows of a table by the name in their first column, which stands there as code; each with the texts of its other columns. */
export function rowsByName({ rows }: Tokens.Table): ReadonlyMap<string, readonly string[]> {
  return new Map(
    rows.map((row) => {
      const [name = '', ...others] = row.map(({ text }) => text.trim());
      return [name.replaceAll('`', ''), others];
    }),
  );
}
