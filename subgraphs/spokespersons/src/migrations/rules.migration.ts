import { column, nullable, OPEN_FROM, OPEN_TO, TIERS, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The dated rules the network works by, and the figures stated about it. They are law and public record, not demonstration data:
 * an installation needs them from its first day, so they come with the tables. A later rule is a later migration.
 */
export class Rules1780000200001 implements MigrationInterface {
  readonly name = 'Rules1780000200001';

  async up(runner: QueryRunner): Promise<void> {
    for (const made of TABLES) await runner.createTable(made);
    await insert(runner, 'coverage_rule', COVERAGE_RULES);
    await insert(runner, 'coverage_target', COVERAGE_TARGETS);
    await insert(runner, 'speaking_rule', SPEAKING_RULES);
    await insert(runner, 'deadline_rule', DEADLINE_RULES);
    await insert(runner, 'press_authority', PRESS_AUTHORITIES);
    await insert(runner, 'reported_figure', REPORTED_FIGURES);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await runner.dropTable(name);
  }
}

type Row = Readonly<Record<string, string | number | null>>;

async function insert(runner: QueryRunner, name: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    await runner.query(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks})`, Object.values(row));
  }
}

const DATED = [column.text('id', 60), column.day('valid_from'), column.day('valid_to')] as const;
const TEXTS = [column.text('text_vi', 600), column.text('text_en', 600)] as const;
const ID = { primary: ['id'] } as const;

const TABLES = [
  table('coverage_rule', [...DATED, ...TEXTS, column.integer('stale_after_days')], ID),
  table('coverage_target', [...DATED, column.text('tier', 30), column.integer('percent')], ID),
  table(
    'speaking_rule',
    [
      ...DATED,
      ...TEXTS,
      column.text('tier', 30),
      nullable(column.text('roles', 100)),
      column.text('legal_basis_uid', 60),
    ],
    ID,
  ),
  table(
    'deadline_rule',
    [
      ...DATED,
      ...TEXTS,
      column.text('duty', 40),
      column.integer('amount'),
      column.text('period', 10),
      column.text('jurisdiction_uid', 120),
      column.text('legal_basis_uid', 60),
    ],
    ID,
  ),
  table('press_authority', [...DATED, column.text('agency_uid', 120)], ID),
  table(
    'reported_figure',
    [
      column.text('id', 60),
      column.integer('value'),
      column.flag('is_approximate'),
      column.text('counts', 300),
      column.text('quote', 600),
      column.text('source', 300),
      column.text('stated_by', 300),
      column.day('stated_on'),
    ],
    ID,
  ),
];

const ALWAYS = { valid_from: OPEN_FROM, valid_to: OPEN_TO } as const;
const DECREE_244_DAY = '2026-07-01';
const UNDER_DECREE_09 = { valid_from: OPEN_FROM, valid_to: DECREE_244_DAY, legal_basis_uid: 'nd-09-2017' } as const;

const COVERAGE_RULES: readonly Row[] = [
  {
    id: 'four-items',
    ...ALWAYS,
    stale_after_days: 180,
    text_vi:
      'Một cơ quan được tính là đã có người phát ngôn khi người được giao nhiệm vụ phát ngôn đã được công bố và xác minh, đủ bốn mục: họ tên, chức vụ, điện thoại, thư điện tử. Không tính người đứng đầu, dù người đứng đầu luôn có thể phát ngôn. Hồ sơ không được xác nhận quá 180 ngày bị coi là cũ.',
    text_en:
      'An agency is covered when the person assigned to speak is designated, published and verified with the four items: full name, position, phone, e-mail. A head, who may always speak, does not count as such. A record not confirmed for more than 180 days is stale.',
  },
];

const COVERAGE_TARGETS: readonly Row[] = TIERS.map((tier) => ({
  id: `target-${tier.toLowerCase()}`,
  ...ALWAYS,
  tier,
  percent: 100,
}));

const ALL_ROLES = 'HEAD SPOKESPERSON AUTHORIZED COORDINATING';
const HEAD_OR_DEPUTY = 'HEAD SPOKESPERSON';
const CHAIRMAN_OR_DEPUTY = {
  roles: HEAD_OR_DEPUTY,
  text_vi: 'Chủ tịch, hoặc Phó Chủ tịch được giao nhiệm vụ phát ngôn.',
  text_en: 'The chairman, or the deputy chairman assigned to speak.',
};
const EVERY_ROLE = {
  roles: ALL_ROLES,
  text_vi: 'Người đứng đầu, người phát ngôn, người được ủy quyền phát ngôn và người phối hợp.',
  text_en: 'The head, the spokesperson, those authorised in writing, and those who coordinate.',
};

const SPEAKING_RULES: readonly Row[] = TIERS.flatMap((tier) => [
  { id: `decree-09-${tier.toLowerCase()}`, ...UNDER_DECREE_09, tier, ...speakersUnderDecree09(tier) },
  {
    id: `decree-244-${tier.toLowerCase()}`,
    valid_from: DECREE_244_DAY,
    valid_to: OPEN_TO,
    legal_basis_uid: 'nd-244-2026',
    tier,
    roles: null,
    text_vi: 'Theo Nghị định 244/2026/NĐ-CP; nội dung chưa được đối chiếu với văn bản.',
    text_en: 'By Decree 244/2026/NĐ-CP, whose text has not been verified here.',
  },
]);

function speakersUnderDecree09(tier: string): Row {
  if (tier === 'CENTRAL' || tier === 'PROVINCE') return EVERY_ROLE;
  if (tier !== 'PROVINCIAL_DEPARTMENT') return CHAIRMAN_OR_DEPUTY;
  return {
    roles: HEAD_OR_DEPUTY,
    text_vi: 'Người đứng đầu, hoặc cấp phó được giao nhiệm vụ phát ngôn.',
    text_en: 'The head, or the deputy assigned to speak.',
  };
}

const NATIONAL = { ...UNDER_DECREE_09, jurisdiction_uid: 'vn' } as const;

const DEADLINE_RULES: readonly Row[] = [
  {
    id: 'regular-update',
    ...NATIONAL,
    duty: 'REGULAR_UPDATE',
    amount: 1,
    period: 'MONTHS',
    text_vi: 'Cung cấp thông tin định kỳ hằng tháng.',
    text_en: 'Information is given regularly, every month.',
  },
  {
    id: 'press-conference',
    ...NATIONAL,
    duty: 'PRESS_CONFERENCE',
    amount: 3,
    period: 'MONTHS',
    text_vi: 'Họp báo ít nhất ba tháng một lần.',
    text_en: 'A press conference is held at least every three months.',
  },
  {
    id: 'first-information',
    ...NATIONAL,
    duty: 'FIRST_INFORMATION',
    amount: 24,
    period: 'HOURS',
    text_vi: 'Trong trường hợp đột xuất, bất thường: cung cấp thông tin ban đầu trong 24 giờ.',
    text_en: 'In an extraordinary case the first information is given within 24 hours.',
  },
];

const PRESS_AUTHORITIES: readonly Row[] = [
  {
    id: 'mic',
    valid_from: OPEN_FROM,
    valid_to: '2025-03-01',
    agency_uid: 'bo-thong-tin-va-truyen-thong',
  },
  { id: 'mcst', valid_from: '2025-03-01', valid_to: OPEN_TO, agency_uid: 'bo-van-hoa-the-thao-va-du-lich' },
];

const STATED = {
  is_approximate: 1,
  source: 'Báo cáo của cơ quan quản lý nhà nước về báo chí, ngày 8/8/2023',
  stated_by: 'Bộ Thông tin và Truyền thông',
  stated_on: '2023-08-08',
} as const;

const REPORTED_FIGURES: readonly Row[] = [
  {
    id: 'spokespersons-expected-2023',
    value: 12_542,
    counts: 'Spokespersons of state agencies to be connected, at five tiers (người phát ngôn cần kết nối, năm cấp)',
    quote: 'khoảng 12.542',
    ...STATED,
  },
  {
    id: 'spokespersons-collected-2023',
    value: 1_040,
    counts: 'Spokespersons whose details had been collected (người phát ngôn đã có thông tin)',
    quote: 'khoảng 1.040',
    ...STATED,
  },
];
