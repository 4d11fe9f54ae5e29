import type { Variable } from '@phat-ngon/runtime';
import { marked, type Tokens } from 'marked';
import type { Page } from './document-problems.js';

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

/** The default that each table gives a variable, by heading and name. */
function tablesOf(page: Page): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const tables = new Map<string, ReadonlyMap<string, string>>();
  let heading = '';
  for (const token of marked.lexer(page.text)) {
    if (token.type === 'heading') heading = token.text;
    if (token.type === 'table') tables.set(heading, new Map((token as Tokens.Table).rows.map(rowOf)));
  }
  return tables;
}

function rowOf(cells: readonly Tokens.TableCell[]): [string, string] {
  const [name = '', fallback = ''] = cells.map(({ text }) => text.replaceAll('`', '').trim());
  return [name, fallback];
}

function tableProblems(
  place: string,
  rows: ReadonlyMap<string, string>,
  variables: readonly Variable[],
): readonly string[] {
  const known = new Set(variables.map(({ name }) => name));
  return [
    ...[...rows.keys()].filter((name) => !known.has(name)).map((name) => `${place}: ${name} is no variable of it`),
    ...variables.flatMap(({ name, fallback, required }) => {
      const said = rows.get(name);
      const expected = required ? 'required' : (fallback ?? '');
      if (said === undefined) return [`${place}: ${name} is not explained`];
      return said === expected ? [] : [`${place}: the default of ${name} is "${expected}", the page says "${said}"`];
    }),
  ];
}
