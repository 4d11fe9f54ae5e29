import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ERROR_CODES as GATEWAY_CODES } from '@phat-ngon/gateway';
import { ERROR_CODES as SUBGRAPH_CODES } from '@phat-ngon/kit';
import { glob } from 'tinyglobby';
import { type DocumentedCode, errorPageProblems, missingFiles, type Page, pageProblems } from './document-problems.js';
import { ROOT } from './repository.js';
import { runCommand } from './run-command.js';

const PAGES = ['*.md', 'docs/**/*.md', 'schema/**/*.md', '!**/node_modules/**'];
const ERROR_PAGE = 'docs/errors.md';

await runCommand(async () => {
  const files = (await glob(PAGES, { cwd: ROOT })).sort();
  const pages = await Promise.all(files.map((file) => readPage(file)));
  const commands = await Promise.all(pages.map((page) => commandsAt(page.file)));
  const problems = [
    ...pages.flatMap((page, index) => [
      ...pageProblems(page, commands[index] ?? new Set()),
      ...missingFiles(page, ROOT),
    ]),
    ...errorPageProblems(await readPage(ERROR_PAGE), knownCodes()),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.stdout.write(`documents: ${pages.length} pages, their links, commands and error codes hold\n`);
});

async function readPage(file: string): Promise<Page> {
  return { file: `${ROOT}${file}`, text: await readFile(`${ROOT}${file}`, 'utf8') };
}

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
