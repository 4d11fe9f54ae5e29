import { FeedCursors } from '@phat-ngon/kit';
import { CALLERS, type Caller, PERSON, send } from '../testing/commands.js';
import { INNER_PHONE, PHONE } from '../testing/make-record.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

const FIELDS = `cursor kind cause version effectiveFrom changedFields
  before { fullName positionTitle validTo reviewState contacts { channel value withheld } }
  after { uid agencyUid fullName positionTitle validTo reviewState contacts { id channel value withheld } }
  spokesperson { uid } agency { id }`;
const ASK = `query ($filter: ChangeFilter, $first: Int, $after: String) {
  spokespersonChanges(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id } } nodes { ${FIELDS} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
type Asked = Readonly<Record<string, unknown>>;

let network: Network;
beforeEach(async () => {
  network = await openNetwork({
    records: [
      { uid: 'health', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01', contacts: [PHONE, INNER_PHONE] },
      { uid: 'ward', agencyUid: 'ub-c004-2', validFrom: '2025-08-01' },
    ],
  });
});
afterEach(() => network[Symbol.asyncDispose]());

const as = (caller: Caller | null) => (caller === null ? network : network.as(CALLERS[caller]));
async function feed(caller: Caller | null, variables: Asked = {}): Promise<any> {
  const { spokespersonChanges }: any = await as(caller).data(ASK, variables);
  return spokespersonChanges;
}
const kinds = async (caller: Caller | null, variables: Asked = {}) =>
  (await feed(caller, variables)).nodes.map(({ kind }: any) => kind);

async function change(caller: Caller, name: string, input: Asked): Promise<any> {
  const payload = await send(network, caller, name, input);
  expect(payload.userErrors).toEqual([]);
  return payload;
}
const correct = (expectedVersion: number, positionTitle: string) =>
  change('departmentClerk', 'correctSpokesperson', {
    ...{ spokesperson: 'health', expectedVersion, correction: { positionTitle } },
  });
const replace = (effectiveOn = '2026-11-24') =>
  change('departmentClerk', 'replaceSpokesperson', {
    ...{ spokesperson: 'health', expectedVersion: 1, effectiveOn, successor: PERSON },
  });
const accept = ({ submission }: any) =>
  change('authority', 'reviewSubmissions', {
    decisions: [{ submission: submission.uid, expectedVersion: submission.version, decision: 'ACCEPT' }],
  });

describe('the feed of spokespersons', () => {
  it('tells the public of what is public, once it is', async () => {
    const replaced = await replace();
    expect(await kinds(null)).toEqual(['ENDED']);
    expect(await kinds('departmentClerk')).toEqual(['ENDED', 'APPOINTED']);
    await accept(replaced);
    const { nodes } = await feed(null);
    expect(nodes[1]).toMatchObject({
      ...{ kind: 'VERIFIED', cause: 'AUTHORITY', version: 2, effectiveFrom: '2026-11-24', before: null },
      after: { agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Văn Mới', reviewState: 'VERIFIED', validTo: null },
      agency: { id: idOf('Agency', 'so-y-te-p01-1') },
    });
    expect(nodes[1].spokesperson.uid).toBe(nodes[1].after.uid);
    expect(nodes[1].changedFields).toEqual(expect.arrayContaining(['fullName', 'contacts', 'publishedOn']));
  });

  it('tells which fields differ, and both states', async () => {
    await accept(await correct(1, 'Thư ký'));
    const [corrected] = (await feed(null)).nodes;
    expect(corrected).toMatchObject({
      ...{ kind: 'CORRECTED', changedFields: ['positionTitle', 'lastConfirmedAt'] },
      before: { positionTitle: 'Chánh Văn phòng' },
      after: { positionTitle: 'Thư ký' },
    });
  });

  it('shows what is public of contacts, and to whoever keeps the record all of them', async () => {
    await accept(await correct(1, 'Thư ký'));
    const values = async (caller: Caller | null) =>
      (await feed(caller)).nodes.at(-1).after.contacts.map(({ value, withheld }: any) => [value, withheld]);
    expect(await values(null)).toEqual([
      [PHONE.value, false],
      [null, true],
    ]);
    expect(await values('departmentClerk')).toEqual([
      [PHONE.value, false],
      [INNER_PHONE.value, false],
    ]);
    expect(await values('partner')).toEqual(await values(null));
  });

  it('shows no contact of whoever has left since, in what was told before either', async () => {
    await accept(await correct(1, 'Thư ký'));
    await change('departmentClerk', 'endAppointment', {
      spokesperson: 'health',
      expectedVersion: 2,
      endsOn: '2026-11-24',
    });
    const { nodes } = await feed(null);
    const states = nodes.flatMap(({ before, after }: any) => [before, after]);
    expect(
      states.flatMap(({ contacts }: any) => contacts).every(({ value, withheld }: any) => value === null && withheld),
    ).toBe(true);
    const ids = nodes.flatMap(({ after }: any) => after.contacts.map(({ id }: any) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is pulled page by page, each change once and in order, and on from where it ended', async () => {
    for (const [version, title] of ['A', 'B', 'C', 'D', 'E'].entries()) await accept(await correct(version + 1, title));
    const titles: string[] = [];
    let after: string | null = null;
    let more = true;
    while (more) {
      const { nodes, edges, pageInfo }: any = await feed(null, { first: 2, after });
      expect(edges.map(({ cursor }: any) => cursor)).toEqual(nodes.map(({ cursor }: any) => cursor));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      titles.push(...nodes.map((node: any) => node.after.positionTitle));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(titles).toEqual(['A', 'B', 'C', 'D', 'E']);
    const { nodes, pageInfo } = await feed(null, { after });
    expect([nodes, pageInfo]).toEqual([
      [],
      { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: after },
    ]);
    await change('clerk', 'confirmSpokesperson', { spokesperson: 'ward', expectedVersion: 1 });
    expect((await feed(null, { after })).nodes).toMatchObject([
      { kind: 'CONFIRMED', changedFields: ['lastConfirmedAt'], spokesperson: { uid: 'ward' } },
    ]);
  });

  it('goes on behind what was looked through, though nothing of it was selected', async () => {
    await replace();
    const { nodes, pageInfo } = await feed(null, { filter: { agency: 'ub-c004-2' } });
    expect([nodes, pageInfo.hasNextPage]).toEqual([[], false]);
    expect((await feed('departmentClerk', { after: pageInfo.endCursor })).nodes).toEqual([]);
  });

  it('begins where a snapshot was taken', async () => {
    await accept(await correct(1, 'A'));
    const query = '{ spokespersonFeedCursor spokespersons(first: 5) { nodes { uid version } } }';
    const loaded: any = await network.data(query);
    await accept(await correct(2, 'B'));
    const { nodes } = await feed(null, { after: loaded.spokespersonFeedCursor });
    expect(nodes).toMatchObject([{ after: { positionTitle: 'B' }, version: 3 }]);
  });

  it.each([
    [{ within: 'p01-1' }, ['ENDED', 'CONFIRMED']],
    [{ within: 'c004-2' }, ['CONFIRMED']],
    [{ within: 'p08-2' }, []],
    [{ tier: ['COMMUNE'] }, ['CONFIRMED']],
    [{ tier: ['PROVINCIAL_DEPARTMENT', 'CENTRAL'] }, ['ENDED']],
    [{ agency: 'so-y-te-p01-1' }, ['ENDED']],
    [{ agency: idOf('Agency', 'ub-c004-2@2026-01-01') }, ['CONFIRMED']],
    [{ kind: ['ENDED', 'VERIFIED'] }, ['ENDED']],
    [{ cause: ['AUTHORITY'] }, []],
    [{ cause: ['AGENCY'], kind: ['CONFIRMED'] }, ['CONFIRMED']],
  ])('is selected by %j', async (filter, expected) => {
    await replace();
    await change('clerk', 'confirmSpokesperson', { spokesperson: 'ward', expectedVersion: 1 });
    expect(await kinds(null, { filter })).toEqual(expected);
  });

  it('takes statements by what is asked, not by changes', async () => {
    const cost = () => network.statementsOf(() => feed(null));
    await accept(await correct(1, 'A'));
    const few = await cost();
    for (const [version, title] of ['B', 'C', 'D'].entries()) await accept(await correct(version + 2, title));
    expect(await cost()).toBe(few);
  });
});

describe('a cursor', () => {
  it.each([
    ['that is none', 'x', 'BAD_CURSOR'],
    ['of another feed', new FeedCursors('00'.repeat(32)).encode(1), 'BAD_CURSOR'],
  ])('%s is refused', async (_what, after, code) => {
    expect(await network.refusal(ASK, { after })).toEqual({ path: ['spokespersonChanges'], code, argument: 'after' });
  });

  it('that lies ahead of the feed, as after a restoration, is told to have expired', async () => {
    await replace();
    const [{ feed_key: key }] = await network.subgraph.database.reader.query('SELECT feed_key FROM change_feed');
    const ahead = new FeedCursors(key).encode(1_000);
    expect(await network.refusal(ASK, { after: ahead })).toMatchObject({ code: 'CURSOR_EXPIRED', argument: 'after' });
  });

  it('from before what the log still holds is told to have expired; without one, the feed begins where the log does', async () => {
    await replace();
    const [first] = (await feed('departmentClerk')).nodes;
    await change('clerk', 'confirmSpokesperson', { spokesperson: 'ward', expectedVersion: 1 });
    const { changes, database } = network.subgraph;
    const through = (await changes.position(new AbortController().signal)) - 1;
    await database.transaction(async (manager) => {
      await manager.query('UPDATE change_counter SET trimmed_through = ?', [through]);
      await manager.query('DELETE FROM change_log WHERE seq <= ?', [through]);
    });
    expect(await network.refusal(ASK, { after: first.cursor })).toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(await kinds(null)).toEqual(['CONFIRMED']);
  });

  it.each([
    ['first', { first: 0 }],
    ['filter.agency', { filter: { agency: idOf('Spokesperson', 'health') } }],
    ['within', { filter: { within: idOf('AdministrativeUnit', 'vn@2024-01-01') } }],
  ])('is not read with a wrong argument: %s', async (argument, variables) => {
    expect(await network.refusal(ASK, variables)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});
