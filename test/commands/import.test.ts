import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHORITY } from '../harness/press-authority.js';
import { buildProject, runNode } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let folder: string;
let stack: Stack;
let token: string;
beforeAll(async () => {
  await buildProject();
  folder = await mkdtemp(join(tmpdir(), 'phat-ngon-import-test-'));
  stack = await startStack();
  token = await stack.token(AUTHORITY);
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs `npm run import --` as it is built. */
async function run(...args: readonly string[]) {
  await using command = runNode(['scripts/dist/import.js', ...args, '--url', stack.url]);
  const code = await command.ended;
  return { code, output: command.output() };
}

const asAuthority = (...args: readonly string[]) => run(...args, '--token', token);

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** The only match's groups. */
function found(output: string, pattern: RegExp): readonly string[] {
  return pattern.exec(output)?.slice(1) ?? [];
}

describe('npm run import', () => {
  it('reads a list, tells what its rows come to, and imports it by the token of that', async () => {
    const template = join(folder, 'mau.csv');
    expect(await run('template', template)).toMatchObject({ code: 0 });
    const lines = [
      ',,00004,,,,,Mẫu Văn Mới,Phó Chủ tịch,024 3999 0001,,,,,,01/12/2026,,,,',
      ',,,,Không có ở đâu,,,Mẫu Văn Hai,Phó Chủ tịch,,,,,,,01/12/2026,,,,',
    ];
    const list = await fileOf('danh-sach.csv', `${await readFile(template, 'utf8')}${lines.join('\r\n')}\r\n`);
    const rows = join(folder, 'ket-qua.csv');
    const read = await asAuthority('dry-run', list, '--rows', rows);
    expect(read).toMatchObject({ code: 0 });
    expect(read.output).toContain('danh-sach.csv: CSV, 2 rows\n');
    expect(read.output).toMatch(/ {2}replace a holder {3}1\n/);
    expect(read.output).toContain('  line 4, column E (Tên cơ quan): NOT_FOUND: No agency is known by this');
    expect(await readFile(rows, 'utf8')).toContain('3,Thay thế,REPLACE,');
    const [uid = '', given = ''] = found(read.output, /import {2}(\S+)\ntoken {3}(\S+)/);
    expect(await asAuthority('commit', uid, 'x')).toMatchObject({
      code: 1,
      output: expect.stringContaining('BAD_USER_INPUT'),
    });
    const done = await asAuthority('commit', uid, given);
    expect(done.output).toMatch(/danh-sach\.csv: imported: 0 begun, 1 replaced, 0 corrected\ncursor {2}\S+\n/);
  });

  it('reads every record it has given out as the same', async () => {
    const file = join(folder, 'tat-ca.csv');
    expect(await asAuthority('export', file)).toMatchObject({ code: 0 });
    const read = await asAuthority('dry-run', file);
    expect(read.output).not.toContain('not imported:');
    expect(read.output).toMatch(
      / {2}begin a record {5}0\n {2}replace a holder {3}0\n {2}correct a record {3}0\n {2}change nothing {5}[1-9]/,
    );
  });

  it.each<[string, () => Promise<readonly string[]> | readonly string[], RegExp]>([
    ['a file that is no list', async () => ['dry-run', await fileOf('a.csv', 'a,b\n1,2\n')], /MISSING_COLUMN/],
    ['a file that is not there', () => ['dry-run', join(folder, 'none.csv')], /ENOENT/],
    ['an import there is not', () => ['commit', '7c8882df-9951-4649-9df0-b3ca67104316', 'x'], /404 Not Found/],
    ['a word it does not know', () => ['import', 'a.csv'], /usage: /],
    ['a format it does not have', () => ['template', join(folder, 'a.pdf')], /usage: /],
  ])('says what is wrong with %s', async (_what, args, words) => {
    const { code, output } = await asAuthority(...(await args()));
    expect([code, output]).toEqual([1, expect.stringMatching(words)]);
  });

  it('is for clerks and the authority', async () => {
    const { code, output } = await run('dry-run', await fileOf('b.csv', 'a,b\n'));
    expect([code, output]).toEqual([1, expect.stringContaining('UNAUTHENTICATED')]);
  });
});
