import { fixedClock } from '@phat-ngon/kit';
import { EMAIL, INNER_PHONE, PHONE, PRESS_PHONE, type RecordParts } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

const CONTACTS = [PHONE, EMAIL, PRESS_PHONE, INNER_PHONE];
const RECORDS: readonly RecordParts[] = [
  { uid: 'holder', agencyUid: 'ub-p01-1', contacts: CONTACTS },
  { uid: 'departed', agencyUid: 'ub-p01-1', contacts: CONTACTS, validTo: '2026-11-24' },
  { uid: 'leaves-tomorrow', agencyUid: 'ub-p01-1', contacts: CONTACTS, validTo: '2026-11-25' },
  { uid: 'to-come', agencyUid: 'ub-p01-1', contacts: CONTACTS, validFrom: '2026-12-01', recordedOn: '2026-11-01' },
  { uid: 'returned', agencyUid: 'ub-p01-1', contacts: CONTACTS, reviewState: 'RETURNED', publishedOn: '2023-02-01' },
  // Nobody has closed the record of a district that is no more.
  { uid: 'left-open', agencyUid: 'ub-d001-1', contacts: CONTACTS },
];

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

const FIELDS = '{ contacts { channel value withheld visibility line publicationBasis } }';

/** What a caller sees of each of the four contact points: its visibility, or nothing where the value is withheld. */
async function seenOf(name: string, asker: Asker = network): Promise<readonly (string | null)[]> {
  const [record]: any = await asker.entities('Spokesperson', [name], FIELDS);
  return record.contacts.map((contact: any) => {
    expect(contact.withheld).toBe(contact.value === null);
    return contact.withheld ? null : contact.visibility;
  });
}

const NOTHING = [null, null, null, null];
const ALL = ['PUBLIC', 'PUBLIC', 'PRESS', 'AUTHORITY'];

describe('the contacts of a record', () => {
  it('say that there is one the caller may not see, and keep its value', async () => {
    const [record]: any = await network.entities('Spokesperson', ['holder'], FIELDS);
    const { channel, line, publicationBasis } = PRESS_PHONE;
    expect(record.contacts[0]).toMatchObject({ channel: 'PHONE', value: PHONE.value, withheld: false });
    expect(record.contacts[2]).toEqual({
      ...{ channel, line, publicationBasis },
      ...{ visibility: 'PRESS', value: null, withheld: true },
    });
    expect(JSON.stringify(record)).not.toContain(PRESS_PHONE.value);
  });

  it.each([
    ['the public', {}, ['PUBLIC', 'PUBLIC', null, null]],
    ['a partner', { role: 'PARTNER' }, ['PUBLIC', 'PUBLIC', 'PRESS', null]],
    ['a caller with the press scope', { scopes: ['press'] }, ['PUBLIC', 'PUBLIC', 'PRESS', null]],
    ['a clerk of the agency', { role: 'CLERK', agencies: ['ub-p01-1'] }, ALL],
    ['a clerk of another agency', { role: 'CLERK', agencies: ['ub-d001-1'] }, ['PUBLIC', 'PUBLIC', null, null]],
    [
      'a public caller who names the agency',
      { role: 'NONE', agencies: ['ub-p01-1'] },
      ['PUBLIC', 'PUBLIC', null, null],
    ],
    ['a reviewer of its place', { role: 'REVIEWER', agencies: ['so-van-hoa-p01-1'] }, ALL],
    ['a reviewer of another place', { role: 'REVIEWER', agencies: ['ub-p08-2'] }, ['PUBLIC', 'PUBLIC', null, null]],
    ['the authority', { role: 'AUTHORITY' }, ALL],
  ] as const)('show %s what is for them', async (_, principal, seen) => {
    expect(await seenOf('holder', network.as(principal))).toEqual(seen);
  });

  it('leave every view of everybody but staff the day the holder leaves', async () => {
    for (const name of ['departed', 'departed@2026-11-23', 'departed@2023-08-08']) {
      expect(await seenOf(name)).toEqual(NOTHING);
      expect(await seenOf(name, network.as({ role: 'PARTNER' }))).toEqual(NOTHING);
      expect(await seenOf(name, network.as({ role: 'AUTHORITY' }))).toEqual(ALL);
    }
    expect(await seenOf('leaves-tomorrow')).toEqual(['PUBLIC', 'PUBLIC', null, null]);
  });

  it('leave with the clock alone', async () => {
    await using dayAfter = await openNetwork({ records: RECORDS, clock: fixedClock(new Date('2026-11-24T17:00:00Z')) });
    // Midnight of the 25th in Vietnam.
    expect(await seenOf('leaves-tomorrow', dayAfter)).toEqual(NOTHING);
    expect(await seenOf('holder', dayAfter)).toEqual(['PUBLIC', 'PUBLIC', null, null]);
  });

  it('are gone where the agency has ended, even if its record was left open', async () => {
    for (const name of ['left-open', 'left-open@2024-01-01']) expect(await seenOf(name)).toEqual(NOTHING);
    expect(await seenOf('left-open', network.as({ role: 'AUTHORITY' }))).toEqual(ALL);
  });

  it('are not shown before the first day in the role, nor while the record is back with the agency', async () => {
    expect(await seenOf('to-come@2026-12-01')).toEqual(NOTHING);
    expect(await seenOf('returned')).toEqual(NOTHING);
  });

  it('are withheld however the record is reached', async () => {
    const query = `query ($r: [_Any!]!) { spokespersons(asOf: "2026-11-23") { nodes { uid ...C } }
      _entities(representations: $r) { ... on Agency { spokespersons { uid ...C } history { nodes { uid ...C } } } } }
      fragment C on Spokesperson { contacts { value } }`;
    const r = [{ __typename: 'Agency', id: idOf('Agency', 'ub-p01-1@2026-11-23') }];
    const answer: any = await network.data(query, { r });
    const [{ spokespersons, history }] = answer._entities;
    const records = [...answer.spokespersons.nodes, ...spokespersons, ...history.nodes];
    const departed = records.filter((record: any) => record.uid === 'departed');
    expect(departed).toHaveLength(3);
    for (const record of departed) expect(record.contacts.map((contact: any) => contact.value)).toEqual(NOTHING);
  });

  it('have an id each, equal in every view', async () => {
    const names = ['holder', 'holder@2024-01-01'];
    const [live, past]: any = await network.entities('Spokesperson', names, '{ contacts { id } }');
    expect(new Set(live.contacts.map((contact: any) => contact.id)).size).toBe(4);
    expect(past).toEqual(live);
  });
});
