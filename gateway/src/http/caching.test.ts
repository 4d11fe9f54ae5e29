import { connect } from 'node:net';
import { GraphQLError } from 'graphql';
import { LINK, openTestGateway, resolved, type TestGateway } from '../testing/open-test-gateway.js';
import { authorizationOf } from '../testing/tokens.js';

const SDL = `${LINK} type Query { count: Int broken: Int } type Mutation { add: Int }`;

/** A gateway over a number that mutations make larger. */
function open(env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  let count = 1;
  const broken = () => {
    throw new GraphQLError('broken', { extensions: { code: 'BAD_USER_INPUT' } });
  };
  const add = () => {
    count += 1;
    return count;
  };
  const inProcess = resolved(SDL, { Query: { count: () => count, broken }, Mutation: { add } });
  return openTestGateway({ counts: { sdl: SDL, inProcess } }, env);
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const get = ({ url }: TestGateway, query: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers });

const post = ({ url }: TestGateway, query: string): Promise<Answer> =>
  send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });

const keeping = ({ headers }: Answer) => [headers.get('cache-control'), headers.get('etag')];
const ETAG = expect.stringMatching(/^"[\w-]{43}"$/);

describe('an answer by GET', () => {
  it('may be kept by everybody for some seconds, and has a name', async () => {
    await using stack = await open();
    const answer = await get(stack, '{ count }');
    expect(keeping(answer)).toEqual(['public, max-age=5', ETAG]);
    expect(answer.headers.get('vary')).toBe('accept, authorization');
    await using other = await open({ CACHE_MAX_AGE_SECONDS: '60' });
    expect(keeping(await get(other, '{ count }'))[0]).toBe('public, max-age=60');
  });

  it('is the own client’s alone when somebody signs in, who asks whether it still holds', async () => {
    await using stack = await open();
    const authorization = await authorizationOf('somebody');
    expect(keeping(await get(stack, '{ count }', { authorization }))).toEqual(['private, no-cache', ETAG]);
  });

  it('is not sent again to who has it, until it is another', async () => {
    await using stack = await open();
    const { headers } = await get(stack, '{ count }');
    const etag = headers.get('etag') ?? '';
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get(stack, '{ count }', { 'if-none-match': held });
      expect([answer.status, answer.text, ...keeping(answer)]).toEqual([304, '', 'public, max-age=5', etag]);
      expect(answer.headers.get('vary')).toBe('accept, authorization');
      expect(answer.headers.get('content-type')).toBeNull();
    }
    expect((await get(stack, '{ count }', { 'if-none-match': '"other"' })).status).toBe(200);
    await post(stack, 'mutation { add }');
    const changed = await get(stack, '{ count }', { 'if-none-match': etag });
    expect([changed.status, JSON.parse(changed.text)]).toEqual([200, { data: { count: 2 } }]);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('has another name in another media type', async () => {
    await using stack = await open();
    const { headers } = await get(stack, '{ count }');
    const other = await get(stack, '{ count }', {
      accept: 'application/graphql-response+json',
      'if-none-match': headers.get('etag') ?? '',
    });
    expect([other.status, JSON.parse(other.text)]).toEqual([200, { data: { count: 1 } }]);
  });

  it('leaves its connection sound when there is nothing to send', async () => {
    await using stack = await open();
    const { hostname, port } = new URL(stack.url);
    const ask = 'GET /graphql?query=%7Bcount%7D HTTP/1.1\r\nhost: x\r\nif-none-match: *\r\n';
    const socket = connect(Number(port), hostname);
    socket.write(`${ask}\r\n${ask}connection: close\r\n\r\n`);
    let answered = '';
    for await (const chunk of socket) answered += String(chunk);
    expect(answered.match(/^HTTP\/1\.1 304 /gm)).toHaveLength(2);
    expect(answered).not.toContain('data');
  });

  it('can be asked for by pages of other origins, with what they hold', async () => {
    await using stack = await open();
    const { headers } = await get(stack, '{ count }');
    expect(headers.get('access-control-expose-headers')).toContain('etag');
    const asked = await send(`${stack.url}/graphql`, { method: 'OPTIONS' });
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/cache-control.*if-none-match/);
  });

  it('is not kept where nothing is to be', async () => {
    await using stack = await open({ CACHE_MAX_AGE_SECONDS: '0' });
    expect(keeping(await get(stack, '{ count }', { 'if-none-match': '*' }))).toEqual(['no-store', null]);
  });
});

describe('what is not kept by anybody', () => {
  it.each<[string, (stack: TestGateway) => Promise<Answer>]>([
    ['an answer by POST', (stack) => post(stack, '{ count }')],
    ['a mutation', (stack) => post(stack, 'mutation { add }')],
    ['an answer with errors in it', (stack) => get(stack, '{ count broken }', { 'if-none-match': '*' })],
    ['a document that does not fit', (stack) => get(stack, '{ nothing }')],
    ['a document that is nested too deeply', (stack) => get(stack, '['.repeat(500))],
    ['a request that is none', (stack) => send(`${stack.url}/graphql`)],
    ['a mutation by GET', (stack) => get(stack, 'mutation { add }')],
    ['a token that is none', (stack) => get(stack, '{ count }', { authorization: 'Bearer x' })],
    ['a media type that nobody gives', (stack) => get(stack, '{ count }', { accept: 'text/xml' })],
    ['an address where nothing is', ({ url }) => send(`${url}/nowhere`)],
  ])('is %s', async (_what, ask) => {
    await using stack = await open();
    const answer = await ask(stack);
    expect(keeping(answer)).toEqual(['no-store', null]);
  });
});
