import { type Principal, PUBLIC, type SubgraphEvents, type SubgraphResponse } from '@phat-ngon/kit';
import { countStatements, temporaryDatabase } from '@phat-ngon/kit/testing';
import { CALLERS, type Caller, send } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

const SUBSCRIBE = `subscription ($after: String, $filter: ChangeFilter) {
  spokespersonChanged(after: $after, filter: $filter) {
    cursor kind version after { positionTitle } spokesperson { uid positionTitle freshness } } }`;
const RECORDS = [
  { uid: 'health', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01' },
  { uid: 'ward', agencyUid: 'ub-c004-2', validFrom: '2025-08-01' },
];

let network: Network;
beforeEach(async () => {
  network = await openNetwork({ records: RECORDS });
});
afterEach(() => network[Symbol.asyncDispose]());

interface Asked {
  readonly caller?: Caller;
  readonly of?: Network;
  readonly signal?: AbortSignal;
}

function subscribe(variables: Record<string, unknown> = {}, { caller, of = network, signal }: Asked = {}) {
  const principal: Principal = caller === undefined ? PUBLIC : { ...PUBLIC, ...CALLERS[caller] };
  const ended = signal ?? new AbortController().signal;
  return of.subgraph.subscribe({ query: SUBSCRIBE, variables, principal, signal: ended, requestId: 'test' });
}

async function events(variables: Record<string, unknown> = {}, asked: Asked = {}): Promise<SubgraphEvents> {
  const subscribed = await subscribe(variables, asked);
  if (!('next' in subscribed)) throw new Error(JSON.stringify(subscribed));
  return subscribed;
}

async function next(following: SubgraphEvents): Promise<any> {
  const { value } = await following.next();
  const { data, errors }: SubgraphResponse = value;
  expect(errors).toBeUndefined();
  return data?.spokespersonChanged;
}

const confirm = (expectedVersion: number, spokesperson = 'ward', of = network) =>
  send(of, 'clerk', 'confirmSpokesperson', { spokesperson, expectedVersion });

describe('a subscription to spokespersons', () => {
  it('is told of changes as they are written, from the moment it is there, with the record as it is then', async () => {
    await confirm(1);
    const following = await events();
    await confirm(2);
    expect(await next(following)).toMatchObject({ kind: 'CONFIRMED', version: 3, spokesperson: { uid: 'ward' } });
    const awaited = next(following);
    await send(network, 'clerk', 'correctSpokesperson', {
      ...{ spokesperson: 'ward', expectedVersion: 3, correction: { positionTitle: 'Thư ký' } },
    }).then(({ submission }) =>
      send(network, 'authority', 'reviewSubmissions', {
        decisions: [{ submission: submission?.uid, expectedVersion: submission?.version, decision: 'ACCEPT' }],
      }),
    );
    // What was loaded for the event before is not shown again.
    expect(await awaited).toMatchObject({ kind: 'CORRECTED', spokesperson: { positionTitle: 'Thư ký' } });
    await following.return?.();
  });

  it('resumes behind its cursor: each change once and in order, over a process that was ended', async () => {
    await using database = await temporaryDatabase();
    const seen: number[] = [];
    let after: string | null = null;
    for (const from of [1, 4, 7]) {
      await using of = await openNetwork({ database, records: RECORDS });
      const following = await events({ after }, { of });
      for (let version = from; version < from + 3; version += 1) await confirm(version, 'ward', of);
      // The first time there is nothing to come back behind: it begins at the end of what there was.
      for (let count = 0; count < (from === 7 ? 5 : 2); count += 1) {
        const change = await next(following);
        seen.push(change.version);
        after = change.cursor;
      }
      await following.return?.();
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('delivers what its filter selects', async () => {
    const following = await events({ filter: { agency: 'so-y-te-p01-1' } });
    await confirm(1);
    await confirm(1, 'health');
    expect((await next(following)).spokesperson.uid).toBe('health');
    await following.return?.();
  });

  it('reads the log once for all who wait, whatever each of them has chosen', async () => {
    const filters = [
      ...['so-y-te-p01-1', 'ub-c004-2'].map((agency) => ({ agency })),
      ...['vn', 'p01-1', 'c004-2'].map((within) => ({ within })),
      ...['CENTRAL', 'PROVINCE', 'COMMUNE'].map((tier) => ({ tier: [tier] })),
    ];
    const following = await Promise.all(filters.map((filter) => events({ filter })));
    const awaited = following.map((each) => each.next());
    const { statements } = await countStatements(network.subgraph.database, async () => {
      await confirm(1);
      const ofWard = [1, 2, 4, 7].map((index) => awaited[index]);
      for (const { value } of await Promise.all(ofWard as Promise<any>[]))
        expect(value.data.spokespersonChanged).toMatchObject({ kind: 'CONFIRMED', spokesperson: { uid: 'ward' } });
    });
    // Who follows a place learns first where it lies, and then reads with the others who do.
    expect(statements.filter((sql) => /FROM change_log v\s+WHERE/.test(sql))).toHaveLength(2);
    await Promise.all(following.map((each) => each.return?.()));
  });

  it('delivers by the rights of each moment: what is not public to those alone who keep the record', async () => {
    const [open, own] = [await events(), await events({}, { caller: 'departmentClerk' })];
    await send(network, 'departmentClerk', 'appointSpokesperson', {
      ...{ agency: 'so-y-te-p01-1', role: 'HEAD', validFrom: '2026-11-24' },
      person: { fullName: 'Mẫu Văn Mới', positionTitle: 'Giám đốc', contacts: [] },
    });
    await confirm(1);
    expect((await next(own)).kind).toBe('APPOINTED');
    expect((await next(open)).kind).toBe('CONFIRMED');
    await Promise.all([open.return?.(), own.return?.()]);
  });

  it('ends when it is returned while it waits, and when its signal says so', async () => {
    const following = await events();
    const awaited = following.next();
    await following.return?.();
    expect(await awaited).toEqual({ done: true, value: undefined });
    const ending = new AbortController();
    const other = await events({}, { signal: ending.signal });
    const last = other.next();
    ending.abort();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it.each([
    [{ after: 'x' }, 'BAD_CURSOR'],
    [{ filter: { agency: 'QWdlbmN5' } }, 'BAD_USER_INPUT'],
  ])('is refused at once: %j', async (variables, code) => {
    expect(await subscribe(variables)).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('is not answered as a query', async () => {
    const refusal = await network.answer(SUBSCRIBE);
    expect(refusal.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
