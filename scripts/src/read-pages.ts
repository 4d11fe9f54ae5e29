import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import type { Page } from './page.js';
import { ROOT } from './repository.js';

/** The pages a reader follows with a graph at hand: every block of code in them is checked. */
export const FOLLOWED_PAGES = [
  'README.md',
  'docs/errors.md',
  'docs/feeds.md',
  'docs/operations.md',
  'docs/guides/*.md',
];

/** Reads the pages of the checkout that fit the patterns, in the order of their paths. */
export async function readPages(patterns: readonly string[]): Promise<readonly Page[]> {
  const files = (await glob(patterns, { cwd: ROOT })).sort();
  return Promise.all(files.map((file) => readPage(file)));
}

/** Reads one page, by its path in the checkout. */
export async function readPage(file: string): Promise<Page> {
  return { file: `${ROOT}${file}`, text: await readFile(`${ROOT}${file}`, 'utf8') };
}
