import type { Random } from '../random.js';

/** Texts that some layer or other might take for more than text. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  "' OR '1'='1",
  "'; DROP TABLE unit; --",
  '" UNION SELECT password FROM user -- ',
  '\\',
  '%',
  '_',
  '%_%_%',
  '`id`',
  '$\u007b7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '*)(uid=*))(|(uid=*',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '\r\nset-cookie: a=b',
  '\u202Eabc\u200F',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301\u0301\u0301',
  'Ủy ban nhân dân',
  '\uFEFF',
  '\uFFFD\uFFFE\uFFFF',
  'ﷺ'.repeat(50),
  'ı İ ß ŉ',
  '\u{10FFFF}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  'NaN',
  '0x10',
  '1e309',
  '01',
  'vn',
  'p01-1',
  'bo-y-te',
];

/** Days that are none, or lie where no register is. */
export const NASTY_DAYS: readonly string[] = [
  '2023-02-30',
  '2023-13-01',
  '2023-00-00',
  '99999-01-01',
  '+002023-01-01',
  '-2023-01-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '2022-12-31',
  '2023-1-1',
  '2023-08-08T00:00:00Z',
  '2023-08-08\u0000',
  ' 2023-08-08',
  '２０２３-08-08',
  '2023-08-08',
  'today',
];

/** Ids and cursors that are none, or name what is not there. */
export const NASTY_IDS: readonly string[] = [
  'AAAA',
  '====',
  'nothing',
  '\u0000',
  ...[
    'AdministrativeUnit:vn',
    'AdministrativeUnit:vn@2023-08-08',
    'AdministrativeUnit:vn@2023-02-30',
    'AdministrativeUnit:vn@9999-12-31',
    'AdministrativeUnit:vn@2023-08-08@2023-08-08',
    'Agency:bo-y-te',
    'Spokesperson:nobody',
    'LegalDocument:nothing',
    'TrainingClass:nothing',
    'HandbookEdition:1',
    'Query:vn',
    'Node:vn',
    'constructor:vn',
    '__proto__:vn',
    'Coverage:vn',
    "Agency:' OR 1=1",
    'Agency:',
    ':',
    '["units",["1","2"]]',
    '{"list":"units","position":[1]}',
  ].map((text) => Buffer.from(text).toString('base64url')),
];

const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  1000,
  1001,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  5e-324,
  1.5,
  -0.1,
];

/** A value of any kind that JSON has, mostly of the wrong one. */
export function nastyValue(random: Random): unknown {
  switch (random.below(9)) {
    case 0:
      return random.pick(NUMBERS);
    case 1:
      return random.pick(NASTY_DAYS);
    case 2:
      return random.pick(NASTY_IDS);
    case 3:
      return random.pick([null, true, false]);
    case 4:
      return random.pick(NASTY_TEXTS).repeat(random.pick([10, 1_000, 5_000]));
    case 5:
      return nested(random.pick([1, 5, 60, 70, 1_000]), random.share() < 0.5);
    case 6:
      return Array.from({ length: random.pick([0, 1, 3, 1_000, 20_000]) }, () => random.pick(NUMBERS));
    case 7:
      return { within: random.pick(NASTY_TEXTS), text: random.pick(NASTY_TEXTS), [random.pick(NASTY_TEXTS)]: 1 };
    default:
      return random.pick(NASTY_TEXTS);
  }
}

function nested(depth: number, inLists: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = inLists ? [value] : { within: value };
  return value;
}

/** A value of {@link nastyValue} as GraphQL writes it; keys that are no names are left out. */
export function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([key]) => /^[_A-Za-z]\w*$/.test(key));
  return `{${fields.map(([key, field]) => `${key}: ${literalOf(field)}`).join(' ')}}`;
}
