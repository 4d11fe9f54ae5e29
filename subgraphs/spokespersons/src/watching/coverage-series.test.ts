import type { RecordParts } from '../testing/make-record.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

const RECORDS: readonly RecordParts[] = [
  { uid: 'a1', agencyUid: 'ub-p01-1', validFrom: '2023-02-01', validTo: '2023-09-01' },
  { uid: 'a2', agencyUid: 'ub-p01-1', validFrom: '2023-08-15', validTo: '2024-03-01' },
  { uid: 'a3', agencyUid: 'ub-p01-1', validFrom: '2024-03-10' },
  { uid: 'b', agencyUid: 'so-y-te-p01-1', recordedOn: '2023-05-01', publishedOn: '2023-05-20' },
  { uid: 'c', agencyUid: 'so-van-hoa-p01-1', role: 'HEAD' },
  { uid: 'd', agencyUid: 'ub-d001-1', validFrom: '2023-06-10' },
  { uid: 'e', agencyUid: 'ub-c688-1', validFrom: '2024-01-01' },
  { uid: 'f', agencyUid: 'ub-c001-1', contacts: [] },
  { uid: 'g', agencyUid: 'ub-c004-1', reviewState: 'RETURNED', publishedOn: '2023-02-01' },
  { uid: 'h', agencyUid: 'bo-thong-tin-va-truyen-thong', validTo: '2025-03-01' },
];
const SERIES = `query ($within: ID, $from: Date!, $to: Date!, $step: SeriesStep) {
  coverageSeries(within: $within, from: $from, to: $to, step: $step) {
    id day expected covered ratio byTier { id tier expected covered ratio target } } }`;

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

async function series(variables: Readonly<Record<string, unknown>>): Promise<any> {
  const answer: any = await network.data(SERIES, variables);
  return answer.coverageSeries;
}
const days = async (variables: Readonly<Record<string, unknown>>) =>
  (await series(variables)).map((point: any) => point.day);

describe('the series of coverage', () => {
  it.each(['vn', 'p01-1', 'p02-1', 'd001-1', 'c688-1'])(
    'of %s says of each day what coverage says of it',
    async (uid) => {
      for (const [from, to] of [
        ['2023-01-01', '2024-02-01'],
        ['2024-12-25', '2025-07-10'],
      ] as const) {
        const points = await series({ within: uid, from, to, step: 'DAY' });
        const named = points.map((point: any) => `${uid}@${point.day}`);
        const units: any = await network.entities(
          ...([
            'AdministrativeUnit',
            named,
            '{ coverage { expected covered ratio byTier { id tier expected covered ratio target } } }',
          ] as const),
        );
        expect(points.length).toBeGreaterThan(150);
        for (const [place, { id, day, ...figures }] of points.entries())
          expect([day, figures]).toEqual([day, units[place].coverage]);
      }
    },
  );

  it('has a point for each day, or for the end of each month and the last day', async () => {
    const [from, to] = ['2023-01-15', '2023-04-10'];
    expect(await days({ from, to, step: null })).toEqual(['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-10']);
    expect(await days({ from: '2024-02-29', to: '2024-03-31' })).toEqual(['2024-02-29', '2024-03-31']);
    expect(await days({ from, to: from })).toEqual([from]);
    expect(await days({ from: '2023-12-30', to: '2024-01-02', step: 'DAY' })).toEqual([
      ...['2023-12-30', '2023-12-31', '2024-01-01', '2024-01-02'],
    ]);
  });

  it('counts a change on the very day', async () => {
    const covered = async (from: string, to: string) =>
      (await series({ within: 'p01-1', from, to, step: 'DAY' })).map((point: any) => point.covered);
    expect(await covered('2023-05-19', '2023-05-20')).toEqual([1, 2]);
    // Two terms that overlap are one agency.
    expect(await covered('2023-08-14', '2023-09-02')).toEqual(Array(20).fill(3));
    expect(await covered('2024-02-29', '2024-03-10')).toEqual([3, ...Array(9).fill(2), 3]);
  });

  it('has no points for days on which the unit was not there, and goes with it where it is moved', async () => {
    expect(await days({ within: 'd001-1', from: '2025-06-29', to: '2025-07-02', step: 'DAY' })).toEqual([
      ...['2025-06-29', '2025-06-30'],
    ]);
    expect(await days({ within: 'p08-2', from: '2025-06-30', to: '2025-07-01', step: 'DAY' })).toEqual(['2025-07-01']);
    const moved = await series({ within: 'c688-1', from: '2025-06-30', to: '2025-07-01', step: 'DAY' });
    expect(moved.map((point: any) => [point.expected, point.covered])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(await series({ within: 'nowhere', from: '2023-01-01', to: '2023-02-01' })).toBeNull();
  });

  it('takes an id of any day', async () => {
    const asked = { from: '2024-01-01', to: '2024-01-01' };
    const [bare] = await series({ ...asked, within: 'p01-1' });
    for (const view of ['', '@2023-08-08'])
      expect(await series({ ...asked, within: idOf('AdministrativeUnit', `p01-1${view}`) })).toEqual([bare]);
  });

  it('takes as many statements for a year of days as for one', async () => {
    const cost = (to: string) => network.statementsOf(() => series({ from: '2024-01-01', to, step: 'DAY' }));
    const one = await cost('2024-01-01');
    expect(await cost('2024-12-31')).toBe(one);
    expect(one).toBeLessThanOrEqual(4);
  });

  it.each([
    ['from', { from: '2022-12-31', to: '2023-01-01' }],
    ['to', { from: '2023-02-01', to: '2023-01-31' }],
    ['to', { from: '2023-01-01', to: 'x' }],
    ['to', { from: '2024-01-01', to: '2025-02-04', step: 'DAY' }],
    ['to', { from: '2024-01-01', to: '2044-01-01', step: 'MONTH' }],
    ['within', { from: '2024-01-01', to: '2024-01-01', within: idOf('Agency', 'ub-p01-1') }],
  ])('refuses by name: %s of %j', async (argument, variables) => {
    const refusal = await network.refusal(SERIES, variables);
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument, path: ['coverageSeries'] });
  });

  it('may be 400 days or 240 months long', async () => {
    expect(await days({ from: '2024-01-01', to: '2025-02-03', step: 'DAY' })).toHaveLength(400);
    expect(await days({ from: '2024-01-01', to: '2043-12-31' })).toHaveLength(240);
  });
});
