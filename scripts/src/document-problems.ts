import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import { readExamples } from './document-examples.js';
import type { Page } from './page.js';
import { rowsByName } from './table-rows.js';

/** What a page says of an error code; no status is a code that always comes with a path. */
export interface DocumentedCode {
  readonly status: number | null;
  /** It comes under 200 in JSON, which the page says in brackets. */
  readonly requestError?: boolean;
  readonly retryable: boolean;
}

/** What is wrong with the table of codes in a page, held against the codes there are; empty when nothing is. */
export function errorPageProblems(page: Page, codes: ReadonlyMap<string, DocumentedCode>): readonly string[] {
  const table = codeTable(page);
  if (table === undefined) return [`${page.file}: it has no table of codes`];
  const documented = rowsByName(table);
  const unknown = [...documented.keys()].filter((code) => !codes.has(code));
  return [
    ...unknown.map((code) => `${page.file}: ${code} is no code of ours`),
    ...[...codes].flatMap(([code, facts]) => rowProblems(`${page.file}: ${code}`, documented.get(code), facts)),
  ];
}

/** What is wrong with a page's table of codes that have a meaning and nothing else. */
export function codePageProblems(page: Page, codes: readonly string[]): readonly string[] {
  const table = codeTable(page);
  if (table === undefined) return [`${page.file}: it has no table of codes`];
  const documented = [...rowsByName(table).keys()];
  return [
    ...documented.filter((code) => !codes.includes(code)).map((code) => `${page.file}: ${code} is no code of ours`),
    ...codes.filter((code) => !documented.includes(code)).map((code) => `${page.file}: ${code} is not explained`),
  ];
}

function codeTable(page: Page): Tokens.Table | undefined {
  return tokensOf(page).find(
    (token): token is Tokens.Table => token.type === 'table' && token.header[0]?.text === 'code',
  );
}

function rowProblems(place: string, row: readonly string[] | undefined, facts: DocumentedCode): readonly string[] {
  if (row === undefined) return [`${place} is not explained`];
  const inJson = facts.requestError ? ' (200)' : '';
  const expected = [facts.status === null ? '' : `${facts.status}${inJson}`, facts.retryable ? 'yes' : 'no'];
  return ['status', 'retryable'].flatMap((name, index) => {
    const said = row[index] ?? '';
    if (said === expected[index]) return [];
    return [`${place}: ${name} is ${expected[index]}, the page says ${JSON.stringify(said)}`];
  });
}

/** Relative links and pictures that lead nowhere, and commands `npm run NAME` that `package.json` does not have. */
export function pageProblems(page: Page, scripts: ReadonlySet<string>): readonly string[] {
  const tokens = tokensOf(page);
  const links = tokens
    .filter((token): token is Tokens.Link | Tokens.Image => token.type === 'link' || token.type === 'image')
    .map(({ href }) => href.split('#')[0] ?? '')
    .filter((href) => href !== '' && !/^[a-z]+:/.test(href))
    .filter((href) => !existsSync(join(dirname(page.file), href)));
  const commands = tokens
    .filter((token): token is Tokens.Code | Tokens.Codespan => token.type === 'code' || token.type === 'codespan')
    .flatMap(({ text }) => [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name))
    .filter((name) => !scripts.has(name));
  return [
    ...links.map((href) => `${page.file}: the link ${href} leads nowhere`),
    ...commands.map((name) => `${page.file}: there is no command npm run ${name}`),
  ];
}

/** Files that code spans name by a path of this repository and that are not there. */
export function missingFiles(page: Page, root: string): readonly string[] {
  return tokensOf(page)
    .filter((token): token is Tokens.Codespan => token.type === 'codespan')
    .map(({ text }) => text)
    .filter((text) => /^(docs|schema|scripts|gateway|subgraphs|test)\/[\w./-]*$/.test(text))
    .filter((text) => !existsSync(join(root, text)))
    .map((text) => `${relative(root, page.file)}: ${text} is not there`);
}

/** Blocks of code that nothing checks, and passages that are not in the file they name. What is asked and run is the end-to-end suite's. */
export function blockProblems(page: Page, root: string): readonly string[] {
  return readExamples(page, root).flatMap((example) => {
    if (example.kind === 'unchecked') return [`${example.place}: ${example.problem}`];
    if (example.kind === 'passage' && !isPassage(example.text, join(root, example.file)))
      return [`${example.place}: this is no passage of ${example.file}`];
    return [];
  });
}

/** Lines count without their indentation, so that a passage from the middle of a function may begin at the margin. */
function isPassage(text: string, file: string): boolean {
  return existsSync(file) && unindented(readFileSync(file, 'utf8')).includes(unindented(text));
}

function unindented(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return `\n${lines.filter((line) => line !== '').join('\n')}\n`;
}

function tokensOf(page: Page): readonly Token[] {
  const tokens: Token[] = [];
  void marked.walkTokens(marked.lexer(page.text), (token) => void tokens.push(token));
  return tokens;
}
