import { addDays, OPEN_FROM, OPEN_TO, type PlacedAgency, type PlacedUnit } from '@phat-ngon/kit';
import type { RecordParts } from './testing/make-record.js';
import { makeFocalPoint, makeOfficer } from './testing/make-staff.js';
import { idOf, type Network, openNetwork } from './testing/open-network.js';

const DAY = '2024-01-01';
const PROVINCES = 12;
/** In each third of the provinces every pattern of records comes up: what a third costs, all of them should. */
const PATTERNS = 4;
/** Fields that start together may each send a statement of their own where a database answers them at different times. */
const SPREAD = 3;

/** Three times as many things, or more, and no more statements; one a thing would be dozens. */
function expectNoGrowth(few: number | undefined, many: number | undefined): void {
  expect(many).toBeLessThanOrEqual((few ?? 0) + SPREAD);
}

const ALWAYS = { version: 1, validFrom: OPEN_FROM, validTo: OPEN_TO } as const;
const unitOf = (uid: string, level: PlacedUnit['level'], path: string): PlacedUnit => ({
  ...{ uid, level, path, code: uid, name: uid, sortOfficial: path, region: null, heirs: [], parentUid: null },
  ...ALWAYS,
});
const agencyOf = (uid: string, tier: PlacedAgency['tier'], path: string, parentUid: string | null): PlacedAgency => ({
  ...{ uid, tier, path, parentUid, name: uid, kind: 'PEOPLES_COMMITTEE', sortOfficial: path + uid },
  ...{ unitUid: path.split('/').at(-2) ?? '', ...ALWAYS },
});
const provinces = Array.from({ length: PROVINCES }, (_, place) => `p${place}`);
const UNITS = [
  unitOf('vn', 'COUNTRY', '/vn/'),
  ...provinces.flatMap((province) => [
    unitOf(province, 'PROVINCE', `/vn/${province}/`),
    unitOf(`${province}d`, 'DISTRICT', `/vn/${province}/${province}d/`),
    unitOf(`${province}c`, 'COMMUNE', `/vn/${province}/${province}d/${province}c/`),
  ]),
];
const AGENCIES = provinces.flatMap((province) => [
  agencyOf(`ub-${province}`, 'PROVINCE', `/vn/${province}/`, null),
  agencyOf(`ub-${province}d`, 'DISTRICT', `/vn/${province}/${province}d/`, `ub-${province}`),
  agencyOf(`ub-${province}c`, 'COMMUNE', `/vn/${province}/${province}d/${province}c/`, `ub-${province}d`),
]);

/** Who followed whom at an agency, their terms ending on days of its own; a head; one who waits; by pattern, not all of them. */
function recordsOf(agencyUid: string, place: number): readonly RecordParts[] {
  const pattern = place % PATTERNS;
  const terms = [0, 1, 2, 3].map((term) => ({
    ...{ uid: `${agencyUid}.s${term}`, agencyUid, confirmedOn: ['2023-05-01', '2023-09-01'] },
    validFrom: addDays('2023-02-01', 70 * term + place),
    validTo: term === 3 ? OPEN_TO : addDays('2023-02-01', 70 * (term + 1) + place),
    ...(pattern === 1 ? { contacts: [] } : {}),
  }));
  const head: RecordParts = { uid: `${agencyUid}.h`, agencyUid, role: 'HEAD' };
  const waiting: RecordParts = { uid: `${agencyUid}.p`, agencyUid, reviewState: 'PENDING', contacts: [] };
  if (pattern === 3) return [waiting];
  return pattern === 2 ? [...terms.slice(0, 3), head] : [...terms, waiting];
}

const RECORD = `fragment R on Spokesperson { id fullName contacts { value } publications { madeOn } freshness lastConfirmedAt
  legalBasis { id } qualityFlags agency { id } provenance { importer } }`;

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    ...{ agencies: AGENCIES, units: UNITS },
    records: AGENCIES.flatMap(({ uid }, place) => recordsOf(uid, Math.floor(place / 3) + place)),
    focalPoints: AGENCIES.map(({ uid }) => makeFocalPoint(`${uid}.d`, uid, `${uid}.s3`)),
    officers: AGENCIES.map(({ uid }) => makeOfficer(`${uid}.t`, uid, 'Mẫu An')),
  });
});
afterAll(() => network[Symbol.asyncDispose]());

/** What fields of a third of the things of a type cost in statements, and what those of all of them do. */
async function costs(
  type: string,
  uids: readonly string[],
  view: string,
  selection: string,
): Promise<readonly number[]> {
  const used = selection.includes('...R') ? RECORD : '';
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} ${selection} } } ${used}`;
  const costOf = (some: readonly string[]) => {
    const r = some.map((uid) => ({ __typename: type, id: idOf(type, uid + view) }));
    return network.statementsOf(() => network.as({ role: 'AUTHORITY' }).data(query, { r }));
  };
  return [await costOf(uids.slice(0, uids.length / 3)), await costOf(uids)];
}

describe('the number of statements does not grow with the number of agencies that are asked for', () => {
  it.each([
    ['speakers with all that belongs to them', '{ spokespersons { ...R } }'],
    [
      'histories, each record of which is judged on a day of its own',
      '{ history(first: 100) { totalCount nodes { ...R } } }',
    ],
    ['whom to call, which goes up', '{ whoToCall { reason spokesperson { ...R } agency { id } } }'],
    ['coverage statuses', '{ coverageStatus }'],
    ['coverage reasons', '{ coverageStatus coverageReasons { code label } }'],
    ['focal points with their holders', '{ focalPoints { name spokesperson { ...R } } }'],
    ['communication officers', '{ communicationOfficers { fullName } }'],
    ['speaking rules and deadlines', '{ speakingRule { roles } deadlines { duty } }'],
  ])('for their %s', async (_, selection) => {
    const uids = AGENCIES.map((agency) => agency.uid);
    for (const view of ['', `@${DAY}`]) {
      const [third, all] = await costs('Agency', uids, view, selection);
      expectNoGrowth(third, all);
    }
  });

  it('for whom the public is to call, who see fewer contacts', async () => {
    const cost = (count: number) =>
      network.statementsOf(() =>
        network.entities(
          'Agency',
          AGENCIES.slice(0, count).map((agency) => agency.uid),
          '{ whoToCall { reason } }',
        ),
      );
    expectNoGrowth(await cost(AGENCIES.length / 3), await cost(AGENCIES.length));
  });
});

describe('the number of statements does not grow with the number of units that are asked for', () => {
  it.each([
    ['figures', '{ coverage { expected covered ratio target rule { id } byTier { tier target } byStatus { count } } }'],
    ['lists of speakers', '{ spokespersons(first: 5) { totalCount nodes { ...R } } }'],
    ['own speakers', '{ spokespersons(scope: OWN) { nodes { uid } } }'],
  ])('for their %s', async (_, selection) => {
    const uids = UNITS.slice(1).map((unit) => unit.uid);
    for (const view of ['', `@${DAY}`]) {
      const [third, all] = await costs('AdministrativeUnit', uids, view, selection);
      expectNoGrowth(third, all);
    }
  });

  it('for the country by province, however many provinces there are', async () => {
    const figures = '{ coverage { expected synthetic byProvince { unit { id } expected covered ratio } } }';
    const cost = await network.statementsOf(() => network.entities('AdministrativeUnit', ['vn'], figures));
    expect(cost).toBeLessThan(PROVINCES);
  });
});

describe('the number of statements does not grow with the number of rows of', () => {
  it.each([
    ['the list of spokespersons', 'spokespersons', '', '{ totalCount nodes { ...R } }', RECORD],
    [
      'the agencies by coverage',
      'agenciesByCoverage',
      'filter: {status: [CURRENT, STALE, INCOMPLETE, MISSING]}, ',
      '{ totalCount nodes { id coverageStatus coverageReasons { code } whoToCall { reason } } }',
      '',
    ],
  ])('%s', async (_, field, filter, selection, fragment) => {
    const cost = (first: number) =>
      network.statementsOf(() => network.data(`{ ${field}(${filter}first: ${first}) ${selection} } ${fragment}`));
    expectNoGrowth(await cost(PROVINCES), await cost(1_000));
  });
});
