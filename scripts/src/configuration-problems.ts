import type { Variable } from '@phat-ngon/runtime';
import { marked, type Tokens } from 'marked';
import type { Page } from './page.js';
import { rowsByName } from './table-rows.js';

/**
 * What is wrong with the page that explains the variables: below each heading there is a table of those a process reads, with
 * what each is when it is not set. Empty when nothing is.
 */
export function configurationProblems(
  page: Page,
  processes: ReadonlyMap<string, readonly Variable[]>,
): readonly string[] {
  const tables = tablesOf(page);
  return [...processes].flatMap(([heading, variables]) => {
    const rows = tables.get(heading);
    if (rows === undefined) return [`${page.file}: below "${heading}" there is no table of variables`];
    return tableProblems(`${page.file}: ${heading}`, rows, variables);
  });
}

type Rows = ReturnType<typeof rowsByName>;

/** The rows of each table, by the heading above it. */
function tablesOf(page: Page): ReadonlyMap<string, Rows> {
  const tables = new Map<string, Rows>();
  let heading = '';
  for (const token of marked.lexer(page.text)) {
    if (token.type === 'heading') heading = token.text;
    if (token.type === 'table') tables.set(heading, rowsByName(token as Tokens.Table));
  }
  return tables;
}

function tableProblems(place: string, rows: Rows, variables: readonly Variable[]): readonly string[] {
  const known = new Set(variables.map(({ name }) => name));
  return [
    ...[...rows.keys()].filter((name) => !known.has(name)).map((name) => `${place}: ${name} is no variable of it`),
    ...variables.flatMap(({ name, fallback, required }) => {
      const row = rows.get(name);
      if (row === undefined) return [`${place}: ${name} is not explained`];
      const said = (row[0] ?? '').replaceAll('`', '');
      const expected = required ? 'required' : (fallback ?? '');
      return said === expected ? [] : [`${place}: the default of ${name} is "${expected}", the page says "${said}"`];
    }),
  ];
}
