import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request as openRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { loadConfig } from '../config.js';
import { IDENTITY_HEADER } from '../identity/principal.js';
import type { GatewayEvent } from '../observe/event.js';
import { LINK, openTestGateway, resolved, type TestGateway, TOKEN_SECRET } from '../testing/open-test-gateway.js';

const SDL = `${LINK} type Query { files: Int }`;
const IDENTITY_SECRET = 'an identity secret of at least thirty-two characters';
const bytes = (secret: string) => new TextEncoder().encode(secret);

interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly asked: IncomingMessage[];
}

/** A subgraph that has services and nothing else. */
async function upstream(listener: RequestListener): Promise<Upstream> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const open = (url: string, env: Readonly<Record<string, string>> = {}, onEvent?: (event: GatewayEvent) => void) =>
  openTestGateway(
    { files: { sdl: SDL, url: `${url}/graphql` }, other: { sdl: `${LINK} type Query { other: Int }` } },
    { SERVICES: 'files', IDENTITY_SECRET, ...env },
    onEvent,
  );

const token = (claims: object = { role: 'CLERK', agencies: ['a'] }) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon')
    .setSubject('someone')
    .setExpirationTime('1m')
    .sign(bytes(TOKEN_SECRET));

/** Sends an address as it is written, where `fetch` would put it right first. */
async function ask(stack: TestGateway, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(stack.url);
  const sent = openRequest({ hostname, port, path, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  await buffer(response);
  return response.statusCode ?? 0;
}

async function expectProblem(answer: Response, status: number, code: string): Promise<void> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  const body = await answer.text();
  expect(JSON.parse(body)).toEqual({
    title: expect.any(String),
    status,
    code,
    detail: expect.any(String),
    messageVi: expect.any(String),
    retryable: expect.any(Boolean),
  });
  expect(body).not.toMatch(/127\.0\.0\.1|ECONN|stack/);
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const upload = (body: Readable): RequestInit =>
  ({ method: 'POST', body: Readable.toWeb(body), duplex: 'half' }) as unknown as RequestInit;

describe('a service', () => {
  it('is asked as the gateway was, and its answer is passed back', async () => {
    await using files = await upstream(async (request, response) => {
      const body = await text(request);
      response.writeHead(418, { 'content-type': 'text/x-special', 'x-own': 'yes', 'x-request-id': 'forged' });
      response.end(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
    });
    await using stack = await open(files.url);
    const answer = await fetch(`${stack.url}/services/files/import/1%2F2?dry=run`, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv', 'x-request-id': 'abc' },
      body: 'a;b',
    });
    expect(answer.status).toBe(418);
    expect(await answer.text()).toBe('PUT /services/import/1%2F2?dry=run text/csv a;b');
    expect(answer.headers.get('content-type')).toBe('text/x-special');
    expect(answer.headers.get('x-own')).toBe('yes');
    expect(answer.headers.get('x-request-id')).toBe('abc');
    expect(files.asked[0]?.headers['x-request-id']).toBe('abc');
  });

  it('learns who asks from the gateway alone: no token and no identity that a client wrote get through', async () => {
    await using files = await upstream((_request, response) => response.end());
    await using stack = await open(files.url);
    const forged = await new SignJWT({ role: 'AUTHORITY' }).setProtectedHeader({ alg: 'HS256' }).sign(bytes('x'));
    await ask(stack, '/services/files/', { [IDENTITY_HEADER]: forged });
    await ask(stack, '/services/files/', { [IDENTITY_HEADER]: forged, connection: `close, ${IDENTITY_HEADER}` });
    await ask(stack, '/services/files/', { authorization: `Bearer ${await token()}`, [IDENTITY_HEADER]: forged });
    const identities = await Promise.all(
      files.asked.map(async ({ headers }) => {
        expect(headers).not.toHaveProperty('authorization');
        return (await jwtVerify(String(headers[IDENTITY_HEADER]), bytes(IDENTITY_SECRET))).payload;
      }),
    );
    expect(identities.map(({ sub, role, agencies }) => [sub, role, agencies])).toEqual([
      [undefined, 'NONE', []],
      [undefined, 'NONE', []],
      ['someone', 'CLERK', ['a']],
    ]);
    expect(decodeJwt(forged).role).toBe('AUTHORITY');
  });

  it.each([
    '/services/files/../graphql',
    '/services/files/../../graphql',
    '/services/files/%2e%2e/%2e%2e/graphql',
    '/services/files/.%2E/graphql',
    '/services/files/..\\graphql',
    '/services/files',
    '/services/other/x',
    '/services/nobody/x',
    '/services//files/x',
  ])('is not left by way of %s', async (path) => {
    await using files = await upstream((_request, response) => response.end());
    await using stack = await open(files.url);
    expect(await ask(stack, path)).toBe(404);
    expect(files.asked).toEqual([]);
  });

  it.each(['/services/files/..%2fgraphql', '/services/files//graphql', '/services/files/%252e%252e/graphql'])(
    'is asked below its own address for %s',
    async (path) => {
      await using files = await upstream((_request, response) => response.end());
      await using stack = await open(files.url);
      expect(await ask(stack, path)).toBe(200);
      expect(files.asked[0]?.url).toBe(path.replace('/files', ''));
    },
  );

  it('takes a body while it gives one, whatever their length', async () => {
    await using files = await upstream((request, response) => request.pipe(response));
    await using stack = await open(files.url);
    const part = randomBytes(1024 * 1024);
    const parts = function* () {
      for (let index = 0; index < 8; index += 1) yield part;
    };
    const answer = await fetch(`${stack.url}/services/files/echo`, upload(Readable.from(parts())));
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.concat([...parts()]))).toBe(true);
  });

  it('may refuse before a body has come, and the refusal arrives', async () => {
    await using files = await upstream((_request, response) => response.writeHead(413).end('too large'));
    await using stack = await open(files.url);
    const parts = function* () {
      for (let index = 0; index < 40; index += 1) yield Buffer.alloc(250_000);
    };
    const answer = await fetch(`${stack.url}/services/files/import`, upload(Readable.from(parts())));
    expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
  });

  it('that has refused before a body has come does not keep the gateway from closing when it has', async () => {
    await using files = await upstream((_request, response) => response.writeHead(413).end('too large'));
    const stack = await open(files.url);
    const { hostname, port } = new URL(stack.url);
    const headers = { 'content-length': '8' };
    const agent = new Agent({ keepAlive: true });
    const sent = openRequest({ hostname, port, path: '/services/files/x', method: 'POST', headers, agent });
    sent.write('half');
    const [refused] = (await once(sent, 'response')) as [IncomingMessage];
    expect(await text(refused)).toBe('too large');
    const closed = stack[Symbol.asyncDispose]();
    sent.end('half');
    await closed;
  }, 15_000);

  it('that is away is a problem, and so is one that does not answer in time', async () => {
    await using gone = await open('http://127.0.0.1:9');
    await expectProblem(await fetch(`${gone.url}/services/files/x`), 502, 'SUBGRAPH_UNAVAILABLE');
    await using silent = await upstream(() => undefined);
    await using late = await open(silent.url, { SERVICES_TIMEOUT_MS: '150' });
    await expectProblem(await fetch(`${late.url}/services/files/x`), 504, 'SUBGRAPH_TIMEOUT');
    await expectProblem(
      await fetch(`${late.url}/services/files/x`, { method: 'POST', body: 'x' }),
      504,
      'SUBGRAPH_TIMEOUT',
    );
  });

  it('is not asked for a caller whose token is not valid', async () => {
    await using files = await upstream((_request, response) => response.end());
    await using stack = await open(files.url);
    const headers = { authorization: `Bearer ${await token()}x` };
    const answer = await fetch(`${stack.url}/services/files/x`, {
      method: 'POST',
      headers,
      body: 'x'.repeat(2_000_000),
    });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    await expectProblem(answer, 401, 'UNAUTHENTICATED');
    expect(files.asked).toEqual([]);
  });

  it.each(['while it waits for an answer', 'in the middle of its answer', 'in the middle of its body'])(
    'hears that a client has gone %s',
    async (when) => {
      const began = withResolvers();
      const left = withResolvers();
      await using files = await upstream((request, response) => {
        if (when !== 'in the middle of its body') request.resume();
        if (when === 'in the middle of its answer') response.write('a part');
        response.once('close', left.resolve);
        began.resolve();
      });
      await using stack = await open(files.url);
      const { hostname, port } = new URL(stack.url);
      const sent = openRequest({ hostname, port, path: '/services/files/x', method: 'POST' });
      sent.on('error', () => undefined);
      if (when === 'in the middle of its body') sent.write('a part');
      else sent.end('all of it');
      await began.promise;
      sent.destroy();
      await left.promise;
    },
  );

  it('may take longer than the graph', async () => {
    await using files = await upstream((request, response) => request.pipe(response));
    await using stack = await open(files.url, { REQUEST_TIMEOUT_MS: '200' });
    const { hostname, port } = new URL(stack.url);
    const begin = (path: string) => {
      const headers = { 'content-type': 'application/json', 'content-length': '8' };
      const sent = openRequest({ hostname, port, path, method: 'POST', headers });
      sent.write('half');
      return sent;
    };
    const service = begin('/services/files/x');
    const answered = once(service, 'response');
    const graph = begin('/graphql');
    const [refused] = (await once(graph, 'response')) as [IncomingMessage];
    expect(refused.statusCode).toBe(400);
    service.end('half');
    const [answer] = (await answered) as [IncomingMessage];
    expect(await text(answer)).toBe('halfhalf');
  });

  it('is told of as requests to the graph are', async () => {
    await using files = await upstream((_request, response) => response.end('x'));
    const events: GatewayEvent[] = [];
    const ended = withResolvers();
    await using stack = await open(files.url, {}, (event) => {
      events.push(event);
      if (event.kind === 'answered') ended.resolve();
    });
    await (await fetch(`${stack.url}/services/files/x`, { headers: { 'x-request-id': 'abc' } })).text();
    await ended.promise;
    expect(events).toMatchObject([
      { kind: 'asked' },
      { kind: 'fetched', subgraph: 'files', outcome: 'ok' },
      { kind: 'answered', requestId: 'abc', route: '/services/files', method: 'GET', status: 200, fetches: 1 },
    ]);
  });

  it('that would be one too many at once is refused, and the graph still answers', async () => {
    const began = withResolvers();
    await using files = await upstream(began.resolve);
    await using stack = await open(files.url, { MAX_IN_FLIGHT: '1' });
    const waiting = fetch(`${stack.url}/services/files/x`).catch(() => undefined);
    await began.promise;
    const refused = await fetch(`${stack.url}/services/files/x`);
    expect(refused.headers.get('retry-after')).toBe('1');
    await expectProblem(refused, 503, 'OVERLOADED');
    expect((await fetch(`${stack.url}/graphql?query={__typename}`)).status).toBe(200);
    await files[Symbol.asyncDispose]();
    await waiting;
  });
});

describe('services', () => {
  it('are passed through for none unless they are named', async () => {
    await using files = await upstream((_request, response) => response.end());
    await using stack = await open(files.url, { SERVICES: '' });
    expect(await ask(stack, '/services/files/x')).toBe(404);
    expect(files.asked).toEqual([]);
  });

  it('of a subgraph that is not there, or has none here, end the start', async () => {
    await expect(open('http://127.0.0.1:9', { SERVICES: 'flies' })).rejects.toThrow(
      'SERVICES: expected some of files, other, got flies',
    );
    const inProcess = resolved(SDL, {});
    await expect(
      openTestGateway({ files: { sdl: SDL, inProcess } }, { SERVICES: 'files', IDENTITY_SECRET }),
    ).rejects.toThrow('SERVICES: files is in this process and has none');
  });

  it('need a secret by which identities are signed, and names that are names', () => {
    const env = { SUPERGRAPH: 'supergraph.graphql', SERVICES: 'files' };
    expect(() => loadConfig(env)).toThrow('SERVICES: expected IDENTITY_SECRET');
    expect(() => loadConfig({ ...env, SERVICES: 'files/x' })).toThrow('SERVICES: expected names of subgraphs');
    expect(loadConfig({ ...env, IDENTITY_SECRET, SERVICES: ' files  other ' }).services).toEqual(['files', 'other']);
  });
});
