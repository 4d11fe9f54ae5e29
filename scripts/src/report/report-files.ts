import { dayOf } from '@phat-ngon/kit';
import { stringify } from 'csv-stringify/sync';
import type { Report, Share } from './collect-report.js';
import { reportText } from './report-text.js';
import { ROLE_NAMES, TIER_NAMES, TURNOVER_NAMES, wordOf } from './words.js';

/** A file of a report. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

type Row = Readonly<Record<string, string | number | null>>;

/** The files of a report: its text, and a table for each of its parts. */
export function reportFiles(report: Report): readonly ReportFile[] {
  const tables: readonly (readonly [name: string, rows: readonly Row[]])[] = [
    ['ty-le-theo-cap', tierRows(report)],
    ['ty-le-theo-tinh', provinceRows(report)],
    [
      'dien-bien',
      (report.coverage.coverageSeries ?? []).map(({ day, ...share }) => ({ ngày: day, ...shareCells(share) })),
    ],
    ['bien-dong', turnoverRows(report)],
    ['ho-so-cu', staleRows(report)],
    ['sap-het-han', lapsingRows(report)],
    ...(report.issues === null ? [] : ([['loi-du-lieu', issueRows(report)]] as const)),
  ];
  return [
    { name: 'bao-cao.md', text: reportText(report) },
    ...tables.map(([name, rows]) => ({ name: `${name}.csv`, text: csvOf(rows) })),
  ];
}

/**
 * Rows as CSV (RFC 4180) with a byte order mark, which spreadsheets need to read Vietnamese; cells that a spreadsheet would take for
 * a formula begin with an apostrophe. A table without rows has no header either: nothing names its columns.
 */
export function csvOf(rows: readonly Row[]): string {
  return stringify([...rows], { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function shareCells({ expected, covered }: Share): Row {
  return { 'phải có': expected, 'đã có': covered };
}

function tierRows({ coverage }: Report): readonly Row[] {
  const [begin, end] = [coverage.begin?.coverage?.byTier ?? [], coverage.end?.coverage?.byTier ?? []];
  return Object.entries(TIER_NAMES).map(([tier, name]) => ({
    'mã cấp': tier,
    cấp: name,
    ...betweenCells(
      begin.find((row) => row.tier === tier),
      end.find((row) => row.tier === tier),
    ),
  }));
}

function provinceRows({ coverage }: Report): readonly Row[] {
  const begin = new Map((coverage.begin?.coverage?.byProvince ?? []).map((row) => [row.unit.uid, row]));
  return (coverage.end?.coverage?.byProvince ?? []).map((row) => ({
    'mã số': row.unit.code,
    'tỉnh, thành phố': row.unit.name,
    ...betweenCells(begin.get(row.unit.uid), row),
  }));
}

function betweenCells(begin: Share | undefined, end: Share | undefined): Row {
  return {
    'phải có đầu kỳ': begin?.expected ?? null,
    'đã có đầu kỳ': begin?.covered ?? null,
    'phải có cuối kỳ': end?.expected ?? null,
    'đã có cuối kỳ': end?.covered ?? null,
  };
}

function turnoverRows({ turnover }: Report): readonly Row[] {
  return turnover.nodes.map(({ kind, day, agency, spokesperson, former }) => ({
    ngày: day,
    loại: wordOf(TURNOVER_NAMES, kind),
    ...agencyCells(agency),
    'người mới': spokesperson?.fullName ?? null,
    'người trước': former?.fullName ?? null,
  }));
}

function staleRows({ stale }: Report): readonly Row[] {
  return stale.nodes.map(({ lastConfirmedAt, agency, fullName, role }) => ({
    'xác nhận gần nhất': lastConfirmedAt === null ? null : dayOf(new Date(lastConfirmedAt)),
    ...agencyCells(agency),
    'họ tên': fullName,
    'vai trò': wordOf(ROLE_NAMES, role),
  }));
}

function lapsingRows({ lapsing }: Report): readonly Row[] {
  return lapsing.nodes.map(({ validTo, agency, fullName, matter }) => ({
    'hết hạn từ ngày': validTo,
    ...agencyCells(agency),
    'họ tên': fullName,
    'nội dung': matter,
  }));
}

function issueRows({ issues }: Report): readonly Row[] {
  return (issues?.nodes ?? []).map(({ label, text, agencyCount, agencies }) => ({
    loại: label,
    'nội dung': text,
    'số cơ quan': agencyCount,
    'cơ quan': agencies.map(({ name }) => name).join('; '),
  }));
}

function agencyCells(agency: { readonly name: string; readonly tier: string } | null): Row {
  return { 'cơ quan': agency?.name ?? null, cấp: agency === null ? null : wordOf(TIER_NAMES, agency.tier) };
}
