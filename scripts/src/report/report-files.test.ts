import { parse } from 'csv-parse/sync';
import type { Figures, Report } from './collect-report.js';
import { csvOf, reportFiles } from './report-files.js';

const figures = (expected: number, covered: number, synthetic = false): Figures => ({
  ...{ expected, covered, synthetic },
  byTier: [{ tier: 'CENTRAL', expected, covered }],
  byProvince: [{ expected, covered, unit: { uid: 'p01-1', code: '01', name: 'Thành phố Hà Nội' } }],
});
const NOTHING = { totalCount: 0, byKind: [], nodes: [] };
const REPORT: Report = {
  period: { from: '2023-08-08', to: '2024-01-31', within: 'vn' },
  coverage: {
    begin: { qualifiedName: 'Việt Nam', coverage: figures(12_542, 1_040) },
    end: { qualifiedName: 'Việt Nam', coverage: figures(12_000, 990) },
    coverageSeries: [{ day: '2023-08-31', expected: 12_542, covered: 1_201 }],
    pressAuthority: { name: 'Bộ Thông tin và Truyền thông' },
  },
  ...{ turnover: NOTHING, stale: NOTHING, lapsing: NOTHING, issues: NOTHING },
};
const fileOf = (report: Report, name: string) => reportFiles(report).find((file) => file.name === name)?.text ?? '';

describe('a table of a report', () => {
  it('guards what a spreadsheet would take for a formula, and keeps its rows whole', () => {
    const cells = ['=1+1', '+84', '-2', '@x', 'a "b"; c,\nd', 'Hà Nội'];
    const text = csvOf(cells.map((cell) => ({ cell })));
    const read: readonly { readonly cell: string }[] = parse(text, { bom: true, columns: true });
    expect(read.map(({ cell }) => cell)).toEqual(["'=1+1", "'+84", "'-2", "'@x", 'a "b"; c,\nd', 'Hà Nội']);
    expect(text.startsWith('\ufeffcell\r\n')).toBe(true);
  });
});

describe('the text of a report', () => {
  it('writes numbers, days and differences as Vietnamese does', () => {
    const text = fileOf(REPORT, 'bao-cao.md');
    expect(text).toContain('từ ngày 08/08/2023 đến ngày 31/01/2024');
    expect(text).toContain('| **Cả năm cấp** | 12.000 | 1.040 | 990 | −50 | 8,29 % | 8,25 % | −0,04 |');
  });

  it('says so where the persons are made up, and not where they are not', () => {
    const madeUp = { qualifiedName: 'Việt Nam', coverage: figures(10, 1, true) };
    expect(fileOf({ ...REPORT, coverage: { ...REPORT.coverage, end: madeUp } }, 'bao-cao.md')).toContain('minh họa');
    expect(fileOf(REPORT, 'bao-cao.md')).not.toContain('minh họa');
  });

  it('has dashes where a day has no figures, and no division by nothing', () => {
    const coverage = { ...REPORT.coverage, begin: null, end: { qualifiedName: 'Huyện', coverage: figures(0, 0) } };
    expect(fileOf({ ...REPORT, coverage }, 'bao-cao.md')).toContain('| **Cả năm cấp** | 0 | – | 0 | – | – | – | – |');
  });

  it('says why the issues are left out, and writes no table of them', () => {
    const closed = { ...REPORT, issues: null };
    expect(fileOf(closed, 'bao-cao.md')).toContain('--token');
    expect(reportFiles(closed).map(({ name }) => name)).not.toContain('loi-du-lieu.csv');
    expect(reportFiles(REPORT).map(({ name }) => name)).toContain('loi-du-lieu.csv');
  });

  it('does not let a name break a table', () => {
    const stale = {
      ...NOTHING,
      totalCount: 1,
      nodes: [{ fullName: 'Mẫu | An', role: 'HEAD', lastConfirmedAt: null, agency: null }],
    };
    expect(fileOf({ ...REPORT, stale }, 'bao-cao.md')).toContain('| – | Mẫu \\| An | – |');
  });
});
