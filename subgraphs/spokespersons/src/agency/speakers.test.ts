import { OPEN_TO } from '@phat-ngon/kit';
import { type Network, openNetwork } from '../testing/open-network.js';
import { AGENCIES, REFORM } from '../testing/register.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'first', agencyUid: 'ub-p01-1', validFrom: '2023-02-01', validTo: '2024-03-10' },
      {
        uid: 'second',
        agencyUid: 'ub-p01-1',
        validFrom: '2024-03-10',
        recordedOn: '2024-03-10',
        publishedOn: '2024-03-20',
      },
      { uid: 'head', agencyUid: 'ub-p01-1', validFrom: '2024-03-10', role: 'HEAD' },
      { uid: 'coordinator', agencyUid: 'ub-p01-1', validFrom: '2024-03-10', role: 'COORDINATING' },
      { uid: 'pending', agencyUid: 'so-y-te-p01-1', reviewState: 'PENDING' },
      { uid: 'returned', agencyUid: 'so-y-te-p01-1', reviewState: 'RETURNED' },
      { uid: 'withdrawn', agencyUid: 'so-y-te-p01-1', reviewState: 'WITHDRAWN', publishedOn: '2023-02-01' },
      // Nobody has closed the record of a district that is no more.
      { uid: 'left-open', agencyUid: 'ub-d001-1' },
      { uid: 'next-year', agencyUid: 'so-van-hoa-p01-1', validFrom: '2027-01-01', recordedOn: '2026-11-01' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function speakersOf(name: string): Promise<readonly string[]> {
  const agency: any = await network.agency(name, '{ spokespersons { uid } }');
  return agency.spokespersons.map((speaker: any) => speaker.uid);
}

describe('the speakers of an agency', () => {
  it('hold the role from their first day up to, but not on, the day it ended', async () => {
    expect(await speakersOf('ub-p01-1@2023-01-31')).toEqual([]);
    expect(await speakersOf('ub-p01-1@2023-02-01')).toEqual(['first']);
    expect(await speakersOf('ub-p01-1@2024-03-09')).toEqual(['first']);
    expect(await speakersOf('ub-p01-1@2024-03-10')).not.toContain('first');
  });

  it('are seen from the day of their publication', async () => {
    expect(await speakersOf('ub-p01-1@2024-03-19')).not.toContain('second');
    expect(await speakersOf('ub-p01-1@2024-03-20')).toContain('second');
  });

  it('come with the one assigned to speak first, then by role', async () => {
    expect(await speakersOf('ub-p01-1')).toEqual(['second', 'head', 'coordinator']);
  });

  it('leave out what is not verified, or no longer, even for the authority', async () => {
    expect(await speakersOf('so-y-te-p01-1')).toEqual([]);
    const asked = network.as({ role: 'AUTHORITY' }).agency('so-y-te-p01-1', '{ spokespersons { uid } }');
    expect(await asked).toEqual({ spokespersons: [] });
  });

  it('are none once the agency has ended, whatever the records say, and still there the day before', async () => {
    expect(await speakersOf('ub-d001-1@2025-06-30')).toEqual(['left-open']);
    expect(await speakersOf(`ub-d001-1@${REFORM}`)).toEqual([]);
    expect(await speakersOf('ub-d001-1')).toEqual([]);
  });

  it('of a day to come are those who are decided on already', async () => {
    expect(await speakersOf('so-van-hoa-p01-1')).toEqual([]);
    expect(await speakersOf('so-van-hoa-p01-1@2027-01-01')).toEqual(['next-year']);
  });

  it('are none of an agency nobody knows, rather than an error', async () => {
    expect(await speakersOf('no-such-agency')).toEqual([]);
  });
});

describe('the speakers of a unit', () => {
  const SPEAKERS =
    '{ own: spokespersons(scope: OWN) { nodes { uid } } all: spokespersons { totalCount nodes { uid asOf } } }';

  it('are those here, or here and below, in official order, in the same view', async () => {
    const [province]: any = await network.entities('AdministrativeUnit', ['p01-1@2025-06-30'], SPEAKERS);
    expect(province.own.nodes.map((node: any) => node.uid)).toEqual(['second', 'head', 'coordinator']);
    expect(province.all.nodes.map((node: any) => node.uid)).toEqual(['left-open', 'second', 'head', 'coordinator']);
    expect(province.all.totalCount).toBe(4);
    expect(new Set(province.all.nodes.map((node: any) => node.asOf))).toEqual(new Set(['2025-06-30']));
  });

  it('can be had by tier', async () => {
    const asked = '{ spokespersons(tier: [DISTRICT]) { nodes { uid } } }';
    const [province]: any = await network.entities('AdministrativeUnit', ['p01-1@2025-06-30'], asked);
    expect(province.spokespersons.nodes).toEqual([{ uid: 'left-open' }]);
  });

  it('are none of a unit that has ended, even if an agency in force is left there', async () => {
    const left = AGENCIES.filter((agency) => agency.uid === 'ub-d001-1').map((agency) => ({
      ...agency,
      validTo: OPEN_TO,
    }));
    await using other = await openNetwork({ agencies: left, records: [{ uid: 'left', agencyUid: 'ub-d001-1' }] });
    const names = ['d001-1', 'p01-1'];
    const [district, province]: any = await other.entities('AdministrativeUnit', names, SPEAKERS);
    expect([district.own.nodes, district.all.nodes]).toEqual([[], []]);
    expect(province.all.nodes).toEqual([{ uid: 'left', asOf: null }]);
  });

  it('are none of a unit that has ended, or that nobody knows', async () => {
    const units: any = await network.entities('AdministrativeUnit', ['d001-1', 'no-such-unit'], SPEAKERS);
    for (const unit of units) expect(unit.all).toEqual({ totalCount: 0, nodes: [] });
  });
});
