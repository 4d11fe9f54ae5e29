import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLineageFile } from '@phat-ngon/units';
import { becomes, FICTIONAL_DECREE, lineageFile } from '../../subgraphs/units/src/testing/decree-file.js';
import { AUTHORITY } from '../harness/press-authority.js';
import { buildProject, ROOT, runNode } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let folder: string;
let stack: Stack;
let token: string;
beforeAll(async () => {
  await buildProject();
  folder = await mkdtemp(join(tmpdir(), 'phat-ngon-lineage-'));
  stack = await startStack();
  token = await stack.token(AUTHORITY);
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Runs `npm run lineage --` as it is built. */
async function lineage(...args: readonly string[]) {
  await using command = runNode(['scripts/dist/lineage.js', ...args]);
  const code = await command.ended;
  return { code, output: command.output() };
}

const DECREE = [
  '--on',
  '2027-03-01',
  '--decree',
  '1/2027/NQ-TEST',
  '--issued-on',
  '2027-01-15',
  '--title',
  'Thử nghiệm',
];
const asked = (file: string) => [file, ...DECREE, '--url', stack.url, '--token', token];

describe('npm run lineage', () => {
  it('previews a file: what ends, who spoke, who answers afterwards, and the token; and applies it by that', async () => {
    const file = await fileOf('decree.csv', lineageFile(FICTIONAL_DECREE));
    const preview = await lineage('preview', ...asked(file));
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.output).toContain('units     3 end, 4 begin, 2 change\nagencies  3 end, 4 begin, 2 change\n');
    expect(preview.output).toContain('03158 Xã Sín Thầu (MERGE) > 03160 Xã Mường Nhé\n');
    expect(preview.output).toContain('90002 Xã Nà Hỳ Bắc (SEPARATE) < c03169-2\n');
    expect(preview.output).toContain('03253 Xã Tuần Giáo > Phường Tuần Giáo (WARD)\n');
    expect(preview.output).toMatch(
      /Ủy ban nhân dân xã Mường Nhé: .+, .+ > Ủy ban nhân dân xã Mường Nhé: .+, .+, Ủy ban nhân dân tỉnh Điện Biên\n/,
    );
    expect(preview.output).toMatch(/records of spokespersons that end with their agencies: [1-9]/);
    const [, given = ''] = /^token +(\S+)$/m.exec(preview.output) ?? [];
    const applied = await lineage('apply', ...asked(file), '--preview', given);
    expect(applied.output).toMatch(/^applied at \S+, in force from 2027-03-01, by 1\/2027\/NQ-TEST\nunits {5}3 end/);
    expect(await lineage('apply', ...asked(file), '--preview', given)).toEqual(applied);
  });

  it('can apply the file of the operators’ guide, which is the one of the tests', async () => {
    const { rows, problems } = readLineageFile(
      await readFile(`${ROOT}docs/examples/reorganisation/decree.csv`, 'utf8'),
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual(readLineageFile(lineageFile(FICTIONAL_DECREE)).rows);
  });

  it('checks a file against what the graph holds, of the day it is asked about', async () => {
    const file = await fileOf('applied.csv', lineageFile(FICTIONAL_DECREE));
    const { code, output } = await lineage('check', file, '--on', '2027-03-01', '--url', stack.url);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/communes both know {3}6\n.*\nprecision {12}100\.00 %\nrecall {15}100\.00 %/);
    expect(output).toContain('leading nowhere      0 ended units\n');
  });

  it('checks a file against the register of its sources, without a graph', async () => {
    const row = becomes('01', ['00004', 'Phường Trúc Bạch'], ['00004', 'Phường Ba Đình'], { old_district_code: '001' });
    const { output } = await lineage('check', await fileOf('2025.csv', lineageFile([row])));
    expect(output).toMatch(/communes both know {3}1\n.*\nprecision {12}100\.00 %/);
  });

  it('says everything that is wrong with a file, by row and column, in both languages', async () => {
    const file = await fileOf(
      'wrong.csv',
      lineageFile([
        becomes('11', ['99999', 'Xã Không Có'], ['99999', 'Xã Không Có']),
        becomes('11', ['03268', 'Xã Mường Mun'], ['03268', 'Phường Mường Mùn']),
      ]),
    );
    const { code, output } = await lineage('preview', ...asked(file));
    expect(code).toBe(1);
    expect(output).toContain('cannot be applied, 2 problems:\n');
    expect(output).toContain('row 2, old_code: UNKNOWN_UNIT: no unit has ever held the code 99999\n    chưa có đơn vị');
    expect(output).toContain('row 3, old_name: NAME_DIFFERS: 03268 is Xã Mường Mùn, not Xã Mường Mun\n');
    expect(output).not.toContain('token');
  });

  it('says how it is used, that it may not, and that nobody answers', async () => {
    const file = await fileOf('one.csv', lineageFile(FICTIONAL_DECREE));
    for (const args of [[], ['check'], ['preview', file], ['apply', file, ...DECREE], ['remove', file, ...DECREE]])
      expect(await lineage(...args)).toMatchObject({ code: 1, output: expect.stringMatching(/^usage: /) });
    const clerk = await stack.token({ role: 'CLERK', agencies: [] });
    expect(await lineage('preview', ...asked(file).slice(0, -1), clerk)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^FORBIDDEN The press authority alone .*\nChỉ cơ quan/),
    });
    const away = await lineage('preview', file, ...DECREE, '--url', 'http://127.0.0.1:1', '--token', 'x');
    expect(away).toMatchObject({ code: 1, output: expect.stringMatching(/^no answer from http:\/\/127\.0\.0\.1:1/) });
  });
});
