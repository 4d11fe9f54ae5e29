import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { SubgraphRequest } from '../fetch/subgraph-client.js';
import { LINK, openTestGateway, resolved, type TestGateway } from '../testing/open-test-gateway.js';

const SDL = `${LINK} type Query { posts(first: Int): [Int] never: Int } type Mutation { add: Int }`;

const open = (env: Readonly<Record<string, string>> = {}): Promise<TestGateway> =>
  openTestGateway(
    { posts: { sdl: SDL, inProcess: resolved(SDL, { Query: { posts: () => [1] }, Mutation: { add: () => 1 } }) } },
    env,
  );

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

async function send(stack: TestGateway, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${stack.url}${path}`, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const query = (text: string): string => `/graphql?query=${encodeURIComponent(text)}`;

const GRAPHQL = { accept: 'application/graphql-response+json' };

/** Every refusal has one error of the documented shape, under the status of the page, and no internals. */
function expectRefusal({ status, body, headers }: Answer, code: string, expected: number): void {
  expect(status).toBe(expected);
  expect(headers.get('content-type')).toMatch(/^application\/(json|graphql-response\+json)/);
  expect(body).toEqual({
    errors: [
      expect.objectContaining({
        message: expect.any(String),
        extensions: expect.objectContaining({
          code,
          messageVi: expect.any(String),
          messageEn: expect.any(String),
          retryable: code === 'OVERLOADED',
        }),
      }),
    ],
  });
  expect(JSON.stringify(body)).not.toMatch(/stacktrace|node_modules|FST_ERR|apollo|call stack/i);
}

describe('a request that cannot be answered', () => {
  let stack: TestGateway;
  beforeAll(async () => {
    stack = await open({ MAX_TOKENS: '20', MAX_BODY_BYTES: '2000' });
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it.each<[string, string, RequestInit, string, number]>([
    ['a body that is not JSON', '/graphql', post('{"query":'), 'BAD_REQUEST', 400],
    ['an empty body', '/graphql', post(''), 'BAD_REQUEST', 400],
    ['a body without a query', '/graphql', post({ variables: {} }), 'BAD_REQUEST', 400],
    ['a query that is no text', '/graphql', post({ query: { kind: 'Document' } }), 'BAD_REQUEST', 400],
    ['variables that are no object', '/graphql', post({ query: '{ posts }', variables: [] }), 'BAD_REQUEST', 400],
    ['several operations in one body', '/graphql', post([{ query: '{ posts }' }]), 'BAD_REQUEST', 400],
    ['a GET without a query', '/graphql', {}, 'BAD_REQUEST', 400],
    ['variables in a link that are no JSON', `${query('{ posts }')}&variables=x`, {}, 'BAD_REQUEST', 400],
    [
      'a hash that is not that of the text',
      '/graphql',
      post({ query: '{ posts }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      'BAD_REQUEST',
      400,
    ],
    ['an address that cannot be decoded', '/%', {}, 'BAD_REQUEST', 400],
    ['an unknown address', '/graph', {}, 'NOT_FOUND', 404],
    ['an unknown method', '/graphql', { method: 'PUT' }, 'METHOD_NOT_ALLOWED', 405],
    ['a mutation by GET', query('mutation { add }'), {}, 'METHOD_NOT_ALLOWED', 405],
    [
      'an answer that is to be XML',
      '/graphql',
      post({ query: '{ posts }' }, { accept: 'text/xml' }),
      'NOT_ACCEPTABLE',
      406,
    ],
    ['a body over the limit', '/graphql', post({ query: `{ posts } #${'x'.repeat(2_000)}` }), 'BODY_LIMIT', 413],
    [
      'a body of another media type',
      '/graphql',
      post('{}', { 'content-type': 'text/plain' }),
      'UNSUPPORTED_MEDIA_TYPE',
      415,
    ],
    [
      'a form',
      '/graphql',
      { method: 'POST', body: new URLSearchParams({ query: '{ posts }' }) },
      'UNSUPPORTED_MEDIA_TYPE',
      415,
    ],
    ['a document of another program', '/graphql', post({ query: { kind: 'Document' } }), 'BAD_REQUEST', 400],
    [
      'a body that is no UTF-8',
      '/graphql',
      { ...post(''), body: Buffer.from('{"query":"{ posts } # \xff"}', 'latin1') },
      'BAD_REQUEST',
      400,
    ],
    [
      'a token without a dot',
      '/graphql',
      post({ query: '{ posts }' }, { authorization: 'Bearer x' }),
      'UNAUTHENTICATED',
      401,
    ],
  ])('%s is refused in the documented shape', async (_what, path, init, code, status) => {
    expectRefusal(await send(stack, path, init), code, status);
  });

  it.each<[string, string, RequestInit, string]>([
    ['brackets within brackets', '/graphql', post({ query: `{ posts(first: ${'['.repeat(500)}` }), 'DEPTH_LIMIT'],
    [
      'a name that tells the type, given to something else',
      '/graphql',
      post({ query: '{ __typename: posts }' }),
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a document that does not parse', '/graphql', post({ query: '{ posts' }), 'GRAPHQL_PARSE_FAILED'],
    ['a document that does not fit', '/graphql', post({ query: '{ nothing }' }), 'GRAPHQL_VALIDATION_FAILED'],
    ['a document of too many tokens', '/graphql', post({ query: `{${' posts'.repeat(30)} }` }), 'TOKEN_LIMIT'],
    ['a long document by GET', query(`{${' posts'.repeat(30)} }`), {}, 'TOKEN_LIMIT'],
    [
      'an operation that is not there',
      '/graphql',
      post({ query: 'query A { posts }', operationName: 'X' }),
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'two operations and no name',
      '/graphql',
      post({ query: 'query A { posts } query B { posts }' }),
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s is refused under a status of its own, and under 200 in JSON', async (_what, path, init, code) => {
    const wished = { ...init, headers: { ...init.headers, ...GRAPHQL } };
    const answer = await send(stack, path, wished);
    expectRefusal(answer, code, 400);
    expect(answer.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expectRefusal(await send(stack, path, init), code, 200);
  });

  it('is told so in the media type that was wished for, whatever refuses it', async () => {
    for (const init of [post('{"query":', GRAPHQL), post({}, GRAPHQL), { method: 'PUT', headers: GRAPHQL }])
      expect((await send(stack, '/graphql', init)).headers.get('content-type')).toMatch(/^application\/graphql-resp/);
    expect((await send(stack, '/graphql', post({}))).headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('says which methods there are, and how to sign in', async () => {
    expect((await send(stack, '/graphql', { method: 'DELETE' })).headers.get('allow')).toBe('GET, POST');
    expect((await send(stack, query('mutation { add }'))).headers.get('allow')).toBe('POST');
    const refused = await send(stack, query('{ posts }'), { headers: { authorization: 'Basic eDp5' } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('names the variable that does not fit', async () => {
    const answer = await send(
      stack,
      '/graphql',
      post({ query: 'query ($n: Int) { posts(first: $n) }', variables: { n: 'x' } }, GRAPHQL),
    );
    expectRefusal(answer, 'BAD_USER_INPUT', 400);
    expect(answer.body.errors[0]).toMatchObject({
      message: expect.stringContaining('Variable "$n" got invalid value "x"'),
      locations: [{ line: 1, column: 8 }],
      extensions: { argument: 'n' },
    });
  });

  it('knows a persisted query once it was sent whole', async () => {
    const text = '{ posts }';
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };
    const byHash = post({ extensions: { persistedQuery } });
    expectRefusal(await send(stack, '/graphql', byHash), 'PERSISTED_QUERY_NOT_FOUND', 200);
    await send(stack, '/graphql', post({ query: text, extensions: { persistedQuery } }));
    expect((await send(stack, '/graphql', byHash)).body).toEqual({ data: { posts: [1] } });
  });
});

describe('what a client writes on its connection', () => {
  const HEAD = 'POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\nconnection: close';
  const BODY = '{"query":"{ posts }"}';
  const WHOLE = `content-length: ${BODY.length}\r\n\r\n${BODY}`;

  /** Writes, and reads until the server ends the connection. */
  async function write(stack: TestGateway, text: string): Promise<{ readonly head: string; readonly body: any }> {
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    let answered = '';
    for await (const chunk of socket) answered += String(chunk);
    const [head = '', body = ''] = answered.split('\r\n\r\n');
    return { head, body: JSON.parse(body) };
  }

  it.each([
    ['is no HTTP at all', 'nonsense\r\n\r\n'],
    ['names no host', `${HEAD}\r\n${WHOLE}`],
    ['names no address', `${HEAD.replace('/graphql', '*')}\r\nhost: x\r\n${WHOLE}`],
    ['stops in the middle of the head', HEAD],
    ['stops in the middle of the body', `${HEAD}\r\nhost: x\r\n${WHOLE.slice(0, -3)}`],
  ])('and %s is refused in the documented shape, and the connection ends', async (_what, text) => {
    await using stack = await open({ REQUEST_TIMEOUT_MS: '200' });
    const { head, body } = await write(stack, text);
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', retryable: false });
  });

  it('and expects what nobody offers is answered all the same', async () => {
    await using stack = await open();
    const { head, body } = await write(stack, `${HEAD}\r\nhost: x\r\nexpect: miracles\r\n${WHOLE}`);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(body).toEqual({ data: { posts: [1] } });
  });

  it('and is far over the limit is refused after it was written, not cut off', async () => {
    await using stack = await open({ MAX_BODY_BYTES: '2000' });
    const long = 'x'.repeat(8 * 1024 * 1024);
    const { head, body } = await write(stack, `${HEAD}\r\nhost: x\r\ncontent-length: ${long.length}\r\n\r\n${long}`);
    expect(head).toMatch(/^HTTP\/1\.1 413 /);
    expect(body.errors[0].extensions).toMatchObject({ code: 'BODY_LIMIT', retryable: false });
  });
});

describe('the graph in a browser', () => {
  it('answers a link with data, not with a page from another host', async () => {
    await using stack = await open();
    const response = await fetch(`${stack.url}${query('{ posts }')}`, {
      headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
    });
    expect(await response.json()).toEqual({ data: { posts: [1] } });
  });
});

describe('a mutation whose answer could not be given', () => {
  it('does nothing', async () => {
    const asked: SubgraphRequest[] = [];
    const inProcess = resolved(SDL, { Mutation: { add: () => 1 } }, asked);
    await using stack = await openTestGateway({ posts: { sdl: SDL, inProcess } });
    const init = post({ query: 'mutation { add }' }, { accept: 'text/xml' });
    expectRefusal(await send(stack, '/graphql', init), 'NOT_ACCEPTABLE', 406);
    expect(asked).toEqual([]);
  });
});

describe('a request under way', () => {
  /** A gateway whose subgraph answers nothing; `asked` resolves with the first request it gets. */
  async function silent(env: Readonly<Record<string, string>>) {
    const { promise: asked, resolve } = withResolvers<SubgraphRequest>();
    const inProcess = {
      execute: (question: SubgraphRequest) => {
        resolve(question);
        return new Promise<never>(() => undefined);
      },
    };
    return { asked, opened: await openTestGateway({ posts: { sdl: SDL, inProcess } }, env) };
  }

  it('ends its fetches when the client goes away', async () => {
    const { asked, opened } = await silent({});
    await using stack = opened;
    const client = request(`${stack.url}${query('{ never }')}`);
    client.on('error', () => undefined).end();
    const { signal } = await asked;
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
    client.destroy();
    await ended;
    expect(signal.aborted).toBe(true);
  });

  it.each([{ REQUEST_TIMEOUT_MS: '50' }, { SUBGRAPH_TIMEOUT_MS: '50' }])(
    'is answered when its time is up: %j',
    async (env) => {
      await using stack = (await silent(env)).opened;
      const { status, body } = await send(stack, query('{ never }'));
      expect(status).toBe(200);
      expect(body).toMatchObject({
        data: { never: null },
        errors: [{ path: ['never'], extensions: { code: 'SUBGRAPH_TIMEOUT', retryable: true } }],
      });
    },
  );

  it('counts against the limit of requests at once, and one more is told to come back', async () => {
    const { asked, opened } = await silent({ MAX_IN_FLIGHT: '1' });
    await using stack = opened;
    const client = request(`${stack.url}${query('{ never }')}`);
    client.on('error', () => undefined).end();
    await asked;
    const refused = await send(stack, query('{ posts }'));
    expectRefusal(refused, 'OVERLOADED', 503);
    expect(refused.headers.get('retry-after')).toBe('1');
    client.destroy();
  });
});

function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
