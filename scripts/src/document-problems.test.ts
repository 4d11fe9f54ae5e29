import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blockProblems, codePageProblems, errorPageProblems, missingFiles, pageProblems } from './document-problems.js';

const here = fileURLToPath(import.meta.url);
const page = (text: string) => ({ file: here, text });
const CODES = new Map([
  ['A', { status: 400, retryable: false }],
  ['B', { status: null, retryable: true }],
]);
const REQUEST_ERROR = new Map([['A', { status: 400, requestError: true, retryable: false }]]);
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

  it('says of a request error which status it has in JSON', () => {
    expect(errorPageProblems(page(`${HEAD}| \`A\` | 400 (200) | no |\n`), REQUEST_ERROR)).toEqual([]);
    expect(errorPageProblems(page(`${HEAD}| \`A\` | 400 | no |\n`), REQUEST_ERROR)).toEqual([
      expect.stringMatching(/A: status is 400 \(200\), the page says "400"/),
    ]);
  });

  it('is refused without its table', () => {
    expect(errorPageProblems(page('nothing'), CODES)).toEqual([expect.stringMatching(/no table of codes/)]);
  });
});

describe('a page of codes that have a meaning alone', () => {
  it('holds when it explains each, and no other', () => {
    const told = (codes: string) => codePageProblems(page(`| code | means |\n|---|---|\n${codes}`), ['A', 'B']);
    expect(told('| `A` | a |\n| `B` | b |\n')).toEqual([]);
    expect(told('| `A` | a |\n| `C` | c |\n')).toEqual([
      expect.stringMatching(/C is no code of ours/),
      expect.stringMatching(/B is not explained/),
    ]);
    expect(codePageProblems(page('nothing'), ['A'])).toEqual([expect.stringMatching(/no table of codes/)]);
  });
});

describe('a page', () => {
  it('may link to what is there and to other hosts, and name commands that exist', () => {
    const text = '[self](document-problems.test.ts#x) [web](https://example.org) `npm run -s token -- --role partner`';
    expect(pageProblems(page(text), new Set(['token']))).toEqual([]);
  });

  it('is refused for a link that leads nowhere, a command that is none, a file that is not there', () => {
    const text = '[lost](nowhere.md) ![lost too](nowhere.png)\n\n```\nnpm run nothing\n```\n\n`docs/nothing.md`';
    expect(pageProblems(page(text), new Set())).toEqual([
      expect.stringMatching(/link nowhere\.md leads nowhere/),
      expect.stringMatching(/link nowhere\.png leads nowhere/),
      expect.stringMatching(/npm run nothing/),
    ]);
    expect(missingFiles(page(text), '/')).toEqual([expect.stringMatching(/docs\/nothing\.md is not there/)]);
  });
});

describe('the blocks of a page', () => {
  const root = dirname(here);
  const name = basename(here);

  it('hold when each is checked somewhere, and a passage is in its file whatever its indentation', () => {
    const text = `\`\`\`ts ${name}\nconst root = dirname(here);\nconst name = basename(here);\n\`\`\`\n\n\`\`\`sh\nnpm ci\n\`\`\`\n`;
    expect(blockProblems(page(text), root)).toEqual([]);
  });

  it.each([
    ['a block that nothing checks', '```yaml\na: 1\n```', `${name}:1: nothing tells how to check a block of yaml here`],
    ['a passage of another file', '```ts repository.ts\nnone\n```', `${name}:1: this is no passage of repository.ts`],
    ['a passage of no file', '```ts nothing.ts\nnone\n```', `${name}:1: this is no passage of nothing.ts`],
    ['a part of a line', `\`\`\`ts ${name}\nroot = dirname(here);\n\`\`\``, `${name}:1: this is no passage of ${name}`],
  ])('are refused for %s', (_what, text, problem) => {
    expect(blockProblems(page(text), root)).toEqual([problem]);
  });
});
