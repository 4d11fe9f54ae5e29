import { makeOfficer as officer, makeFocalPoint as post } from '../testing/make-staff.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'holder', agencyUid: 'ub-p01-1', validTo: '2025-01-01' },
      { uid: 'pending', agencyUid: 'ub-p01-1', reviewState: 'PENDING' },
      { uid: 'returned', agencyUid: 'ub-p01-1', reviewState: 'RETURNED', publishedOn: '2023-02-01' },
    ],
    focalPoints: [
      post('p1', 'ub-p01-1', 'holder'),
      post('p2', 'ub-p01-1', null),
      post('p3', 'ub-p01-1', 'pending'),
      post('p4', 'ub-p01-1', 'returned'),
      post('p5', 'ub-d001-1', null),
    ],
    officers: [
      officer('t1', 'ub-p01-1', 'Mẫu Văn Yến'),
      officer('t2', 'ub-p01-1', 'Mẫu Văn Ánh'),
      officer('t3', 'ub-d001-1', 'Mẫu Văn An'),
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

describe('the focal points of an agency', () => {
  const POSTS = '{ focalPoints { name validFrom validTo synthetic spokesperson { uid } } }';
  const holders = async (name: string) => {
    const { focalPoints }: any = await network.agency(name, POSTS);
    return focalPoints.map((point: any) => point.spokesperson?.uid ?? null);
  };

  it('name who holds them on the day; a desk, and a post whose holder is not published, name nobody', async () => {
    expect(await holders('ub-p01-1@2024-12-31')).toEqual(['holder', null, null, null]);
  });

  it('are vacant once the holder has left', async () => {
    expect(await holders('ub-p01-1')).toEqual([null, null, null, null]);
  });

  it('are there for their period, and not for an agency that has ended', async () => {
    expect(await holders('ub-p01-1@2023-01-31')).toEqual([]);
    expect(await holders('ub-d001-1@2025-06-30')).toEqual([null]);
    expect(await holders('ub-d001-1')).toEqual([]);
  });

  it('do not read their holders unless asked for', async () => {
    const plain = await network.statementsOf(() => network.agency('ub-p01-1', '{ focalPoints { name } }'));
    const whole = await network.statementsOf(() =>
      network.agency('ub-p01-1', '{ focalPoints { spokesperson { uid } } }'),
    );
    expect(whole).toBe(plain + 1);
  });
});

describe('the policy-communication staff of an agency', () => {
  const STAFF = '{ communicationOfficers { fullName } }';
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency ${STAFF} } }`;
  const r = [{ __typename: 'Agency', id: idOf('Agency', 'ub-p01-1') }];

  it('is refused to the public, to partners and to the clerks of others, and only that field is lost', async () => {
    const askers = [network, network.as({ role: 'PARTNER' }), network.as({ role: 'CLERK', agencies: ['ub-d001-1'] })];
    for (const asker of askers) {
      expect(await asker.refusal(query, { r })).toMatchObject({
        ...{ code: 'FORBIDDEN', path: ['_entities', 0, 'communicationOfficers'] },
      });
    }
  });

  it('is read by its clerks, by given name', async () => {
    const clerk = network.as({ role: 'CLERK', agencies: ['ub-p01-1'] });
    expect(await clerk.agency('ub-p01-1', STAFF)).toEqual({
      communicationOfficers: [{ fullName: 'Mẫu Văn Ánh' }, { fullName: 'Mẫu Văn Yến' }],
    });
  });

  it('is nobody once the agency has ended', async () => {
    const authority = network.as({ role: 'AUTHORITY' });
    expect(await authority.agency('ub-d001-1@2025-06-30', STAFF)).toEqual({
      communicationOfficers: [{ fullName: 'Mẫu Văn An' }],
    });
    expect(await authority.agency('ub-d001-1', STAFF)).toEqual({ communicationOfficers: [] });
  });
});
