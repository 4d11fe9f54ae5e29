import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'c-first', agencyUid: 'ub-d001-1', validFrom: '2023-02-01', validTo: '2023-12-01' },
      { uid: 'b-head', agencyUid: 'ub-d001-1', validFrom: '2023-12-01', validTo: '2025-07-01', role: 'HEAD' },
      { uid: 'a-second', agencyUid: 'ub-d001-1', validFrom: '2023-12-01', validTo: '2025-07-01' },
      {
        ...{ uid: 'late', agencyUid: 'ub-d001-1', validFrom: '2023-06-01', validTo: '2023-07-01' },
        ...{ recordedOn: '2024-05-01', publishedOn: '2024-05-03' },
      },
      { uid: 'pending', agencyUid: 'ub-d001-1', validFrom: '2024-01-01', reviewState: 'PENDING' },
      { uid: 'planned', agencyUid: 'ub-d001-1', validFrom: '2027-01-01', recordedOn: '2025-01-01' },
      { uid: 'elsewhere', agencyUid: 'ub-p01-1' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function historyOf(name: string, asker: Asker = network): Promise<readonly string[]> {
  const agency: any = await asker.agency(name, '{ history { nodes { uid } } }');
  return agency.history.nodes.map((node: any) => node.uid);
}

describe('the history of an agency', () => {
  it('is everybody who was published by the day, the latest first, even once it has ended', async () => {
    expect(await historyOf('ub-d001-1')).toEqual(['a-second', 'b-head', 'late', 'c-first']);
  });

  it('of a day does not know what came later', async () => {
    expect(await historyOf('ub-d001-1@2023-11-30')).toEqual(['c-first']);
    expect(await historyOf('ub-d001-1@2024-05-02')).toEqual(['a-second', 'b-head', 'c-first']);
    expect(await historyOf('ub-d001-1@2024-05-03')).toContain('late');
  });

  it('shows its clerks and the authority what was never published too, from the day it came in', async () => {
    const reviewer = network.as({ role: 'REVIEWER', agencies: ['so-van-hoa-p01-1'] });
    for (const asker of [network.as({ role: 'AUTHORITY' }), reviewer])
      expect(await historyOf('ub-d001-1', asker)).toContain('pending');
    const clerk = network.as({ role: 'CLERK', agencies: ['ub-d001-1'] });
    expect(await historyOf('ub-d001-1', clerk)).toEqual(['pending', 'a-second', 'b-head', 'late', 'c-first']);
    expect(await historyOf('ub-d001-1@2024-05-02', clerk)).toContain('late');
    expect(await historyOf('ub-d001-1@2024-04-30', clerk)).not.toContain('late');
  });

  it('shows partners, clerks of other agencies and reviewers of other places what the public sees', async () => {
    const others = [
      network.as({ role: 'PARTNER' }),
      network.as({ role: 'CLERK', agencies: ['so-y-te-p01-1'] }),
      network.as({ role: 'REVIEWER', agencies: ['ub-p08-2'] }),
    ];
    for (const asker of others) expect(await historyOf('ub-d001-1', asker)).not.toContain('pending');
  });

  it('is paged by cursor without loss or repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query = `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Agency {
        history(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { uid } } } } }`;
      const r = [{ __typename: 'Agency', id: idOf('Agency', 'ub-d001-1') }];
      const answer: any = await network.data(query, { r, after });
      const { nodes, pageInfo, totalCount } = answer._entities[0].history;
      expect(totalCount).toBe(4);
      seen.push(...nodes.map((node: any) => node.uid));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(['a-second', 'b-head', 'late', 'c-first']);
  });
});
