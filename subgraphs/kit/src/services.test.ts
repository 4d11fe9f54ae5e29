import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { SignJWT } from 'jose';
import {
  badInput,
  IDENTITY_HEADER,
  PublicError,
  principalOf,
  type Served,
  type Subgraph,
  type SubgraphDefinition,
  serveServices,
  serveSubgraph,
  signSiblingHeader,
} from './index.js';
import { bareSubgraph, openTestSubgraph } from './testing.js';

const secret = new TextEncoder().encode('a secret of at least thirty-two characters');

const routes: FastifyPluginAsync = async (scope) => {
  scope.get('/who', async (request) => principalOf(request));
  scope.post('/digest', async ({ body }) => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of body as Readable) {
      hash.update(chunk);
      size += chunk.length;
    }
    return { size, digest: hash.digest('hex') };
  });
  scope.post('/echo', async (request, reply) => reply.type('application/octet-stream').send(request.body));
  scope.post<{ Querystring: { how: string } }>('/refuse', async ({ query: { how } }) => {
    throw how === 'input'
      ? badInput('file', 'file: expected CSV.', 'file: cần tệp CSV.')
      : how === 'broken'
        ? new Error('SELECT secret FROM somewhere')
        : new PublicError({ code: how as 'FORBIDDEN', en: 'No.', vi: 'Không.' });
  });
};

const definition: SubgraphDefinition<object> = {
  ...bareSubgraph('files'),
  services: () => routes,
};

function identity(claims: object = { role: 'CLERK', agencies: ['a'] }, issuer = 'phat-ngon:gateway'): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('someone')
    .setIssuer(issuer)
    .setAudience('phat-ngon:subgraph')
    .setExpirationTime('1m')
    .sign(secret);
}

describe.each([
  ['beside the graph', serveSubgraph],
  ['alone, for a gateway in the same process', serveServices],
])('services, %s', (_name, serve) => {
  let subgraph: Subgraph & AsyncDisposable;
  let served: Served;
  beforeAll(async () => {
    subgraph = await openTestSubgraph(definition);
    served = await serve(subgraph, { host: '127.0.0.1', port: 0, secret });
  });
  afterAll(async () => {
    await served.close();
    await subgraph[Symbol.asyncDispose]();
  });

  const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${served.url}/services${path}`, {
      ...init,
      headers: { [IDENTITY_HEADER]: await identity(), ...init.headers },
    });
  const post = (path: string, body: string | Readable, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : Readable.toWeb(body),
      headers,
      duplex: 'half',
    } as RequestInit & { headers: Record<string, string> });

  it('learn who asks from the signed header', async () => {
    expect(await (await ask('/who')).json()).toMatchObject({ subject: 'someone', role: 'CLERK', agencies: ['a'] });
  });

  it('give a role that is unknown here no more than nobody has', async () => {
    const answer = await ask('/who', { headers: { [IDENTITY_HEADER]: await identity({ role: 'ROOT' }) } });
    expect(await answer.json()).toMatchObject({ subject: 'someone', role: 'NONE' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['none', () => ''],
    ['one that is no token', () => 'x'],
    ["a sibling's", () => signSiblingHeader('reader', secret)],
    ['one without a role', () => identity({})],
    ['signed by somebody else', () => identity({ role: 'CLERK' }, 'somebody')],
  ])('answer nobody whose identity is %s, not even that there is nothing', async (_case, header) => {
    for (const path of ['/who', '/nothing']) {
      const answer = await ask(path, { headers: { [IDENTITY_HEADER]: await header() } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
      expect(await answer.json()).toMatchObject({ title: 'Unauthorized', status: 401, code: 'UNAUTHENTICATED' });
    }
  });

  it.each([
    ['application/json', '{"no": JSON'],
    ['text/plain', 'x'],
    ['text/csv', 'a;b'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/vnd.anything', 'x'],
  ])('are given a body of %s as it came', async (type, body) => {
    const answer = await post('/digest', body, { 'content-type': type });
    expect(await answer.json()).toEqual({
      size: body.length,
      digest: createHash('sha256').update(body).digest('hex'),
    });
  });

  it('stream bodies that are larger than any limit of the graph, without a media type too', async () => {
    const part = randomBytes(1024 * 1024);
    const parts = function* () {
      for (let index = 0; index < 20; index += 1) yield part;
    };
    const answer = await post('/digest', Readable.from(parts()));
    const hash = createHash('sha256');
    for (const sent of parts()) hash.update(sent);
    expect(await answer.json()).toEqual({ size: 20 * 1024 * 1024, digest: hash.digest('hex') });
    const whole = randomBytes(3 * 1024 * 1024);
    const echoed = await post('/echo', Readable.from([whole]));
    expect(Buffer.from(await echoed.arrayBuffer()).equals(whole)).toBe(true);
  });

  it.each([
    [
      'input',
      400,
      { code: 'BAD_USER_INPUT', argument: 'file', detail: 'file: expected CSV.', messageVi: 'file: cần tệp CSV.' },
    ],
    ['FORBIDDEN', 403, { code: 'FORBIDDEN', detail: 'No.', messageVi: 'Không.', retryable: false }],
    ['CONFLICT', 409, { code: 'CONFLICT' }],
    ['UNAUTHENTICATED', 401, { code: 'UNAUTHENTICATED' }],
    ['NOT_READY', 503, { code: 'NOT_READY', retryable: true }],
    ['broken', 500, { code: 'INTERNAL_SERVER_ERROR', retryable: true }],
  ])('refuse by problem details: %s is %i', async (how, status, problem) => {
    const answer = await post(`/refuse?how=${how}`, 'a body that nobody reads');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ status, title: expect.any(String), ...problem });
    expect(body).not.toMatch(/secret|stack/);
  });

  it('say that there is nothing at an address of theirs', async () => {
    const answer = await ask('/nothing');
    expect([answer.status, await answer.json()]).toEqual([404, { title: 'Not Found', status: 404 }]);
  });

  it('answer what they refuse before the body has come, and then serve others on', async () => {
    const body = Readable.from(
      (function* () {
        for (let index = 0; index < 50; index += 1) yield Buffer.alloc(100_000);
      })(),
    );
    expect((await post('/refuse?how=FORBIDDEN', body)).status).toBe(403);
    expect((await ask('/who')).status).toBe(200);
  });

  it('let their server close when the body that nobody read has come', async () => {
    const apart = await serve(subgraph, { host: '127.0.0.1', port: 0, secret });
    const headers = { [IDENTITY_HEADER]: await identity(), 'content-length': '8' };
    const url = `${apart.url}/services/refuse?how=FORBIDDEN`;
    const sent = openRequest(url, { method: 'POST', headers, agent: new Agent({ keepAlive: true }) });
    sent.write('half');
    const [refused] = (await once(sent, 'response')) as [IncomingMessage];
    refused.resume();
    const closed = apart.close();
    sent.end('half');
    await closed;
  }, 15_000);
});
