import type { RecordParts } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

const AUTHORITY = 'ub-p01-1';
const AUTHORISATION = {
  role: 'AUTHORIZED',
  matter: 'Công tác phòng, chống thiên tai',
  documentNumber: '7/UQ-VD',
  documentTitle: 'Ủy quyền',
  documentIssuedOn: '2024-05-30',
  validFrom: '2024-06-01',
  validTo: '2024-09-01',
} as const;
const RECORDS: readonly RecordParts[] = [
  { uid: 'head', agencyUid: AUTHORITY, fullName: 'Mẫu Văn Đạt', role: 'HEAD', positionTitle: 'Chủ tịch' },
  { uid: 'past', agencyUid: AUTHORITY, fullName: 'Thử Thị Hòa', validTo: '2024-01-01' },
  { uid: 'regular', agencyUid: AUTHORITY, fullName: 'Giả Ngọc Lan', validFrom: '2024-01-01' },
  { uid: 'late', agencyUid: AUTHORITY, fullName: 'Ví Kim Chi', recordedOn: '2024-03-01', publishedOn: '2024-03-10' },
  { uid: 'authorised', agencyUid: AUTHORITY, fullName: 'Mẫu Thanh Bình', ...AUTHORISATION },
  { uid: 'no-matter', agencyUid: AUTHORITY, fullName: 'Thử Hữu Nam', role: 'AUTHORIZED' },
  { uid: 'coordinator', agencyUid: AUTHORITY, fullName: 'Giả Gia Yến', role: 'COORDINATING', matter: 'Kỳ thi' },
  { uid: 'pending', agencyUid: AUTHORITY, fullName: 'Ví Thu Hà', reviewState: 'PENDING' },
  { uid: 'returned', agencyUid: AUTHORITY, fullName: 'Ví Bảo Lam', reviewState: 'RETURNED', publishedOn: '2023-02-01' },
  { uid: 'below', agencyUid: 'ub-d001-1', fullName: 'Mẫu Anh Tú', role: 'COORDINATING', matter: 'Kỳ thi' },
  // Two who bear one name, and one who bears another in two roles.
  { uid: 'twin-spokesperson', agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Thị An', positionTitle: 'Phó Giám đốc' },
  {
    ...{ uid: 'twin-coordinator', agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Thị Ân', positionTitle: 'Chuyên viên' },
    ...{ role: 'COORDINATING', matter: 'Kỳ thi' },
  },
  {
    uid: 'one-past',
    agencyUid: 'so-y-te-p01-1',
    fullName: 'Thử Văn Sơn',
    positionTitle: 'Viên chức',
    validTo: '2024-01-01',
  },
  { uid: 'one-head', agencyUid: 'so-y-te-p01-1', fullName: 'Thử Văn Sơn', positionTitle: 'Giám đốc', role: 'HEAD' },
  {
    ...{ uid: 'one-too', agencyUid: 'so-y-te-p01-1', fullName: 'Thử Văn Sơn', positionTitle: 'Giám đốc' },
    ...{ role: 'AUTHORIZED', matter: 'Kỳ thi' },
  },
];
const DAY = '2024-07-01';
const ASK = `query ($agency: ID!, $spokesperson: ID, $fullName: String, $on: Date, $matter: String) {
  maySpeak(agency: $agency, spokesperson: $spokesperson, fullName: $fullName, on: $on, matter: $matter) {
    allowed reason label labelEn on matter document { number title issuedOn } rule { roles } legalBasis { id }
    agency { id } spokesperson { id } records { uid } } }`;

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

async function ask(question: Readonly<Record<string, unknown>>, asker: Asker = network): Promise<any> {
  const { maySpeak }: any = await asker.data(ASK, { agency: AUTHORITY, on: DAY, ...question });
  return maySpeak;
}
/** Yes or no, and why. */
async function verdict(question: Readonly<Record<string, unknown>>, asker: Asker = network): Promise<unknown> {
  const { allowed, reason } = await ask(question, asker);
  return [allowed, reason];
}
const clerk = () => network.as({ role: 'CLERK', agencies: [AUTHORITY] });

describe('whether somebody may speak', () => {
  it.each([
    ['the head, always', 'head', [true, 'HEAD']],
    ['the spokesperson, in the term', 'regular', [true, 'REGULAR_SPOKESPERSON']],
    ['a former spokesperson not', 'past', [false, 'TERM_OVER']],
    ['an authorised person', 'authorised', [true, 'AUTHORISED']],
    ['one who is authorised for nothing that is recorded not', 'no-matter', [false, 'MATTER_NOT_RECORDED']],
    ['one who coordinates', 'coordinator', [true, 'COORDINATING']],
    ['one whose record is back with the agency not', 'returned', [false, 'NOT_PUBLISHED']],
    ['one of another agency not', 'below', [false, 'OF_ANOTHER_AGENCY']],
    ['one whose record waits for its review is not there', 'pending', [false, 'NO_SUCH_RECORD']],
    ['nobody', 'none', [false, 'NO_SUCH_RECORD']],
  ])('%s', async (_, spokesperson, expected) => {
    expect(await verdict({ spokesperson })).toEqual(expected);
  });

  it('is told by the record it rests on, in the view of the day, with rule and legal basis', async () => {
    const spokesperson = { id: idOf('Spokesperson', `regular@${DAY}`) };
    expect(await ask({ spokesperson: 'regular' })).toMatchObject({
      ...{ on: DAY, spokesperson, agency: { id: idOf('Agency', `${AUTHORITY}@${DAY}`) }, matter: null, document: null },
      ...{ records: [{ uid: 'regular' }], rule: { roles: ['HEAD', 'SPOKESPERSON', 'AUTHORIZED', 'COORDINATING'] } },
      legalBasis: { id: idOf('LegalDocument', 'nd-09-2017') },
    });
  });

  it('hangs on the days of the term', async () => {
    for (const [on, expected] of [
      ['2023-12-31', [false, 'TERM_NOT_BEGUN']],
      ['2024-01-01', [true, 'REGULAR_SPOKESPERSON']],
    ] as const)
      expect(await verdict({ spokesperson: 'regular', on })).toEqual(expected);
    expect(await verdict({ spokesperson: 'past', on: '2023-12-31' })).toEqual([true, 'REGULAR_SPOKESPERSON']);
    expect(await verdict({ spokesperson: 'past', on: '2024-01-01' })).toEqual([false, 'TERM_OVER']);
  });

  it('hangs on the day of publication, whatever day the term begins with', async () => {
    const answer = await ask({ spokesperson: 'late', on: '2024-03-09' });
    // The record is known today, and was not in that view.
    expect(answer).toMatchObject({ allowed: false, reason: 'NOT_PUBLISHED', spokesperson: null, records: [] });
    expect(await verdict({ spokesperson: 'late', on: '2024-03-10' })).toEqual([true, 'REGULAR_SPOKESPERSON']);
  });

  it('hangs on the rule of the day for the class of the agency', async () => {
    const below = { agency: 'ub-d001-1', spokesperson: 'below' };
    expect(await verdict(below)).toEqual([false, 'ROLE_NOT_FORESEEN']);
    // The text of the decree since July 2026 has not been verified: it gives no roles, and refuses none.
    const coordinator = { spokesperson: 'coordinator', on: null };
    expect(await ask(coordinator)).toMatchObject({
      ...{ allowed: true, reason: 'COORDINATING', on: '2026-11-24', rule: { roles: null } },
      legalBasis: { id: idOf('LegalDocument', 'nd-244-2026') },
    });
  });

  it('is no for an agency that has ended, has not begun or is not known', async () => {
    for (const agency of ['ub-d001-1', 'nowhere']) {
      const answer = await ask({ agency, spokesperson: 'below', on: null });
      expect(answer).toMatchObject({ allowed: false, reason: 'AGENCY_NOT_IN_FORCE', records: [], legalBasis: null });
    }
    expect(await verdict({ agency: 'ub-p08-2', fullName: 'Mẫu', on: '2025-06-30' })).toEqual([
      ...[false, 'AGENCY_NOT_IN_FORCE'],
    ]);
  });
});

describe('an authorisation', () => {
  it.each([
    ['in its own words', 'Công tác phòng, chống thiên tai'],
    ['in some of them, without accents', 'PHONG CHONG THIEN TAI'],
  ])('is for its matter, %s', async (_, matter) => {
    expect(await ask({ spokesperson: 'authorised', matter })).toMatchObject({
      ...{ allowed: true, reason: 'AUTHORISED', matter: AUTHORISATION.matter },
      document: { number: '7/UQ-VD', title: 'Ủy quyền', issuedOn: '2024-05-30' },
    });
  });

  it.each([
    ['another', 'Kỳ thi tốt nghiệp'],
    ['more than it', 'Phòng, chống thiên tai và dịch bệnh'],
    ['its words in another order', 'thiên tai phòng chống'],
    ['parts of its words', 'phòng, chống thiên t'],
  ])('is for no other: %s', async (_, matter) => {
    const answer = await ask({ spokesperson: 'authorised', matter });
    expect(answer).toMatchObject({ allowed: false, reason: 'OTHER_MATTER', matter: AUTHORISATION.matter });
    expect(answer.label).toContain(AUTHORISATION.matter);
    expect(answer.labelEn).toContain(AUTHORISATION.matter);
  });

  it('says for which matter where that was not asked', async () => {
    const { label, labelEn } = await ask({ spokesperson: 'authorised' });
    expect([label, labelEn]).toEqual([
      ...[`Được ủy quyền bằng văn bản, chỉ về: ${AUTHORISATION.matter}`],
      ...[`Authorised in writing, only about: ${AUTHORISATION.matter}`],
    ]);
  });

  it('lapses by itself', async () => {
    expect(await verdict({ spokesperson: 'authorised', on: '2024-08-31' })).toEqual([true, 'AUTHORISED']);
    expect(await verdict({ spokesperson: 'authorised', on: '2024-09-01' })).toEqual([false, 'TERM_OVER']);
  });

  it('is not asked of a head or a spokesperson, and binds one who coordinates', async () => {
    const matter = 'Kỳ thi';
    expect(await verdict({ spokesperson: 'head', matter })).toEqual([true, 'HEAD']);
    expect(await verdict({ spokesperson: 'regular', matter })).toEqual([true, 'REGULAR_SPOKESPERSON']);
    expect(await verdict({ spokesperson: 'coordinator', matter })).toEqual([true, 'COORDINATING']);
    expect(await verdict({ spokesperson: 'coordinator', matter: 'Ngân sách' })).toEqual([false, 'OTHER_MATTER']);
  });
});

describe('a name', () => {
  it.each(['Giả Ngọc Lan', 'gia ngoc lan', '  GIẢ  Ngọc Lan '.normalize('NFD')])(
    '%j finds its record',
    async (fullName) => {
      expect(await ask({ fullName })).toMatchObject({ reason: 'REGULAR_SPOKESPERSON', records: [{ uid: 'regular' }] });
    },
  );

  it('has to be whole, and of this agency', async () => {
    for (const fullName of ['Ngọc Lan', 'Giả Ngọc', 'Mẫu Anh Tú'])
      expect(await verdict({ fullName })).toEqual([false, 'NOBODY_OF_THAT_NAME']);
  });

  it('of one who waits for the review is known to staff alone', async () => {
    const question = { fullName: 'Ví Thu Hà' };
    expect(await verdict(question)).toEqual([false, 'NOBODY_OF_THAT_NAME']);
    expect(await verdict(question, network.as({ role: 'PARTNER' }))).toEqual([false, 'NOBODY_OF_THAT_NAME']);
    expect(await verdict(question, clerk())).toEqual([false, 'NOT_PUBLISHED']);
    expect(await verdict({ spokesperson: 'pending' }, clerk())).toEqual([false, 'NOT_PUBLISHED']);
  });

  it('of several people, of whom some may speak and some may not, tells nothing but who they are', async () => {
    const question = { agency: 'so-y-te-p01-1', fullName: 'Mẫu Thị An' };
    const answer = await ask(question);
    expect(answer).toMatchObject({ allowed: false, reason: 'SEVERAL_OF_THAT_NAME', spokesperson: null, matter: null });
    expect(answer.records).toEqual([{ uid: 'twin-spokesperson' }, { uid: 'twin-coordinator' }]);
    expect(await verdict({ ...question, fullName: null, spokesperson: 'twin-spokesperson' })).toEqual([
      ...[true, 'REGULAR_SPOKESPERSON'],
    ]);
  });

  it('of several who all may speak is a yes', async () => {
    const question = { agency: 'so-y-te-p01-1', fullName: 'Mẫu Thị An', on: '2026-11-24' };
    expect(await ask(question)).toMatchObject({
      ...{ allowed: true, reason: 'REGULAR_SPOKESPERSON' },
      records: [{ uid: 'twin-spokesperson' }, { uid: 'twin-coordinator' }],
    });
  });

  it('of one person in several records goes by the best of those in term', async () => {
    const answer = await ask({ agency: 'so-y-te-p01-1', fullName: 'Thử Văn Sơn', matter: 'Ngân sách', on: null });
    expect(answer).toMatchObject({
      allowed: true,
      reason: 'HEAD',
      spokesperson: { id: idOf('Spokesperson', 'one-head') },
    });
    expect(answer.records).toEqual([{ uid: 'one-head' }, { uid: 'one-too' }, { uid: 'one-past' }]);
  });
});

describe('the arguments', () => {
  it.each([
    ['spokesperson', {}],
    ['spokesperson', { spokesperson: 'head', fullName: 'Mẫu Văn Đạt' }],
    ['spokesperson', { spokesperson: '???' }],
    ['spokesperson', { spokesperson: idOf('Agency', 'head') }],
    ['spokesperson', { spokesperson: idOf('Spokesperson', 'head@2024-06-30') }],
    ['fullName', { fullName: ' … ' }],
    ['matter', { spokesperson: 'head', matter: '' }],
    ['agency', { spokesperson: 'head', agency: idOf('AdministrativeUnit', 'vn') }],
    ['agency', { spokesperson: 'head', agency: idOf('Agency', `${AUTHORITY}@2024-06-30`) }],
    ['on', { spokesperson: 'head', on: '2024-06-31' }],
  ])('are refused by name: %s of %j', async (argument, question) => {
    const refusal = await network.refusal(ASK, { agency: AUTHORITY, on: DAY, ...question });
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument, path: ['maySpeak'] });
  });

  it('take ids without a day, and of the day', async () => {
    for (const view of ['', `@${DAY}`]) {
      const ids = { agency: idOf('Agency', AUTHORITY + view), spokesperson: idOf('Spokesperson', `head${view}`) };
      expect(await verdict(ids)).toEqual([true, 'HEAD']);
    }
  });
});

it('many questions about many agencies take no more statements than one', async () => {
  const fields = 'allowed reason rule { id } records { uid } spokesperson { id }';
  const one = (agency: string) =>
    `${agency.replaceAll('-', '_')}: maySpeak(agency: "${agency}", fullName: "Mẫu Thị An") { ${fields} }`;
  const agencies = [AUTHORITY, 'so-y-te-p01-1', 'so-van-hoa-p01-1', 'ub-c004-2', 'ub-p08-2'];
  const cost = (some: readonly string[]) => network.statementsOf(() => network.data(`{ ${some.map(one).join(' ')} }`));
  expect(await cost(agencies)).toBeLessThanOrEqual(await cost(agencies.slice(1, 2)));
});
