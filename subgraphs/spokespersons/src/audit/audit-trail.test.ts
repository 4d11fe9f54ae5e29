import { type ChangeDraft, fixedClock, OPEN_TO, type SubgraphDefinition } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { rowsOfRecord } from '../record.js';
import { insertRecords } from '../record.store.js';
import { INNER_PHONE, makeRecord, PHONE } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

const RECORD = makeRecord({ uid: 'holder', agencyUid: 'ub-p01-1', contacts: [PHONE, INNER_PHONE] });
const change = (parts: Partial<ChangeDraft>): ChangeDraft => ({
  ...{ type: 'spokesperson', kind: 'APPOINTED', cause: 'AGENCY', entityId: 'holder', agencyUid: 'ub-p01-1' },
  ...{ path: '/vn/p01-1/', version: 1, effectiveFrom: '2023-02-01', actor: 'can-bo-1', before: null, after: RECORD },
  ...parts,
});
/** Written in this order; the first in the log is the first here. */
const CHANGES: readonly ChangeDraft[] = [
  change({}),
  change({
    ...{ kind: 'CORRECTED', version: 2, actor: 'can-bo-2', before: RECORD },
    after: { ...RECORD, positionTitle: 'Phó Chánh Văn phòng', contacts: [PHONE] },
  }),
  change({
    ...{ kind: 'ENDED', version: 3, effectiveFrom: '2025-02-01', cause: 'CLOCK', actor: 'clock' },
    ...{ before: { ...RECORD, validTo: OPEN_TO }, after: { ...RECORD, validTo: '2025-02-01' } },
  }),
  change({
    type: 'focalPoint',
    kind: 'CREATED',
    entityId: 'desk',
    agencyUid: 'so-y-te-p01-1',
    after: { name: 'Bàn tin' },
  }),
  change({ entityId: 'below', agencyUid: 'ub-c004-2', path: '/vn/p01-1/c004-2/' }),
  change({ entityId: 'elsewhere', agencyUid: 'ub-c688-1', path: '/vn/p02-1/d024-1/c688-1/' }),
  change({ type: 'dataCall', kind: 'OPENED', entityId: 'call-1', agencyUid: null, path: '/vn/', actor: 'authority-1' }),
];
const seed: SubgraphDefinition<Context>['seed'] = ({ log }) =>
  log.write(async ({ manager, append }) => {
    await insertRecords(manager, [rowsOfRecord(RECORD, 1)]);
    await append(CHANGES);
  });
const ASK = `query ($within: ID, $agency: ID, $entity: ID, $actor: String, $from: Date, $to: Date, $first: Int, $after: String) {
  auditTrail(within: $within, agency: $agency, entity: $entity, actor: $actor, from: $from, to: $to, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { id seq at actor kind cause version effectiveFrom entityType entityUid agency { id } spokesperson { uid }
      changed { id name before after } } } }`;

let network: Network;
let authority: Asker;
beforeAll(async () => {
  // Half past one on the 24th in Vietnam.
  network = await openNetwork({ seed, clock: fixedClock(new Date('2026-11-23T18:30:00Z')) });
  authority = network.as({ role: 'AUTHORITY' });
});
afterAll(() => network[Symbol.asyncDispose]());

async function trail(variables: Readonly<Record<string, unknown>> = {}, asker = authority): Promise<any> {
  const answer: any = await asker.data(ASK, variables);
  return answer.auditTrail;
}
const positions = async (variables: Readonly<Record<string, unknown>> = {}, asker = authority) =>
  (await trail(variables, asker)).nodes.map((node: any) => node.seq);

describe('the audit trail', () => {
  it('tells who did what to which thing, when and why, the newest first', async () => {
    const { nodes, totalCount } = await trail();
    expect(totalCount).toBe(7);
    expect(nodes.map((node: any) => node.seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(nodes[4]).toMatchObject({
      ...{ at: '2026-11-23T18:30:00.000Z', actor: 'clock', kind: 'ENDED', cause: 'CLOCK', version: 3 },
      ...{ effectiveFrom: '2025-02-01', entityType: 'spokesperson', entityUid: 'holder' },
      ...{ agency: { id: idOf('Agency', 'ub-p01-1') }, spokesperson: { uid: 'holder' } },
      changed: [{ name: 'validTo', before: null, after: '2025-02-01' }],
    });
    expect(nodes[3]).toMatchObject({ entityType: 'focalPoint', entityUid: 'desk', spokesperson: null });
    expect(nodes[0]).toMatchObject({ entityType: 'dataCall', agency: null });
  });

  it('tells every field that differs, texts as they are and the rest as JSON', async () => {
    const { nodes } = await trail({ entity: 'holder' });
    const [position, contacts] = nodes[1].changed;
    expect(position).toMatchObject({ name: 'positionTitle', before: 'Chánh Văn phòng', after: 'Phó Chánh Văn phòng' });
    expect([contacts.name, JSON.parse(contacts.before), JSON.parse(contacts.after)]).toEqual([
      ...['contacts', [PHONE, INNER_PHONE], [PHONE]],
    ]);
    const made = new Map(nodes[2].changed.map((field: any) => [field.name, [field.before, field.after]]));
    expect(made.get('fullName')).toEqual([null, RECORD.fullName]);
    expect(made.has('validTo')).toBe(false);
    expect(new Set(nodes.flatMap((node: any) => node.changed.map((field: any) => field.id))).size).toBe(
      nodes.flatMap((node: any) => node.changed).length,
    );
  });

  it.each([
    [{ agency: 'ub-p01-1' }, [3, 2, 1]],
    [{ agency: idOf('Agency', 'ub-p01-1@2024-01-01') }, [3, 2, 1]],
    [{ entity: 'desk' }, [4]],
    [{ entity: idOf('Spokesperson', 'holder@2024-01-01') }, [3, 2, 1]],
    [{ actor: 'can-bo-2' }, [2]],
    [{ within: 'p01-1' }, [5, 4, 3, 2, 1]],
    // A path is that of the day it was written.
    [{ within: 'p02-1' }, [6]],
    [{ within: 'p08-2' }, []],
    [{ from: '2026-11-24', to: '2026-11-24', actor: 'clock' }, [3]],
    [{ to: '2026-11-23' }, []],
    [{ from: '2026-11-25' }, []],
  ])('is chosen by %j', async (variables, expected) => {
    expect(await positions(variables)).toEqual(expected);
  });

  it('comes page by page', async () => {
    const first = await trail({ first: 4 });
    const rest = await trail({ first: 4, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual((await trail()).nodes);
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('takes no more statements for many entries than for few', async () => {
    const cost = (first: number) => network.statementsOf(() => trail({ first }));
    expect(await cost(7)).toBeLessThanOrEqual(await cost(5));
  });
});

describe('who reads the audit trail', () => {
  const clerk = (agency: string) => network.as({ role: 'CLERK', agencies: [agency] });
  const reviewer = (agency: string) => network.as({ role: 'REVIEWER', agencies: [agency] });

  it('is a clerk for the own agency, and a committee’s for those it governs', async () => {
    expect(await positions({}, clerk('so-y-te-p01-1'))).toEqual([4]);
    expect(await positions({}, clerk('ub-p01-1'))).toEqual([5, 4, 3, 2, 1]);
    expect(await positions({}, clerk('ub-c004-2'))).toEqual([5]);
    expect(await positions({ agency: 'ub-c688-1' }, clerk('ub-p01-1'))).toEqual([]);
  });

  it('is a reviewer within the place of the agency, with all the past of what stands there now', async () => {
    expect(await positions({}, reviewer('so-y-te-p01-1'))).toEqual([5, 4, 3, 2, 1]);
    expect(await positions({}, reviewer('ub-p08-2'))).toEqual([6]);
    expect(await positions({}, reviewer('bo-van-hoa-the-thao-va-du-lich'))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('sees every value, contacts too: the records are theirs to keep or to check', async () => {
    for (const asker of [clerk('ub-p01-1'), reviewer('ub-p01-1')]) {
      const { nodes } = await trail({ entity: 'below' }, asker);
      const contacts = nodes[0].changed.find((field: any) => field.name === 'contacts');
      expect(contacts.after).toContain('AUTHORITY');
    }
  });

  it('is nobody else', async () => {
    const others = [network, network.as({ role: 'PARTNER' }), network.as({ role: 'CLERK' })];
    for (const asker of others)
      expect(await asker.refusal(ASK)).toMatchObject({ code: 'FORBIDDEN', path: ['auditTrail'] });
  });
});

it.each([
  ['agency', { agency: idOf('Spokesperson', 'holder') }],
  ['entity', { entity: '???' }],
  ['from', { from: 'x' }],
  ['to', { to: '2022-12-31' }],
  ['to', { from: '2026-02-01', to: '2026-01-31' }],
  ['within', { within: idOf('AdministrativeUnit', 'vn@2024-01-01') }],
  ['first', { first: 0 }],
  ['after', { after: 'x' }],
])('refuses by name: %s of %j', async (argument, variables) => {
  expect(await authority.refusal(ASK, variables)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});
