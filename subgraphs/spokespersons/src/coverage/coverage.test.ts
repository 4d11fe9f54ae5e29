import { EMAIL, INNER_PHONE, PHONE, type RecordParts } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';
import { AGENCIES, UNITS } from '../testing/register.js';

const DAY = '2024-01-01';
const RECORDS: readonly RecordParts[] = [
  { uid: 'current', agencyUid: 'ub-p01-1', confirmedOn: ['2023-12-01'] },
  { uid: 'current-pending', agencyUid: 'ub-p01-1', reviewState: 'PENDING', contacts: [] },
  { uid: 'stale', agencyUid: 'so-y-te-p01-1', confirmedOn: [] },
  { uid: 'head-only', agencyUid: 'so-van-hoa-p01-1', role: 'HEAD' },
  { uid: 'left', agencyUid: 'ub-d001-1', validTo: '2023-12-31' },
  { uid: 'no-phone', agencyUid: 'ub-c001-1', contacts: [EMAIL, INNER_PHONE] },
  { uid: 'no-email', agencyUid: 'ub-c004-1', contacts: [PHONE] },
  { uid: 'pending', agencyUid: 'ub-p02-1', reviewState: 'PENDING' },
  { uid: 'returned', agencyUid: 'so-y-te-p02-1', reviewState: 'RETURNED' },
  { uid: 'later', agencyUid: 'ub-d024-1', publishedOn: '2024-01-02' },
  { uid: 'taken-back', agencyUid: 'ub-c688-1', reviewState: 'WITHDRAWN' },
];
const STATUSES = {
  ...{ 'ub-p01-1': ['CURRENT'], 'so-y-te-p01-1': ['STALE', 'NOT_CONFIRMED'] },
  ...{ 'so-van-hoa-p01-1': ['MISSING', 'NOBODY_ASSIGNED'], 'ub-d001-1': ['MISSING', 'TERM_OVER'] },
  ...{ 'ub-c001-1': ['INCOMPLETE', 'PHONE_MISSING'], 'ub-c004-1': ['INCOMPLETE', 'EMAIL_MISSING'] },
  ...{ 'ub-p02-1': ['INCOMPLETE', 'NOT_VERIFIED'], 'so-y-te-p02-1': ['INCOMPLETE', 'RETURNED'] },
  ...{ 'ub-d024-1': ['INCOMPLETE', 'NOT_PUBLISHED'], 'ub-c688-1': ['MISSING', 'NOBODY_ASSIGNED'] },
  ...{ 'bo-van-hoa-the-thao-va-du-lich': ['MISSING', 'NOBODY_ASSIGNED'] },
};
const FIGURES = `{ coverage { id asOf expected covered ratio target synthetic rule { id staleAfterDays validFrom validTo }
  byTier { id tier expected covered ratio target } byStatus { id status count }
  byProvince { id unit { id } expected covered ratio } } }`;

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

async function statusOf(name: string, asker: Asker = network): Promise<readonly string[] | null> {
  const agency: any = await asker.agency(name, '{ coverageStatus coverageReasons { code } }');
  if (agency.coverageStatus === null) expect(agency.coverageReasons).toBeNull();
  return agency.coverageStatus && [agency.coverageStatus, ...agency.coverageReasons.map((reason: any) => reason.code)];
}
async function figures(uid: string, view: string, asker: Asker = network): Promise<any> {
  const [unit]: any = await asker.entities('AdministrativeUnit', [uid + view], FIGURES);
  return unit.coverage;
}

describe('the coverage status of an agency', () => {
  it.each(Object.entries(STATUSES))('of %s is %j, with its reasons', async (uid, status) => {
    expect(await statusOf(`${uid}@${DAY}`)).toEqual(status);
  });

  it('goes stale 180 days after the last confirmation, and stays covered', async () => {
    expect(await statusOf('so-y-te-p01-1@2023-07-31')).toEqual(['CURRENT']);
    expect(await statusOf('so-y-te-p01-1@2023-08-01')).toEqual(['STALE', 'NOT_CONFIRMED']);
  });

  it('has a reason in two languages, with an id of its own in each view', async () => {
    const [day, other]: any = await network.entities(
      ...([
        'Agency',
        [`ub-c001-1@${DAY}`, 'ub-c001-1@2024-01-02'],
        '{ coverageReasons { id label labelEn } }',
      ] as const),
    );
    expect(day.coverageReasons).toEqual([
      { id: expect.any(String), label: 'Thiếu số điện thoại', labelEn: 'The phone lacks' },
    ]);
    expect(other.coverageReasons[0].id).not.toBe(day.coverageReasons[0].id);
  });

  it('is null once the agency has ended, before it began, and for one nobody knows', async () => {
    expect(await statusOf('ub-d001-1@2025-06-30')).toEqual(['MISSING', 'TERM_OVER']);
    for (const name of ['ub-d001-1@2025-07-01', 'ub-d001-1', 'ub-p08-2@2025-06-30', 'no-such-agency'])
      expect(await statusOf(name)).toBeNull();
  });
});

describe('a record entered late', () => {
  const late: RecordParts = {
    ...{ uid: 'late', agencyUid: 'so-van-hoa-p01-1', validFrom: '2023-02-01' },
    ...{ recordedOn: '2024-05-01', publishedOn: '2024-05-10' },
  };

  it('with an early first day moves no figure of a day before it came in', async () => {
    await using after = await openNetwork({ records: [...RECORDS, late] });
    for (const day of [DAY, '2024-04-30']) {
      for (const uid of ['vn', 'p01-1'])
        expect(await figures(uid, `@${day}`, after)).toEqual(await figures(uid, `@${day}`));
      expect(await statusOf(`so-van-hoa-p01-1@${day}`, after)).toEqual(['MISSING', 'NOBODY_ASSIGNED']);
    }
    expect(await statusOf('so-van-hoa-p01-1@2024-05-01', after)).toEqual(['INCOMPLETE', 'NOT_PUBLISHED']);
    expect(await statusOf('so-van-hoa-p01-1@2024-05-10', after)).toEqual(['CURRENT']);
  });
});

describe('the coverage of a unit', () => {
  it('counts each agency in force at or below it once, by tier and by status', async () => {
    const { byTier, byStatus, ...whole } = await figures('vn', `@${DAY}`);
    expect(whole).toMatchObject({ asOf: DAY, expected: 12, covered: 2, ratio: 2 / 12, target: 1, synthetic: true });
    expect(byTier.map((row: any) => [row.tier, row.expected, row.covered])).toEqual([
      ...[
        ['CENTRAL', 2, 0],
        ['PROVINCE', 2, 1],
        ['PROVINCIAL_DEPARTMENT', 3, 1],
      ],
      ...[
        ['DISTRICT', 2, 0],
        ['COMMUNE', 3, 0],
      ],
    ]);
    expect(byStatus.map((row: any) => [row.status, row.count])).toEqual([
      ...[
        ['CURRENT', 1],
        ['STALE', 1],
        ['INCOMPLETE', 5],
        ['MISSING', 5],
      ],
    ]);
  });

  it('is split by province for the country alone, which leaves the central bodies out', async () => {
    const country = await figures('vn', `@${DAY}`);
    expect(country.byProvince).toMatchObject([
      { unit: { id: idOf('AdministrativeUnit', `p01-1@${DAY}`) }, expected: 6, covered: 2 },
      { unit: { id: idOf('AdministrativeUnit', `p02-1@${DAY}`) }, expected: 4, covered: 0, ratio: 0 },
    ]);
    const province = await figures('p01-1', `@${DAY}`);
    expect(province).toMatchObject({ expected: 6, covered: 2, byProvince: [] });
    const { byProvince }: any = await figures('vn', '');
    expect(byProvince.map((row: any) => row.unit.id)).toEqual(
      ['p01-1', 'p08-2'].map((uid) => idOf('AdministrativeUnit', uid)),
    );
  });

  it('has all five tiers where some expect nothing, without a ratio for those', async () => {
    const commune = await figures('c001-1', `@${DAY}`);
    expect(commune.byTier.map((row: any) => row.expected)).toEqual([0, 0, 0, 0, 1]);
    expect(commune.byTier.map((row: any) => row.ratio)).toEqual([null, null, null, null, 0]);
  });

  it('is null once the unit has ended, before it began, and for one nobody knows', async () => {
    for (const [uid, view] of [
      ['d001-1', ''],
      ['d001-1', '@2025-07-01'],
      ['c004-2', '@2025-06-30'],
      ['none', ''],
    ] as const)
      expect(await figures(uid, view)).toBeNull();
  });

  it('is the same whether it is asked for alone or with that of other units, here and there, above and below', async () => {
    const uids = ['c001-1', 'p01-1', 'd024-1', 'vn', 'p02-1', 'd001-1'];
    for (const some of [
      uids,
      uids.slice(0, 2),
      ['c001-1', 'c004-1'],
      ['d001-1', 'd024-1'],
      ['p02-1', 'c001-1', 'p01-1'],
    ]) {
      const names = some.map((uid) => `${uid}@${DAY}`);
      const together: any = await network.entities('AdministrativeUnit', names, FIGURES);
      for (const [place, uid] of some.entries())
        expect(together[place].coverage).toEqual(await figures(uid, `@${DAY}`));
    }
  });

  it('is the same for few that are counted each by itself, and for many', async () => {
    const uids = Array.from({ length: 20 }, (_, number) => `p${number + 50}-1`);
    const [unit] = UNITS.filter(({ uid }) => uid === 'p01-1') as [(typeof UNITS)[number]];
    const [committee] = AGENCIES.filter(({ uid }) => uid === 'ub-p01-1') as [(typeof AGENCIES)[number]];
    const placed = (uid: string) => ({ path: `/vn/${uid}/`, sortOfficial: `/vn/${uid}/` });
    await using many = await openNetwork({
      units: [...UNITS, ...uids.map((uid) => ({ ...unit, uid, code: uid, ...placed(uid) }))],
      agencies: [...AGENCIES, ...uids.map((uid) => ({ ...committee, uid: `ub-${uid}`, unitUid: uid, ...placed(uid) }))],
      records: uids.slice(9).map((uid) => ({ uid, agencyUid: `ub-${uid}` })),
    });
    for (const some of [uids, uids.slice(0, 16), [...uids, 'vn']]) {
      const names = some.map((uid) => `${uid}@${DAY}`);
      const together: any = await many.entities('AdministrativeUnit', names, '{ coverage { expected covered } }');
      const counts = together.map(({ coverage }: any) => [coverage.expected, coverage.covered]);
      expect(counts.slice(0, 20)).toEqual(some.slice(0, 20).map((_, place) => [1, place < 9 ? 0 : 1]));
    }
  });

  it('says by which rule it was counted, which has no known beginning', async () => {
    expect((await figures('vn', '')).rule).toMatchObject({ staleAfterDays: 180, validFrom: null, validTo: null });
  });

  it('has ids for all its rows, none of them in two views or twice in one', async () => {
    const seen = new Set<string>();
    let rows = 0;
    for (const view of ['', `@${DAY}`]) {
      const { id, byTier, byStatus, byProvince } = await figures('vn', view);
      for (const row of [{ id }, ...byTier, ...byStatus, ...byProvince]) {
        seen.add(row.id);
        rows += 1;
      }
    }
    expect(seen.size).toBe(rows);
  });
});

it('coverage is the same for every audience', async () => {
  const askers = [
    network.as({ role: 'PARTNER' }),
    network.as({ role: 'CLERK', agencies: ['ub-c001-1'] }),
    network.as({ role: 'AUTHORITY' }),
  ];
  for (const asker of askers) {
    for (const view of ['', `@${DAY}`]) expect(await figures('vn', view, asker)).toEqual(await figures('vn', view));
    expect(await statusOf(`ub-c001-1@${DAY}`, asker)).toEqual(STATUSES['ub-c001-1']);
  }
});

it('figures that rest on nothing made up say so', async () => {
  await using plain = await openNetwork({ records: [{ uid: 'real', agencyUid: 'ub-p01-1', synthetic: false }] });
  expect((await figures('vn', '', plain)).synthetic).toBe(false);
});
