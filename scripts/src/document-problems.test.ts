import { fileURLToPath } from 'node:url';
import { errorPageProblems, missingFiles, pageProblems } from './document-problems.js';

const here = fileURLToPath(import.meta.url);
const page = (text: string) => ({ file: here, text });
const CODES = new Map([
  ['A', { status: 400, retryable: false }],
  ['B', { status: null, retryable: true }],
]);
const HEAD = '| code | status | retryable |\n|---|---|---|\n';

describe('the page of error codes', () => {
  it('holds when it says what the code says', () => {
    expect(errorPageProblems(page(`${HEAD}| \`A\` | 400 | no |\n| \`B\` | | yes |\n`), CODES)).toEqual([]);
  });

  it.each([
    ['lacks a code', '| `A` | 400 | no |\n', /B is not explained/],
    ['has another status', '| `A` | 404 | no |\n| `B` | | yes |\n', /A: status is 400, the page says "404"/],
    ['promises another retry', '| `A` | 400 | yes |\n| `B` | | yes |\n', /A: retryable is no/],
    ['explains what is no code', '| `A` | 400 | no |\n| `B` | | yes |\n| `C` | | no |\n', /C is no code of ours/],
  ])('is refused when it %s', (_what, rows, problem) => {
    expect(errorPageProblems(page(HEAD + rows), CODES)).toEqual([expect.stringMatching(problem)]);
  });

  it('is refused without its table', () => {
    expect(errorPageProblems(page('nothing'), CODES)).toEqual([expect.stringMatching(/no table of codes/)]);
  });
});

describe('a page', () => {
  it('may link to what is there and to other hosts, and name commands that exist', () => {
    const text = '[self](document-problems.test.ts#x) [web](https://example.org) `npm run -s token -- --role partner`';
    expect(pageProblems(page(text), new Set(['token']))).toEqual([]);
  });

  it('is refused for a link that leads nowhere, a command that is none, a file that is not there', () => {
    const text = '[lost](nowhere.md)\n\n```\nnpm run nothing\n```\n\n`docs/nothing.md`';
    expect(pageProblems(page(text), new Set())).toEqual([
      expect.stringMatching(/link nowhere\.md leads nowhere/),
      expect.stringMatching(/npm run nothing/),
    ]);
    expect(missingFiles(page(text), '/')).toEqual([expect.stringMatching(/docs\/nothing\.md is not there/)]);
  });
});
