import { OPEN_TO, type PlacedAgency } from '@phat-ngon/kit';
import { EMAIL, INNER_PHONE, PHONE, PRESS_PHONE } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';
import { AGENCIES } from '../testing/register.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'province', agencyUid: 'ub-p01-1' },
      { uid: 'province-head', agencyUid: 'ub-p01-1', role: 'HEAD' },
      { uid: 'inner', agencyUid: 'so-y-te-p01-1', contacts: [INNER_PHONE] },
      { uid: 'inner-head', agencyUid: 'so-y-te-p01-1', role: 'HEAD', contacts: [INNER_PHONE] },
      { uid: 'coordinator', agencyUid: 'so-van-hoa-p01-1', role: 'COORDINATING' },
      { uid: 'press', agencyUid: 'ub-p08-2', contacts: [PRESS_PHONE] },
      { uid: 'without', agencyUid: 'bo-van-hoa-the-thao-va-du-lich', fullName: 'Mẫu Văn An', contacts: [] },
      { uid: 'with', agencyUid: 'bo-van-hoa-the-thao-va-du-lich', fullName: 'Mẫu Văn Yến', contacts: [PHONE, EMAIL] },
      { uid: 'district', agencyUid: 'ub-d001-1', validTo: '2025-07-01' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function routeOf(name: string, asker: Asker = network): Promise<unknown> {
  const asked = await asker.agency(name, '{ whoToCall { reason spokesperson { uid } agency { id } } }');
  const { whoToCall }: any = asked;
  return [whoToCall.reason, whoToCall.spokesperson?.uid ?? null, whoToCall.agency?.id ?? null];
}
const agency = (name: string) => idOf('Agency', name);

describe('whom to call', () => {
  it('is the one assigned to speak, before the head', async () => {
    expect(await routeOf('ub-p01-1')).toEqual(['DESIGNATED', 'province', agency('ub-p01-1')]);
  });

  it('passes over one whom the caller has no way to reach', async () => {
    const ministry = 'bo-van-hoa-the-thao-va-du-lich';
    expect(await routeOf(ministry)).toEqual(['DESIGNATED', 'with', agency(ministry)]);
    expect(await routeOf(`${ministry}@2026-11-23`)).toEqual([
      'DESIGNATED',
      'without',
      agency(`${ministry}@2026-11-23`),
    ]);
  });

  it('is the head where nobody assigned can be reached: a head may always be called', async () => {
    expect(await routeOf('so-y-te-p01-1')).toEqual(['HEAD', 'inner-head', agency('so-y-te-p01-1')]);
  });

  it('hangs on what the caller may see', async () => {
    const clerk = network.as({ role: 'CLERK', agencies: ['so-y-te-p01-1'] });
    expect(await routeOf('so-y-te-p01-1', clerk)).toEqual(['DESIGNATED', 'inner', agency('so-y-te-p01-1')]);
    expect(await routeOf('ub-p08-2')).toEqual(['NONE', null, null]);
    expect(await routeOf('ub-p08-2', network.as({ role: 'PARTNER' }))).toEqual([
      'DESIGNATED',
      'press',
      agency('ub-p08-2'),
    ]);
  });

  it('drops that condition in a past view, where no contact is shown anyway, and keeps it today under its date', async () => {
    const past = 'so-y-te-p01-1@2026-11-23';
    expect(await routeOf(past)).toEqual(['DESIGNATED', 'inner', agency(past)]);
    const today = 'so-y-te-p01-1@2026-11-24';
    expect(await routeOf(today)).toEqual(['HEAD', 'inner-head', agency(today)]);
  });

  it('goes up to the agency above, and names whose person it is', async () => {
    // Who only coordinates is nobody to call.
    expect(await routeOf('so-van-hoa-p01-1')).toEqual(['PARENT_AGENCY', 'province', agency('ub-p01-1')]);
    expect(await routeOf('ub-c004-2')).toEqual(['PARENT_AGENCY', 'province', agency('ub-p01-1')]);
  });

  it('goes up as far as it takes, within the view', async () => {
    const day = '2023-01-31';
    expect(await routeOf(`ub-c001-1@2023-02-01`)).toEqual([
      'PARENT_AGENCY',
      'district',
      agency('ub-d001-1@2023-02-01'),
    ]);
    expect(await routeOf(`ub-c001-1@${day}`)).toEqual(['NONE', null, null]);
    await using other = await openNetwork({ records: [{ uid: 'top', agencyUid: 'ub-p01-1' }] });
    const asked = await other.agency(
      'ub-c001-1@2024-01-01',
      '{ whoToCall { reason spokesperson { uid } agency { id } } }',
    );
    expect(asked).toEqual({
      whoToCall: {
        reason: 'PARENT_AGENCY',
        spokesperson: { uid: 'top' },
        agency: { id: agency('ub-p01-1@2024-01-01') },
      },
    });
  });

  it('is found for an agency and the one above it in the same request', async () => {
    const uids = ['ub-c004-2', 'so-van-hoa-p01-1', 'ub-p01-1', 'ub-p08-2', 'ub-c688-1'];
    const routes: any = await network.entities('Agency', uids, '{ whoToCall { reason } }');
    const reasons = ['PARENT_AGENCY', 'PARENT_AGENCY', 'DESIGNATED', 'NONE', 'NONE'];
    expect(routes.map((route: any) => route.whoToCall.reason)).toEqual(reasons);
  });

  it('is nobody where two agencies are each above the other', async () => {
    const [first, second] = AGENCIES.filter((agency) => agency.tier === 'PROVINCE');
    const agencies = [
      { ...first, uid: 'x', parentUid: 'y' },
      { ...second, uid: 'y', parentUid: 'x', validTo: OPEN_TO },
    ] as PlacedAgency[];
    await using circular = await openNetwork({ agencies });
    expect(await circular.agency('x', '{ whoToCall { reason } }')).toEqual({ whoToCall: { reason: 'NONE' } });
  });

  it('is nobody where the agencies above have nobody either, or the agency has ended', async () => {
    expect(await routeOf('ub-c688-1')).toEqual(['NONE', null, null]);
    expect(await routeOf('ub-d001-1')).toEqual(['NONE', null, null]);
    expect(await routeOf('ub-d001-1@2025-06-30')).toMatchObject([
      'DESIGNATED',
      'district',
      agency('ub-d001-1@2025-06-30'),
    ]);
    expect(await routeOf('no-such-agency')).toEqual(['NONE', null, null]);
  });
});
