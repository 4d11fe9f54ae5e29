import type { RecordParts } from '../testing/make-record.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

const RECORDS: readonly RecordParts[] = [
  { uid: 'one', agencyUid: 'ub-p01-1', validFrom: '2024-02-01', validTo: '2025-02-01' },
  { uid: 'two', agencyUid: 'ub-p01-1', validFrom: '2025-02-10', validTo: '2026-05-01' },
  { uid: 'head', agencyUid: 'ub-p01-1', validFrom: '2025-03-01', role: 'HEAD' },
  { uid: 'pending', agencyUid: 'ub-p01-1', validFrom: '2026-05-01', reviewState: 'PENDING' },
  { uid: 'district', agencyUid: 'ub-d001-1', validFrom: '2025-01-05', validTo: '2025-07-01' },
  { uid: 'commune-1', agencyUid: 'ub-c688-1', validFrom: '2024-06-01', validTo: '2025-07-01' },
  { uid: 'commune-2', agencyUid: 'ub-c688-1', validFrom: '2025-07-01' },
  { uid: 'beside', agencyUid: 'so-y-te-p01-1', validFrom: '2025-01-01' },
  { uid: 'beside-too', agencyUid: 'so-y-te-p01-1', validFrom: '2025-04-01', validTo: '2025-06-01' },
  { uid: 'published-late', agencyUid: 'so-van-hoa-p01-1', validFrom: '2025-12-20', publishedOn: '2026-01-10' },
  { uid: 'impossible', agencyUid: 'so-van-hoa-p01-1', validFrom: '2025-08-01', validTo: '2025-05-01' },
];
const ASK = `query ($from: Date!, $to: Date!, $within: ID, $tier: [Tier!], $kind: [TurnoverKind!], $first: Int, $after: String) {
  turnover(from: $from, to: $to, within: $within, tier: $tier, kind: $kind, first: $first, after: $after) {
    totalCount byKind { id kind count } pageInfo { endCursor }
    nodes { id kind day agency { id } spokesperson { uid asOf } former { uid asOf } } } }`;
const YEAR = { from: '2025-01-01', to: '2025-12-31' };

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterAll(() => network[Symbol.asyncDispose]());

async function ask(variables: Readonly<Record<string, unknown>>): Promise<any> {
  const answer: any = await network.data(ASK, variables);
  return answer.turnover;
}
/** Each event as day, kind, who began and who had left. */
async function events(variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { nodes } = await ask(variables);
  return nodes.map((node: any) => [node.day, node.kind, node.spokesperson?.uid ?? null, node.former?.uid ?? null]);
}

const OF_THE_YEAR = [
  ['2025-01-01', 'NEW', 'beside', null],
  ['2025-01-05', 'NEW', 'district', null],
  ['2025-02-10', 'REPLACED', 'two', 'one'],
  ['2025-04-01', 'NEW', 'beside-too', null],
  ['2025-07-01', 'AGENCY_ENDED', null, 'district'],
  ['2025-07-01', 'REPLACED', 'commune-2', 'commune-1'],
];

describe('the turnover of a period', () => {
  it('is who began, in whose place, and who left without one, by day', async () => {
    expect(await events(YEAR)).toEqual(OF_THE_YEAR);
    const { totalCount, byKind } = await ask(YEAR);
    expect(totalCount).toBe(6);
    expect(byKind.map((row: any) => [row.kind, row.count])).toEqual([
      ...[
        ['NEW', 3],
        ['REPLACED', 2],
      ],
      ...[
        ['LEFT', 0],
        ['AGENCY_ENDED', 1],
      ],
    ]);
  });

  it('goes by what was published on its last day', async () => {
    const next = { from: '2025-12-01', to: '2026-01-31' };
    expect(await events(next)).toEqual([['2025-12-20', 'NEW', 'published-late', null]]);
    expect(await events({ ...next, to: '2026-01-09' })).toEqual([]);
  });

  it('tells of one who left when nobody had followed by its last day, and not when somebody had', async () => {
    expect(await events({ from: '2025-01-15', to: '2025-02-09' })).toEqual([['2025-02-01', 'LEFT', null, 'one']]);
    expect(await events({ from: '2026-04-01', to: '2026-06-01' })).toEqual([['2026-05-01', 'LEFT', null, 'two']]);
    expect(await events({ from: '2025-01-15', to: '2025-02-10' })).toEqual([['2025-02-10', 'REPLACED', 'two', 'one']]);
  });

  it('shows everybody, and the agency, as seen on its last day', async () => {
    const { nodes } = await ask(YEAR);
    for (const { agency, spokesperson, former } of nodes) {
      expect(Buffer.from(agency.id, 'base64url').toString()).toMatch(/@2025-12-31$/);
      for (const seen of [spokesperson, former]) if (seen !== null) expect(seen.asOf).toBe('2025-12-31');
    }
  });

  it.each([
    [{ within: 'p01-1' }, ['beside', 'district', 'two', 'beside-too', 'district']],
    [{ within: 'p08-2' }, ['commune-2']],
    [{ tier: ['DISTRICT'] }, ['district', 'district']],
    [{ kind: ['REPLACED'] }, ['two', 'commune-2']],
    [{ kind: [] }, []],
  ])('is chosen by %j', async (parts, expected) => {
    const { nodes, totalCount } = await ask({ ...YEAR, ...parts });
    expect(nodes.map((node: any) => (node.spokesperson ?? node.former).uid)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('has ids of its own in each list of counts, and one a period’s end for an event', async () => {
    const [all, some] = [await ask(YEAR), await ask({ ...YEAR, within: 'p01-1' })];
    const ids = [...all.byKind, ...some.byKind].map((row: any) => row.id);
    expect(new Set(ids).size).toBe(8);
    expect(some.nodes[0].id).toBe(all.nodes[0].id);
    expect((await ask({ ...YEAR, to: '2025-12-30' })).nodes[0].id).not.toBe(all.nodes[0].id);
  });

  it('comes page by page', async () => {
    const first = await ask({ ...YEAR, first: 4 });
    const rest = await ask({ ...YEAR, first: 4, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual((await ask(YEAR)).nodes);
  });

  it('takes no more statements for many events than for few', async () => {
    const cost = (first: number) => network.statementsOf(() => ask({ ...YEAR, first }));
    expect(await cost(6)).toBeLessThanOrEqual(await cost(3));
  });

  it.each([
    ['from', { from: '2022-01-01', to: '2023-01-01' }],
    ['to', { from: '2023-01-02', to: '2023-01-01' }],
    ['within', { ...YEAR, within: idOf('AdministrativeUnit', 'vn@2024-01-01') }],
    ['first', { ...YEAR, first: 0 }],
    ['after', { ...YEAR, after: 'x' }],
  ])('refuses by name: %s of %j', async (argument, variables) => {
    expect(await network.refusal(ASK, variables)).toEqual({ code: 'BAD_USER_INPUT', argument, path: ['turnover'] });
  });
});
