import { createHash } from 'node:crypto';
import { parse, print } from 'graphql';
import { openEvents } from '../testing/event-source.js';
import { folderOf } from '../testing/folder-of.js';
import { openFeedGateway } from '../testing/open-feed-gateway.js';
import { openSocket } from '../testing/open-socket.js';
import { LINK, openTestGateway, resolved, type TestGateway } from '../testing/open-test-gateway.js';

const TEXT = '{ end }';
const DATA = { data: { end: 'c0' } };
/** As a person writes it, which is not how it is printed. */
const FILE = '# Where the feed ends.\nquery End { end }\n';
const FEED = 'subscription Feed { changed { kind } }';
const LISTED = { 'where-it-ends.graphql': FILE, 'feed.graphql': FEED, 'notes.txt': 'nothing' };

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
const refused = (code: string) => ({
  errors: [{ extensions: { code, messageVi: expect.any(String), messageEn: expect.any(String), retryable: false } }],
});

type Asked = Readonly<Record<string, unknown>>;
type Door = (here: TestGateway, asked: Asked) => Promise<unknown>;

const post: Door = async ({ url }, asked) => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(asked) })).json();
};

const get: Door = async ({ url }, asked) => {
  const search = Object.entries(asked).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return (await fetch(`${url}/graphql?${new URLSearchParams(search)}`)).json();
};

/** The first that comes, or what is there in its place. */
const events: Door = async ({ url }, asked) => {
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(asked) });
  const text = await response.text();
  return JSON.parse(response.ok ? (/^data: (.+)$/m.exec(text)?.[1] ?? '') : text);
};

const socket: Door = async ({ url }, asked) => {
  const opened = await openSocket(url);
  // The protocol's messages have a text, though it may be empty.
  opened.send({ id: '1', type: 'subscribe', payload: { query: '', ...asked } });
  const { type, payload } = await opened.next();
  opened.socket.close();
  return type === 'error' ? { errors: payload } : payload;
};

const DOORS: readonly [string, Door][] = [
  ['by POST', post],
  ['by GET', get],
  ['over events', events],
  ['over a socket', socket],
];

describe.each(DOORS)('an automatic persisted query %s', (_where, ask) => {
  it('is known by its hash, at every door, once it was sent whole', async () => {
    await using here = await openFeedGateway();
    expect(await ask(here, byHash(TEXT))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
    expect(await ask(here, { query: TEXT, ...byHash(TEXT) })).toEqual(DATA);
    for (const [, door] of DOORS) expect(await door(here, byHash(TEXT))).toEqual(DATA);
    expect(await ask(here, { documentId: `sha256:${hashOf(TEXT)}` })).toEqual(DATA);
  });

  it('is refused under a hash that is not its own, and not kept', async () => {
    await using here = await openFeedGateway();
    expect(await ask(here, { query: '{ __typename }', ...byHash(TEXT) })).toMatchObject(refused('BAD_REQUEST'));
    expect(await ask(here, byHash(TEXT))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
  });

  it('is not kept when it does not fit the schema', async () => {
    await using here = await openFeedGateway();
    const query = '{ nothing }';
    expect(await ask(here, { query, ...byHash(query) })).toMatchObject(refused('GRAPHQL_VALIDATION_FAILED'));
    expect(await ask(here, byHash(query))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
  });

  it.each([
    { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(TEXT) } } },
    { extensions: { persistedQuery: { version: 1 } } },
    { extensions: { persistedQuery: 'x' } },
    { documentId: 'x'.repeat(300) },
  ])('is not asked for by %j', async (asked) => {
    await using here = await openFeedGateway();
    expect(await ask(here, asked)).toMatchObject(refused('BAD_REQUEST'));
  });
});

describe('automatic persisted queries', () => {
  it('are kept as long as there is room: whoever sends long ones has the oldest forgotten', async () => {
    await using here = await openFeedGateway();
    const texts = Array.from({ length: 9 }, (_, index) => `{ end } #${index}${'x'.repeat(1_000_000)}`);
    for (const query of [TEXT, ...texts]) expect(await post(here, { query, ...byHash(query) })).toEqual(DATA);
    expect(await post(here, byHash(TEXT))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
    expect(await post(here, byHash(texts[8] ?? ''))).toEqual(DATA);
  });

  it('of what is no query are not run by GET', async () => {
    await using here = await openFeedGateway();
    const both = 'query A { end } subscription B { changed { kind } }';
    await post(here, { query: both, operationName: 'A', ...byHash(both) });
    expect(await get(here, { ...byHash(both), operationName: 'A' })).toEqual(DATA);
    expect(await get(here, { ...byHash(both), operationName: 'B' })).toMatchObject(refused('METHOD_NOT_ALLOWED'));
  });
});

describe.each(DOORS)('a listed operation %s', (_where, ask) => {
  const NAMES: readonly Asked[] = [
    { documentId: 'where-it-ends' },
    { documentId: `sha256:${hashOf(FILE)}` },
    byHash(FILE),
    byHash(print(parse(FILE))),
    { query: FILE },
    { query: FILE, ...byHash(FILE) },
  ];

  it.each(['any', 'persisted'])('is known by its name, its hash and its text, where %s may be asked', async (taken) => {
    await using folder = await folderOf(LISTED);
    await using here = await openFeedGateway({ PERSISTED_OPERATIONS: folder.path, OPERATIONS: taken });
    for (const asked of NAMES) expect(await ask(here, asked)).toEqual(DATA);
    expect(await ask(here, { documentId: 'notes' })).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });

  it.each<[string, Asked]>([
    ['another text', { query: TEXT }],
    ['another text with its hash', { query: TEXT, ...byHash(TEXT) }],
    ['an unknown hash', byHash(TEXT)],
    ['an unknown name', { documentId: 'notes' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['what does not parse', { query: '{' }],
  ])('is all that may be asked where nothing else is taken: not %s', async (_what, asked) => {
    await using folder = await folderOf(LISTED);
    await using here = await openFeedGateway({ PERSISTED_OPERATIONS: folder.path, OPERATIONS: 'persisted' });
    expect(await ask(here, asked)).toMatchObject(refused('OPERATION_NOT_PERSISTED'));
    expect(here.asked).toEqual([]);
  });
});

describe('a listed subscription', () => {
  it('is followed by its name, and no other is', async () => {
    await using folder = await folderOf(LISTED);
    await using here = await openFeedGateway({ PERSISTED_OPERATIONS: folder.path, OPERATIONS: 'persisted' });
    const followed = await openEvents(here.url, { documentId: 'feed' });
    const opened = await openSocket(here.url);
    opened.send({ id: '1', type: 'subscribe', payload: { query: '', documentId: 'feed' } });
    await here.feed.followed(1);
    here.feed.write();
    expect(await followed.result()).toMatchObject({ data: { changed: { kind: 'CREATED' } } });
    const other = await openEvents(here.url, { query: 'subscription { changed { kind } }' });
    expect([other.status, other.headers.get('content-type')]).toEqual([
      400,
      'application/graphql-response+json; charset=utf-8',
    ]);
    followed.close();
    opened.socket.close();
  });
});

describe('a folder of operations', () => {
  it.each([
    ['does not fit', '{ nothing }', 'Cannot query field "nothing"'],
    ['does not parse', '{', 'Syntax Error'],
  ])('ends the start, with the name of the file, where one %s', async (_what, text, words) => {
    await using folder = await folderOf({ 'good.graphql': TEXT, 'wrong.graphql': text });
    const start = openFeedGateway({ PERSISTED_OPERATIONS: folder.path });
    await expect(start).rejects.toThrow(/^PERSISTED_OPERATIONS: wrong\.graphql does not fit the schema: /);
    await expect(start).rejects.toThrow(words);
  });

  it('keeps a new supergraph out that one does not fit, and takes one that all fit', async () => {
    const sdlOf = (fields: string): string => `${LINK} type Query { ${fields} }`;
    const inProcess = resolved(sdlOf('end: String next: String'), { Query: { end: () => 'c0' } });
    await using folder = await folderOf({ 'end.graphql': TEXT });
    await using stack = await openTestGateway(
      { feed: { sdl: sdlOf('end: String'), inProcess } },
      { PERSISTED_OPERATIONS: folder.path },
    );
    expect(await stack.change({ feed: { sdl: sdlOf('next: String') } })).toBe('refused');
    expect(await post(stack, { documentId: 'end' })).toEqual(DATA);
    expect(await stack.change({ feed: { sdl: sdlOf('end: String next: String') } })).toBe('switched');
    expect(await post(stack, { documentId: 'end' })).toEqual(DATA);
  });

  it('ends the start when it is not there', async () => {
    await expect(openFeedGateway({ PERSISTED_OPERATIONS: '/nowhere' })).rejects.toThrow(/nowhere/);
  });
});
