import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { buildProject, runNode } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
let folder: string;
beforeAll(async () => {
  await buildProject();
  stack = await startStack();
  folder = await mkdtemp(join(tmpdir(), 'phat-ngon-report-'));
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs the command; how it ended and what it said. */
async function report(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  await using command = runNode(['scripts/dist/report.js', '--url', stack.url, ...args]);
  const code = await command.ended;
  return { code, said: command.output() };
}
const out = (name: string) => join(folder, name);
const textOf = (name: string, file: string) => readFile(join(out(name), file), 'utf8');
const rowsOf = async (name: string, file: string): Promise<readonly Record<string, string>[]> =>
  parse(await textOf(name, file), { bom: true, columns: true });

const PERIOD = ['--from', '2023-08-08', '--to', '2025-12-31'];

describe('the report of a period', () => {
  it('tells the authority of coverage, turnover, what is stale or lapses, and what is wrong, each with its source', async () => {
    const token = await stack.token({ role: 'AUTHORITY', agencies: [], scopes: [], costLimit: null });
    expect(await report(...PERIOD, '--token', token, '--out', out('whole'))).toMatchObject({ code: 0 });
    const text = await textOf('whole', 'bao-cao.md');
    expect(text).toMatch(/\| \*\*Cả năm cấp\*\* \| 3\.846 \| 1\.040 \| [\d.]+ \| \+[\d.]+ \| 8,29 % \|/);
    expect(text).toContain('Dữ liệu minh họa');
    expect(text).toContain('Bộ Văn hóa, Thể thao và Du lịch');
    expect(text.match(/^## /gm)).toHaveLength(7);
    for (const question of ['coverage', 'turnover', 'stale', 'lapsing', 'issues'])
      expect(text).toContain(`*Nguồn: truy vấn \`${question}.graphql\``);
    expect(await readdir(out('whole'))).toHaveLength(8);
  });

  it('has in its tables what the graph answers, to the last row', async () => {
    const { data } = await stack.ask(`{
      turnover(from: "2023-08-08", to: "2025-12-31") { totalCount }
      staleRecords(asOf: "2025-12-31") { totalCount }
      authorisationsLapsing(asOf: "2025-12-31") { totalCount }
      country(asOf: "2025-12-31") { coverage { byTier { tier expected covered } byProvince { id } } } }`);
    for (const [file, field] of [
      ['bien-dong.csv', 'turnover'],
      ['ho-so-cu.csv', 'staleRecords'],
      ['sap-het-han.csv', 'authorisationsLapsing'],
    ] as const)
      expect([file, (await rowsOf('whole', file)).length]).toEqual([file, data[field].totalCount]);
    expect((await rowsOf('whole', 'bien-dong.csv')).length).toBeGreaterThan(2_000);
    const tiers = await rowsOf('whole', 'ty-le-theo-cap.csv');
    expect(tiers.map((row) => [row['mã cấp'], Number(row['phải có cuối kỳ']), Number(row['đã có cuối kỳ'])])).toEqual(
      data.country.coverage.byTier.map(({ tier, expected, covered }: any) => [tier, expected, covered]),
    );
    expect(await rowsOf('whole', 'ty-le-theo-tinh.csv')).toHaveLength(34);
    expect((await rowsOf('whole', 'dien-bien.csv')).at(-1)?.ngày).toBe('2025-12-31');
  });

  it('may be of one unit, and without a token leaves out what the public may not read, and says so', async () => {
    const ended = await report(...PERIOD, '--within', 'p46-1', '--out', out('hue'));
    expect(ended).toMatchObject({ code: 0, said: expect.stringContaining('--token') });
    const text = await textOf('hue', 'bao-cao.md');
    expect(text).toMatch(/^# .*: Thành phố Huế$/m);
    expect(text).not.toContain('## Theo tỉnh, thành phố');
    expect(text).toContain('cần mã truy cập');
    expect(await readdir(out('hue'))).not.toContain('loi-du-lieu.csv');
  });

  it.each([
    ['without a period', [], 'usage: npm run report'],
    ['with a day that is none', ['--from', '2023-13-01', '--to', '2024-01-01'], 'cần một ngày theo dạng'],
    ['of a unit nobody knows', [...PERIOD, '--within', 'nowhere'], 'there is no unit nowhere'],
  ])('is refused %s, in words, and writes nothing', async (_, args, said) => {
    expect(await report(...args, '--out', out('none'))).toEqual({ code: 1, said: expect.stringContaining(said) });
    expect(await readdir(folder)).not.toContain('none');
  });

  it('says where it looked when nothing answers', async () => {
    const ended = await report(...PERIOD, '--url', 'http://127.0.0.1:1', '--out', out('none'));
    expect(ended).toEqual({ code: 1, said: expect.stringContaining('nothing answers at http://127.0.0.1:1') });
  });
});
