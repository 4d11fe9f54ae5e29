import { idOf, type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'a', agencyUid: 'ub-p01-1' },
      { uid: 'b', agencyUid: 'so-y-te-p01-1', confirmedOn: [] },
      { uid: 'c', agencyUid: 'ub-d001-1', validTo: '2025-07-01', confirmedOn: ['2025-06-01'] },
      { uid: 'd', agencyUid: 'ub-c688-1', reviewState: 'PENDING' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function list(filter: string, rest = ''): Promise<readonly string[]> {
  const { agenciesByCoverage }: any = await network.data(
    `{ agenciesByCoverage(filter: ${filter}${rest}) { totalCount nodes { id } } }`,
  );
  expect(agenciesByCoverage.totalCount).toBe(agenciesByCoverage.nodes.length);
  return agenciesByCoverage.nodes.map((node: any) => node.id);
}
const ids = (...names: readonly string[]) => names.map((name) => idOf('Agency', name));

describe('agencies by coverage', () => {
  it('are those in force on the day that have one of the statuses, in its view', async () => {
    expect(await list('{status: [CURRENT]}')).toEqual(ids('ub-p01-1'));
    expect(await list('{status: [CURRENT, STALE]}')).toEqual(ids('so-y-te-p01-1', 'ub-p01-1'));
    expect(await list('{status: [INCOMPLETE]}')).toEqual(ids('ub-c688-1'));
    expect(await list('{status: [CURRENT]}', ', asOf: "2025-06-30"')).toEqual(ids('ub-d001-1@2025-06-30'));
    expect(await list('{status: []}')).toEqual([]);
  });

  it('have those without anybody among them', async () => {
    const missing = await list('{status: [MISSING], tier: [CENTRAL, COMMUNE]}');
    expect(missing).toEqual(ids('bo-van-hoa-the-thao-va-du-lich', 'ub-c004-2'));
  });

  it('stay within a unit, named by its uid, its id, or its dated id in that view', async () => {
    const then = ', asOf: "2025-06-30"';
    const inside = ids('ub-c688-1@2025-06-30');
    for (const within of ['p02-1', idOf('AdministrativeUnit', 'p02-1'), idOf('AdministrativeUnit', 'p02-1@2025-06-30')])
      expect(await list(`{status: [INCOMPLETE], within: "${within}"}`, then)).toEqual(inside);
    expect(await list('{status: [INCOMPLETE], within: "p08-2"}')).toEqual(ids('ub-c688-1'));
    expect(await list('{status: [INCOMPLETE], within: "p01-1"}')).toEqual([]);
  });

  it.each([1, 2, 5, 7])('are paged by cursor, %i at a time, without loss or repetition', async (first) => {
    const whole = await list('{status: [CURRENT, STALE, INCOMPLETE, MISSING]}');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: any = await network.data(
        `query ($first: Int, $after: String) {
          agenciesByCoverage(filter: {status: [CURRENT, STALE, INCOMPLETE, MISSING]}, first: $first, after: $after) {
            totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      );
      const { nodes, pageInfo, totalCount } = answer.agenciesByCoverage;
      expect(totalCount).toBe(whole.length);
      seen.push(...nodes.map((node: any) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(8);
  });
});
