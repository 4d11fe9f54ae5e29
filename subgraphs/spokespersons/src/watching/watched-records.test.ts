import type { RecordParts } from '../testing/make-record.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

const authorised = (uid: string, validTo: string, agencyUid = 'ub-p01-1'): RecordParts => ({
  ...{ uid, agencyUid, validTo, role: 'AUTHORIZED', documentNumber: '1/UQ-VD', matter: 'Kỳ thi' },
});
const RECORDS: readonly RecordParts[] = [
  { uid: 'fresh', agencyUid: 'ub-p01-1' },
  { uid: 'old', agencyUid: 'so-y-te-p01-1', confirmedOn: ['2024-03-01'] },
  { uid: 'oldest', agencyUid: 'ub-c004-2', validFrom: '2025-07-01', recordedOn: '2023-06-01', confirmedOn: [] },
  { uid: 'older-head', agencyUid: 'ub-p08-2', validFrom: '2025-07-01', role: 'HEAD', confirmedOn: ['2025-12-01'] },
  { uid: 'pending', agencyUid: 'so-van-hoa-p01-1', reviewState: 'PENDING', confirmedOn: [] },
  { uid: 'left', agencyUid: 'so-van-hoa-p01-1', confirmedOn: [], validTo: '2026-01-01' },
  authorised('soon', '2026-12-24'),
  authorised('sooner', '2026-11-25', 'ub-p08-2'),
  authorised('later', '2026-12-25'),
  authorised('lapsed', '2026-11-24'),
  authorised('without-end', '9999-12-31'),
  { ...authorised('unseen', '2026-12-01'), reviewState: 'PENDING' },
];

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

async function uids(field: string, args = ''): Promise<readonly string[]> {
  const answer: any = await network.data(`{ found: ${field}${args} { nodes { uid } totalCount } }`);
  expect(answer.found.totalCount).toBe(answer.found.nodes.length);
  return answer.found.nodes.map((node: any) => node.uid);
}

describe('the stale records', () => {
  it('are those published that nobody has confirmed lately, the one confirmed longest ago first', async () => {
    expect(await uids('staleRecords')).toEqual(['oldest', 'old', 'older-head']);
  });

  it('are those of the day', async () => {
    expect(await uids('staleRecords', '(asOf: "2024-08-28", tier: [PROVINCIAL_DEPARTMENT])')).toEqual(['left']);
    expect(await uids('staleRecords', '(asOf: "2024-08-29", tier: [PROVINCIAL_DEPARTMENT])')).toEqual(['left', 'old']);
  });

  it.each([
    ['(within: "p01-1")', ['oldest', 'old']],
    ['(tier: [COMMUNE, PROVINCE])', ['oldest', 'older-head']],
    ['(role: [HEAD])', ['older-head']],
    ['(tier: [])', []],
    ['(within: "p01-1", tier: [COMMUNE], role: [SPOKESPERSON])', ['oldest']],
  ])('are chosen by %s', async (args, expected) => {
    expect(await uids('staleRecords', args)).toEqual(expected);
  });

  it('come page by page', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, page = 0; page < 3; page += 1) {
      const { staleRecords }: any = await network.data(
        'query ($after: String) { staleRecords(first: 1, after: $after) { nodes { uid freshness } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      expect(staleRecords.nodes[0].freshness).toBe('STALE');
      seen.push(staleRecords.nodes[0].uid);
      expect(staleRecords.pageInfo.hasNextPage).toBe(page < 2);
      after = staleRecords.pageInfo.endCursor;
    }
    expect(seen).toEqual(['oldest', 'old', 'older-head']);
  });
});

describe('the authorisations about to lapse', () => {
  it('are those in force that will have ended within thirty days, the first to end first', async () => {
    expect(await uids('authorisationsLapsing')).toEqual(['sooner', 'soon']);
  });

  it.each([
    ['(withinDays: 1)', ['sooner']],
    ['(withinDays: 31)', ['sooner', 'soon', 'later']],
    ['(within: "p01-1")', ['soon']],
    ['(tier: [COMMUNE])', []],
    ['(asOf: "2026-11-23", withinDays: 2)', ['lapsed', 'sooner']],
  ])('are chosen by %s', async (args, expected) => {
    expect(await uids('authorisationsLapsing', args)).toEqual(expected);
  });
});

it.each([
  ['staleRecords(first: 0)', 'first'],
  ['staleRecords(after: "x")', 'after'],
  ['staleRecords(asOf: "x")', 'asOf'],
  [`staleRecords(within: "${idOf('AdministrativeUnit', 'vn@2024-01-01')}")`, 'within'],
  ['authorisationsLapsing(withinDays: 0)', 'withinDays'],
  ['authorisationsLapsing(withinDays: 367)', 'withinDays'],
  ['authorisationsLapsing(asOf: "x")', 'asOf'],
])('%s is refused by name', async (field, argument) => {
  const refusal = await network.refusal(`{ ${field} { totalCount } }`);
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});
