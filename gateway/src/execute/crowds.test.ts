import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { requestOf } from '../fetch/in-process.js';
import { FetchError, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { ANONYMOUS } from '../identity/principal.js';
import { abortSignalOf, type EndSignal } from '../lib/ending.js';
import { timeUp } from '../lib/time-up.js';
import { LINK, resolved } from '../testing/open-test-gateway.js';
import { Crowds } from './crowds.js';
import { questionOf, type SubgraphQuestion } from './question.js';

const SDL = `${LINK} type Query { place(n: Int): String  sure(n: Int): String! }`;
const nameOf = (_: unknown, { n }: { readonly n: number }): string => {
  if (n < 0) throw new GraphQLError('no such place', { extensions: { code: 'NOT_FOUND' } });
  return `place ${n}`;
};
const subgraph = resolved(SDL, { Query: { place: nameOf, sure: nameOf } });

const formed = (field: string) =>
  questionOf(
    {
      ...{ kind: 'Fetch', serviceName: 'places', operation: `query P($n: Int) { ${field}(n: $n) }` },
      ...{ operationName: 'P', operationKind: 'query' as never, variableUsages: ['n'] },
    },
    { depth: 0, next: new Set() },
  );

type Execute = (question: SubgraphQuestion, signal: EndSignal) => Promise<SubgraphResponse>;

interface Wish {
  readonly place?: string;
  readonly signal?: AbortSignal;
}

/** Those who ask next take so long, one after the other. */
async function taking<T>(ms: readonly number[], ask: () => Promise<T>): Promise<T> {
  const clock = jest.spyOn(performance, 'now');
  for (const each of ms) clock.mockReturnValueOnce(0).mockReturnValueOnce(each);
  return ask().finally(() => clock.mockRestore());
}

/** Questions are known to be light, or to take so long: one has been asked before anything is looked at. */
async function openCrowd(
  instead?: (question: SubgraphQuestion) => ReturnType<Execute> | null,
  { field = 'place', tookMs = 1 } = {},
) {
  const [crowds, question] = [new Crowds(), formed(field)];
  const sent: { readonly values: readonly unknown[]; readonly signal: EndSignal }[] = [];
  const execute: Execute = (asked, signal) => {
    sent.push({ values: Object.values(asked.variables()), signal });
    const own = () =>
      subgraph.execute(requestOf({ ...asked, principal: ANONYMOUS, signal, requestId: 'r' }, abortSignalOf(signal)));
    return instead?.(asked) ?? (own() as Promise<SubgraphResponse>);
  };
  const ask = (n: number, { place = 'for all', signal = new AbortController().signal }: Wish = {}) => {
    const asked = question({ n });
    const { form } = asked.parts ?? {};
    if (form === undefined) throw new Error('it has no parts');
    return crowds.ask({ form, question: asked, place, signal, send: execute });
  };
  await taking([tookMs], () => ask(0));
  sent.length = 0;
  return { ask, sent, values: () => sent.map((each) => each.values) };
}

const isSeveral = ({ variables }: SubgraphQuestion): boolean => Object.keys(variables()).length > 1;
const told = (n: number) => ({ data: { place: `place ${n}` } });

it('is one request for what is asked in one turn', async () => {
  const { ask, values } = await openCrowd();
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([told(1), told(2), told(3)]);
  expect(values()).toEqual([[1, 2, 3]]);
});

it('is one request for what is asked while another is under way', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { ask, values } = await openCrowd(({ variables }) => (variables().n === 1 ? held.then(() => told(1)) : null));
  const first = ask(1);
  await setImmediate();
  expect(values()).toEqual([[1]]);
  const others = [ask(2), ask(3)];
  await setImmediate();
  expect(values()).toEqual([[1]]);
  release();
  expect(await Promise.all([first, ...others])).toEqual([told(1), told(2), told(3)]);
  expect(values()).toEqual([[1], [2, 3]]);
});

it('does not wait for one that stays under way', async () => {
  const { ask, values } = await openCrowd(({ variables }) =>
    variables().n === 1 ? new Promise(() => undefined) : null,
  );
  void ask(1);
  await setImmediate();
  expect(await Promise.all([ask(2), ask(3)])).toEqual([told(2), told(3)]);
  expect(values()).toEqual([[1], [2, 3]]);
});

it('asks nothing together of other places', async () => {
  const { ask, values } = await openCrowd();
  const asked = [
    ask(1, { place: 'an' }),
    ask(2, { place: 'binh' }),
    ask(3, { place: 'an' }),
    ask(4, { place: 'binh' }),
  ];
  expect(await Promise.all(asked)).toEqual([told(1), told(2), told(3), told(4)]);
  expect(values()).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

it('asks for no more than eight at once, so that subgraphs get to know few documents', async () => {
  const { ask, sent } = await openCrowd();
  const all = Array.from({ length: 31 }, (_, n) => n);
  expect(await Promise.all(all.map((n) => ask(n)))).toEqual(all.map(told));
  expect(sent.map(({ values }) => values.length)).toEqual([8, 8, 7, 8]);
});

it('asks by itself what takes long', async () => {
  const { ask, values } = await openCrowd(undefined, { tookMs: 51 });
  await Promise.all([ask(1), ask(2)]);
  expect(values()).toEqual([[1], [2]]);
  // It was light, this time.
  await Promise.all([ask(3), ask(4)]);
  expect(values().slice(2)).toEqual([[3, 4]]);
});

it('does not ask by itself what takes long because many ask', async () => {
  const { ask, values } = await openCrowd(undefined, { tookMs: 51 });
  const clock = jest.spyOn(performance, 'now');
  // Both begin before one of them is answered.
  for (const now of [0, 0, 0, 90]) clock.mockReturnValueOnce(now);
  await Promise.all([ask(1), ask(2)]).finally(() => clock.mockRestore());
  await Promise.all([ask(3), ask(4)]);
  expect(values()).toEqual([[1], [2], [3, 4]]);
});

it('asks by itself what together takes much longer, and after a while tries again', async () => {
  const { ask, values } = await openCrowd(undefined, { tookMs: 10 });
  await taking([60], () => Promise.all([ask(1), ask(2)]));
  const some = Array.from({ length: 181 }, (_, n) => n);
  for (const n of some) await taking([10], () => ask(n));
  await Promise.all([ask(3), ask(4)]);
  expect(values()).toEqual([[1, 2], ...some.map((n) => [n]), [3], [4]]);
  await Promise.all([ask(5), ask(6)]);
  expect(values().at(-1)).toEqual([5, 6]);
});

it('asks together what takes long by itself too', async () => {
  const { ask, values } = await openCrowd(undefined, { tookMs: 45 });
  await taking([60], () => Promise.all([ask(1), ask(2)]));
  await Promise.all([ask(3), ask(4)]);
  expect(values()).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('tells an error to the one of whom it is', async () => {
  const { ask, values } = await openCrowd();
  const [one, other] = await Promise.all([ask(1), ask(-1)]);
  expect(one).toEqual(told(1));
  expect(other).toMatchObject({ data: { place: null }, errors: [{ message: 'no such place', path: ['place'] }] });
  expect(values()).toEqual([[1, -1]]);
});

const ONE_EACH = [[1, 2], [1], [2]];

it.each<[string, () => Promise<SubgraphResponse>]>([
  [
    'has an error of no place',
    async () => ({ data: { Q0_place: 'place 1', Q1_place: null }, errors: [{ message: 'torn' }] }),
  ],
  ['has no data', async () => ({ data: null, errors: [{ message: 'torn', path: ['Q1_place'] }] })],
  ['is too long', () => Promise.reject(new FetchError('SUBGRAPH_BAD_ANSWER', new Error('too long')))],
])('asks each by itself when the answer to all %s', async (_what, whole) => {
  const { ask, values } = await openCrowd((question) => (isSeveral(question) ? whole() : null));
  expect(await Promise.all([ask(1), ask(2)])).toEqual([told(1), told(2)]);
  expect(values()).toEqual(ONE_EACH);
});

it('asks each by itself when the null of one takes all with it', async () => {
  const { ask, values } = await openCrowd(undefined, { field: 'sure' });
  const [one, other] = await Promise.all([ask(1), ask(-1)]);
  expect(one).toEqual({ data: { sure: 'place 1' } });
  expect(other).toMatchObject({ data: null, errors: [{ path: ['sure'] }] });
  expect(values()).toEqual([[1, -1], [1], [-1]]);
});

it('does not ask together again what a subgraph refuses', async () => {
  const errors = [{ message: 'too many', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
  const { ask, values } = await openCrowd((question) => (isSeveral(question) ? Promise.resolve({ errors }) : null));
  await Promise.all([ask(1), ask(2)]);
  expect(await Promise.all([ask(3), ask(4)])).toEqual([told(3), told(4)]);
  expect(values()).toEqual([...ONE_EACH, [3], [4]]);
});

it('fails for all when the subgraph cannot be reached', async () => {
  const gone = new FetchError('SUBGRAPH_UNAVAILABLE', new Error('refused'));
  const { ask, values } = await openCrowd((question) => (isSeveral(question) ? Promise.reject(gone) : null));
  expect(await Promise.allSettled([ask(1), ask(2)])).toEqual([
    { status: 'rejected', reason: gone },
    { status: 'rejected', reason: gone },
  ]);
  expect(values()).toEqual([[1, 2]]);
});

describe('one who leaves', () => {
  it('is let go at once, and the others are answered', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, sent } = await openCrowd((question) =>
      isSeveral(question) ? held.then(() => ({ data: { Q0_place: 'place 1', Q1_place: 'place 2' } })) : null,
    );
    const leaver = new AbortController();
    const [left, stays] = [ask(1, { signal: leaver.signal }), ask(2)];
    await setImmediate();
    leaver.abort(timeUp());
    await expect(left).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    expect(sent[0]?.signal.aborted).toBe(false);
    release();
    expect(await stays).toEqual(told(2));
  });

  it('ends the request when nobody is left', async () => {
    const { ask, sent } = await openCrowd((question) => (isSeveral(question) ? new Promise(() => undefined) : null));
    const leavers = [new AbortController(), new AbortController()];
    const asked = leavers.map(({ signal }, n) => ask(n, { signal }));
    await setImmediate();
    for (const leaver of leavers) leaver.abort();
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(sent[0]?.signal.aborted).toBe(true);
  });
});
