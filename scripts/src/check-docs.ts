import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ERROR_CODES as GATEWAY_CODES, GATEWAY_VARIABLES } from '@phat-ngon/gateway';
import { ERROR_CODES as SUBGRAPH_CODES, SUBGRAPH_VARIABLES } from '@phat-ngon/kit';
import { variablesOf } from '@phat-ngon/runtime';
import { IMPORT_PROBLEM_CODES } from '@phat-ngon/spokespersons';
import { PROBLEM_CODES } from '@phat-ngon/units';
import { configurationProblems } from './configuration-problems.js';
import {
  blockProblems,
  codePageProblems,
  type DocumentedCode,
  errorPageProblems,
  missingFiles,
  pageProblems,
} from './document-problems.js';
import { FOLLOWED_PAGES, readPage, readPages } from './read-pages.js';
import { ROOT } from './repository.js';
import { runCommand } from './run-command.js';

const PAGES = ['*.md', 'docs/**/*.md', 'schema/**/*.md', '!**/node_modules/**'];
const ERROR_PAGE = 'docs/errors.md';
const REORGANISATION_PAGE = 'docs/reorganisations.md';
const IMPORT_PAGE = 'docs/imports.md';
const CONFIGURATION_PAGE = 'docs/configuration.md';

/** The variables of a process, by the heading under which they are explained. */
const VARIABLES = new Map([
  ['Gateway', variablesOf(GATEWAY_VARIABLES)],
  ['Subgraphs', variablesOf(SUBGRAPH_VARIABLES)],
]);

await runCommand(async () => {
  const pages = await readPages(PAGES);
  const commands = await Promise.all(pages.map((page) => commandsAt(page.file)));
  const problems = [
    ...pages.flatMap((page, index) => [
      ...pageProblems(page, commands[index] ?? new Set()),
      ...missingFiles(page, ROOT),
    ]),
    ...(await readPages(FOLLOWED_PAGES)).flatMap((page) => blockProblems(page, ROOT)),
    ...codePageProblems(await readPage(REORGANISATION_PAGE), PROBLEM_CODES),
    ...codePageProblems(await readPage(IMPORT_PAGE), IMPORT_PROBLEM_CODES),
    ...errorPageProblems(await readPage(ERROR_PAGE), knownCodes()),
    ...configurationProblems(await readPage(CONFIGURATION_PAGE), VARIABLES),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.stdout.write(
    `documents: ${pages.length} pages, their links, commands, blocks of code, error codes and variables hold\n`,
  );
});

/** The commands a page may name: the project's, and those of the package it lies in. */
async function commandsAt(file: string): Promise<ReadonlySet<string>> {
  const manifests = await Promise.all(
    [`${ROOT}package.json`, join(dirname(file), 'package.json')].map((manifest) =>
      readFile(manifest, 'utf8').catch(() => '{}'),
    ),
  );
  return new Set(manifests.flatMap((text) => Object.keys((JSON.parse(text) as { scripts?: object }).scripts ?? {})));
}

/** A code that the gateway has too is answered under its status there. */
function knownCodes(): ReadonlyMap<string, DocumentedCode> {
  const ofSubgraphs = Object.entries(SUBGRAPH_CODES).map(([code, { retryable }]): [string, DocumentedCode] => [
    code,
    { status: null, retryable },
  ]);
  return new Map([...ofSubgraphs, ...Object.entries(GATEWAY_CODES)]);
}
