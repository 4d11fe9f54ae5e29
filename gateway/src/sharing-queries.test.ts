import { setImmediate } from 'node:timers/promises';
import type { SubgraphRequest } from './fetch/subgraph-client.js';
import { LINK, openTestGateway, type TestGateway } from './testing/open-test-gateway.js';
import { authorizationOf } from './testing/tokens.js';

const SDL = `${LINK} type Query { me(n: Int): String } type Mutation { change: Int }`;

let gateway: TestGateway;
let asked: SubgraphRequest[];
let onNews: () => void;
let joined: number;
let planned: number;
let release: () => void;
beforeEach(async () => {
  asked = [];
  onNews = () => undefined;
  joined = 0;
  planned = 0;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Each answer names who is asked for, as the subgraph was told, and how often it had been asked.
  const execute = async (request: SubgraphRequest) => {
    asked.push(request);
    const me = `${request.principal.subject} ${asked.length}`;
    onNews();
    if (request.query.includes('change')) return { data: { change: 1 } };
    await Promise.race([
      held,
      new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason))),
    ]);
    return { data: { me } };
  };
  gateway = await openTestGateway({ people: { sdl: SDL, inProcess: { execute } } }, {}, ({ kind }) => {
    if (kind === 'joined') joined += 1;
    if (kind === 'planned') planned += 1;
    onNews();
  });
});
afterEach(() => gateway[Symbol.asyncDispose]());

interface Asked {
  readonly subject?: string;
  readonly variables?: object;
  readonly signal?: AbortSignal;
}

const QUERY = 'query ($n: Int) { me(n: $n) }';

async function ask(query: string, { subject, variables = {}, signal }: Asked = {}): Promise<any> {
  const authorization = subject === undefined ? {} : { authorization: await authorizationOf(subject) };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
  });
  return response.json();
}

/** Resolves once the subgraph has been asked so often, and so many queries have joined others. */
const reached = (times: number, others = 0): Promise<void> =>
  new Promise((resolve) => {
    onNews = () => {
      if (asked.length >= times && joined >= others) resolve();
    };
    onNews();
  });

const meOf = async (answers: readonly Promise<any>[]): Promise<readonly string[]> =>
  (await Promise.all(answers)).map(({ data }) => data.me);

/** What different queries ask a subgraph alike. */
const [ONE, OTHER] = ['query One { me }', 'query Other { me }'] as const;

/** Resolves once so many queries have been planned, and what each asks at first has been asked. */
const begun = async (times: number): Promise<void> => {
  await new Promise<void>((resolve) => {
    onNews = () => {
      if (planned >= times) resolve();
    };
    onNews();
  });
  await setImmediate();
};

describe('equal queries that are under way at once', () => {
  it('are executed once', async () => {
    const answers = Array.from({ length: 5 }, () => ask(QUERY, { subject: 'an' }));
    await reached(1, 4);
    release();
    expect(await meOf(answers)).toEqual(Array.from({ length: 5 }, () => 'an 1'));
    expect(asked).toHaveLength(1);
  });

  it('are mutations where each is carried out', async () => {
    await Promise.all([ask('mutation { change }'), ask('mutation { change }')]);
    expect(asked).toHaveLength(2);
  });
});

describe('equal questions of different queries that are under way at once', () => {
  it('are asked once, and each query has its own answer', async () => {
    const answers = [ask(ONE, { subject: 'an' }), ask(OTHER, { subject: 'an' }), ask(ONE, { subject: 'an' })];
    await reached(1, 1);
    await begun(2);
    release();
    expect(await meOf(answers)).toEqual(['an 1', 'an 1', 'an 1']);
    expect(asked).toHaveLength(1);
  });
});

const SHARED: readonly [string, string, string, () => Promise<void>][] = [
  ['equal queries', QUERY, QUERY, () => reached(1, 1)],
  ['equal questions of different queries', ONE, OTHER, () => begun(2)],
];

describe.each(SHARED)('%s that are under way at once', (_what, one, other, bothUnderWay) => {
  it.each([
    ['for somebody else', { subject: 'binh' }],
    ['for nobody', {}],
  ])('%s are asked by themselves', async (_who, caller) => {
    const first = ask(one, { subject: 'an' });
    await reached(1);
    const second = ask(other, caller);
    await reached(2);
    release();
    expect(await meOf([first, second])).toEqual(['an 1', `${'subject' in caller ? caller.subject : null} 2`]);
  });

  it('are asked again for who has changed something meanwhile', async () => {
    const first = ask(one, { subject: 'an' });
    await reached(1);
    await ask('mutation { change }', { subject: 'an' });
    const second = ask(other, { subject: 'an' });
    await reached(3);
    release();
    expect(await meOf([first, second])).toEqual(['an 1', 'an 3']);
  });

  it('go on for those who wait when the first has gone, and end with the last', async () => {
    const callers = [new AbortController(), new AbortController()];
    const answers = [one, other].map((query, index) => {
      const signal = callers[index]?.signal as AbortSignal;
      return ask(query, { subject: 'an', signal }).catch(() => 'gone');
    });
    await bothUnderWay();
    expect(asked).toHaveLength(1);
    callers[0]?.abort();
    expect(await answers[0]).toBe('gone');
    expect(asked[0]?.signal.aborted).toBe(false);
    const ended = new Promise((resolve) => asked[0]?.signal.addEventListener('abort', resolve));
    callers[1]?.abort();
    await ended;
  });
});

it('asks by itself what is asked with other variables', async () => {
  const answers = [ask(QUERY, { subject: 'an' })];
  await reached(1);
  answers.push(ask(QUERY, { subject: 'an', variables: { n: 1 } }));
  await reached(2);
  release();
  expect(await meOf(answers)).toEqual(['an 1', 'an 2']);
});
