import { dayOf } from '@phat-ngon/kit';
import { QUESTIONS, type ReportQuestion } from './ask-graph.js';
import type { CoverageAnswer, Figures, Report, Share, WholeList } from './collect-report.js';
import {
  shownChange,
  shownDate,
  shownNumber,
  shownPoints,
  shownShare,
  TIER_NAMES,
  TURNOVER_NAMES,
  wordOf,
} from './words.js';

const SHOWN_ROWS = 10;

/** A report for those who lead the press authority: Markdown, in Vietnamese; every figure names its question and its day. */
export function reportText(report: Report): string {
  const sections = [
    heading(report),
    coverageSection(report),
    provinceSection(report),
    turnoverSection(report),
    staleSection(report),
    lapsingSection(report),
    issueSection(report),
    sourceSection(report),
  ];
  return `${sections.filter((section) => section !== null).join('\n\n')}\n`;
}

function heading({ period, coverage }: Report): string {
  const { from, to } = period;
  const place = coverage.end?.qualifiedName ?? coverage.begin?.qualifiedName ?? period.within;
  const isSynthetic = coverage.end?.coverage?.synthetic ?? coverage.begin?.coverage?.synthetic ?? false;
  return [
    `# Người phát ngôn của các cơ quan hành chính nhà nước: ${place}`,
    `Báo cáo từ ngày ${shownDate(from)} đến ngày ${shownDate(to)}.${authorityOf(coverage)}`,
    ...(isSynthetic ? ['> **Dữ liệu minh họa**: người và liên hệ là hư cấu, số liệu tính từ đó chỉ để minh họa.'] : []),
  ].join('\n\n');
}

function authorityOf({ pressAuthority }: CoverageAnswer): string {
  const name = pressAuthority?.name;
  return name === undefined ? '' : ` Cơ quan quản lý nhà nước về báo chí: ${name}.`;
}

function coverageSection({ period, coverage }: Report): string {
  const [begin, end] = [coverage.begin?.coverage ?? null, coverage.end?.coverage ?? null];
  const tierOf = (figures: Figures | null, tier: string) => figures?.byTier.find((row) => row.tier === tier) ?? null;
  const rows = Object.entries(TIER_NAMES).map(([tier, name]) =>
    betweenCells(name, tierOf(begin, tier), tierOf(end, tier)),
  );
  return section(
    'Tỷ lệ công bố theo năm cấp',
    table(betweenHead('Cấp', period), [...rows, betweenCells('**Cả năm cấp**', begin, end)]),
    source(
      'coverage',
      `\`begin\` ngày ${shownDate(period.from)}, \`end\` ngày ${shownDate(period.to)}; từng tháng: \`dien-bien.csv\``,
    ),
  );
}

function provinceSection({ period, coverage }: Report): string | null {
  const provinces = coverage.end?.coverage?.byProvince ?? [];
  if (provinces.length === 0) return null;
  const before = new Map((coverage.begin?.coverage?.byProvince ?? []).map((row) => [row.unit.uid, row]));
  const rows = provinces.map((row) => betweenCells(row.unit.name, before.get(row.unit.uid) ?? null, row));
  return section(
    'Theo tỉnh, thành phố',
    'Gồm mọi cơ quan trên địa bàn, không gồm cơ quan trung ương. Tỉnh, thành phố chưa có vào ngày đầu kỳ thì để trống phần đầu kỳ.',
    table(betweenHead('Tỉnh, thành phố', period), rows),
    source('coverage', `\`byProvince\`, các ngày như trên`),
  );
}

function betweenHead(name: string, { from, to }: Report['period']): readonly string[] {
  const [begin, end] = [shownDate(from), shownDate(to)];
  return [
    name,
    `Phải có (${end})`,
    `Đã có (${begin})`,
    `Đã có (${end})`,
    'Thay đổi',
    `Tỷ lệ (${begin})`,
    `Tỷ lệ (${end})`,
    'Điểm %',
  ];
}

function betweenCells(name: string, begin: Share | null, end: Share | null): readonly string[] {
  const ratio = (share: Share | null) =>
    share === null || share.expected === 0 ? null : share.covered / share.expected;
  const [was, is] = [ratio(begin), ratio(end)];
  return [
    name,
    end === null ? '–' : shownNumber(end.expected),
    begin === null ? '–' : shownNumber(begin.covered),
    end === null ? '–' : shownNumber(end.covered),
    begin === null || end === null ? '–' : shownChange(end.covered - begin.covered),
    shownShare(begin),
    shownShare(end),
    was === null || is === null ? '–' : shownPoints(is - was),
  ];
}

function turnoverSection({ period, turnover }: Report): string {
  return section(
    'Biến động người phát ngôn',
    table(
      ['Loại', 'Số lượng'],
      turnover.byKind.map(({ kind, count }) => [wordOf(TURNOVER_NAMES, kind), shownNumber(count)]),
    ),
    'Từng trường hợp: `bien-dong.csv`.',
    source('turnover', `từ ngày ${shownDate(period.from)} đến ngày ${shownDate(period.to)}`),
  );
}

function staleSection({ period, stale }: Report): string {
  const rows = stale.nodes
    .slice(0, SHOWN_ROWS)
    .map(({ agency, fullName, lastConfirmedAt }) => [
      agency?.name ?? '–',
      fullName,
      lastConfirmedAt === null ? '–' : shownDate(dayOf(new Date(lastConfirmedAt))),
    ]);
  return section(
    'Hồ sơ lâu chưa xác nhận',
    counted('hồ sơ', stale, 'ho-so-cu.csv'),
    ...(rows.length === 0 ? [] : [table(['Cơ quan', 'Họ tên', 'Xác nhận gần nhất'], rows, '---')]),
    source('stale', `ngày ${shownDate(period.to)}`),
  );
}

function lapsingSection({ period, lapsing }: Report): string {
  const rows = lapsing.nodes
    .slice(0, SHOWN_ROWS)
    .map(({ agency, fullName, matter, validTo }) => [
      agency?.name ?? '–',
      fullName,
      matter ?? '–',
      validTo === null ? '–' : shownDate(validTo),
    ]);
  return section(
    'Ủy quyền hết hạn trong ba mươi ngày tới',
    counted('ủy quyền', lapsing, 'sap-het-han.csv'),
    ...(rows.length === 0 ? [] : [table(['Cơ quan', 'Họ tên', 'Nội dung', 'Hết hạn từ ngày'], rows, '---')]),
    source('lapsing', `ngày ${shownDate(period.to)}`),
  );
}

function issueSection({ period, issues }: Report): string {
  const title = 'Chất lượng dữ liệu';
  if (issues === null)
    return section(
      title,
      'Phần này cần mã truy cập (`--token`) của cơ quan quản lý báo chí hoặc người rà soát, nên được bỏ trống.',
    );
  const labels = new Map(issues.nodes.map(({ kind, label }) => [kind, label]));
  const rows = issues.byKind
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => [labels.get(kind) ?? kind, shownNumber(count)]);
  return section(
    title,
    `Có ${shownNumber(issues.totalCount)} vấn đề; từng vấn đề ở \`loi-du-lieu.csv\`.`,
    ...(rows.length === 0 ? [] : [table(['Loại', 'Số lượng'], rows)]),
    source('issues', `ngày ${shownDate(period.to)}`),
  );
}

function sourceSection({ period }: Report): string {
  return section(
    'Số liệu lấy từ đâu',
    `Mọi con số đều do hệ thống trả lời các truy vấn trong \`${QUESTIONS}/\`, với các biến dưới đây; hỏi lại sẽ ra cùng kết quả của cùng ngày, trừ khi hồ sơ được đính chính.`,
    `\`\`\`json\n${JSON.stringify({ within: period.within, from: period.from, to: period.to })}\n\`\`\``,
  );
}

function counted(what: string, { totalCount }: WholeList<unknown>, file: string): string {
  const shown = totalCount > SHOWN_ROWS ? `; ${SHOWN_ROWS} ${what} đầu ở dưới, đầy đủ trong \`${file}\`` : '';
  return `Có ${shownNumber(totalCount)} ${what}${shown}.`;
}

function source(question: ReportQuestion, day: string): string {
  return `*Nguồn: truy vấn \`${question}.graphql\`, ${day}.*`;
}

function section(title: string, ...parts: readonly string[]): string {
  return [`## ${title}`, ...parts].join('\n\n');
}

/** The cells behind the first are numbers, or texts. */
function table(head: readonly string[], rows: readonly (readonly string[])[], align: '---:' | '---' = '---:'): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : align))), ...rows.map(line)].join('\n');
}
