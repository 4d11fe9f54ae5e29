import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { ANONYMOUS, IDENTITY_HEADER, identitySigner, type Principal } from '../identity/principal.js';
import { timeUp } from '../lib/time-up.js';
import { type HttpClientOptions, httpClient } from './over-http.js';
import type { FetchRequest, SubgraphClient } from './subgraph-client.js';

/** A client of a real server on the loopback; both end together. */
async function asking(listener: RequestListener, options: Partial<HttpClientOptions> = {}) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = httpClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?v=1`,
    timeoutMs: 10_000,
    maxAnswerBytes: 1_000,
    connections: 1,
    signIdentity: null,
    ...options,
  });
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await client.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ask = (client: SubgraphClient, given: Partial<FetchRequest> = {}) =>
  client.execute({
    query: '{ posts }',
    variables: () => ({}),
    principal: ANONYMOUS,
    signal: new AbortController().signal,
    requestId: 'r',
    ...given,
  });

const saying =
  (status: number, body: string, type = 'application/json') =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

describe('a subgraph over HTTP', () => {
  it('is asked as GraphQL over HTTP asks, in the name of the caller', async () => {
    const secret = new TextEncoder().encode('an identity secret of thirty-two characters');
    const principal: Principal = { ...ANONYMOUS, subject: 's', role: 'PARTNER', agencies: ['a'] };
    const seen: { request: IncomingMessage; body: unknown }[] = [];
    await using stand = await asking(
      async (request, response) => {
        seen.push({ request, body: await bodyOf(request) });
        saying(200, '{"data":{"posts":1}}')(request, response);
      },
      { signIdentity: identitySigner(secret) },
    );
    const answer = await ask(stand.client, { principal, variables: () => ({ n: 1 }), operationName: 'Q' });
    expect(answer).toEqual({ data: { posts: 1 } });
    expect(seen[0]?.body).toEqual({ query: '{ posts }', variables: { n: 1 }, operationName: 'Q' });
    const request = seen[0]?.request;
    expect(request).toMatchObject({ method: 'POST', url: '/graphql?v=1' });
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'r' });
    const { payload } = await jwtVerify(String(request?.headers[IDENTITY_HEADER]), secret);
    expect(payload).toMatchObject({ sub: 's', role: 'PARTNER', agencies: ['a'] });
  });

  it('is sent no identity where there is no secret to sign it', async () => {
    let headers: IncomingMessage['headers'] = {};
    await using stand = await asking((request, response) => {
      headers = request.headers;
      saying(200, '{"data":{}}')(request, response);
    });
    await ask(stand.client);
    expect(headers).not.toHaveProperty(IDENTITY_HEADER);
  });

  it.each([200, 400, 403, 422])('is believed what it says in GraphQL under status %d', async (status) => {
    const errors = [{ message: 'no', path: ['posts', 0], extensions: { code: 'X' } }];
    await using stand = await asking(saying(status, JSON.stringify({ data: null, errors })));
    expect(await ask(stand.client)).toEqual({ data: null, errors });
  });

  it('loses the parts of an error that make no sense, not the error', async () => {
    const errors = [{ message: 'no', path: 5, extensions: 'x', locations: [{ line: 1, column: 1 }], more: true }];
    await using stand = await asking(saying(200, JSON.stringify({ errors })));
    expect(await ask(stand.client)).toEqual({ errors: [{ message: 'no' }] });
  });

  it.each<[string, RequestListener]>([
    ['nothing', saying(200, '')],
    ['no JSON', saying(200, '<html></html>', 'text/html')],
    ['JSON that is no answer', saying(200, '[1]')],
    ['half an answer', saying(200, '{"data":{"posts":')],
    ['neither data nor errors', saying(200, '{}')],
    ['no data and no error that says why', saying(200, '{"data":null}')],
    ['no data and no errors in the list of errors', saying(200, '{"data":null,"errors":[]}')],
    ['data that are no object', saying(200, '{"data":[1]}')],
    ['errors without words', saying(200, '{"errors":[{}]}')],
    ['a problem', saying(401, '{"title":"Unauthorized","status":401}', 'application/problem+json')],
    ['a redirection', saying(302, '')],
    ['more than may be read', saying(200, JSON.stringify({ data: { posts: 'x'.repeat(1_000) } }))],
  ])('that answers with %s has given a bad answer', async (_what, listener) => {
    await using stand = await asking(listener);
    await expect(ask(stand.client)).rejects.toMatchObject({ name: 'FetchError', code: 'SUBGRAPH_BAD_ANSWER' });
  });

  it('is cut off when its answer does not end', async () => {
    const closed = deferred();
    await using stand = await asking((_request, response) => {
      response.on('close', closed.resolve);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(500)));
      };
      response.on('drain', more);
      more();
    });
    await expect(ask(stand.client)).rejects.toMatchObject({ code: 'SUBGRAPH_BAD_ANSWER' });
    await closed.promise;
  });

  it.each<[string, RequestListener]>([
    ['fails', saying(500, '{"data":{"posts":1}}')],
    ['is overrun', saying(503, '')],
    ['is asked too often', saying(429, '{}')],
    ['closes the connection', (request) => request.socket.destroy()],
    [
      'closes it in the middle of an answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"data":', () => request.socket.destroy());
      },
    ],
  ])('that %s is unavailable, and can be asked again', async (_what, listener) => {
    let broken = true;
    await using stand = await asking((request, response) => {
      (broken ? listener : saying(200, '{"data":{"posts":1}}'))(request, response);
    });
    await expect(ask(stand.client)).rejects.toMatchObject({ name: 'FetchError', code: 'SUBGRAPH_UNAVAILABLE' });
    broken = false;
    expect(await ask(stand.client)).toEqual({ data: { posts: 1 } });
  });

  it('that nobody serves is unavailable', async () => {
    const stand = await asking(saying(200, ''));
    const { client } = stand;
    await stand[Symbol.asyncDispose]();
    await expect(ask(client)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  it.each<[string, RequestListener]>([
    ['says nothing', () => undefined],
    ['begins to answer and stops', (_request, response) => void response.writeHead(200).write('{')],
  ])('that %s is given up when its time is up, and its connection closed', async (_what, listener) => {
    const closed = deferred();
    await using stand = await asking(
      (request, response) => {
        response.on('close', closed.resolve);
        listener(request, response);
      },
      { timeoutMs: 100 },
    );
    await expect(ask(stand.client)).rejects.toMatchObject({ name: 'FetchError', code: 'SUBGRAPH_TIMEOUT' });
    await closed.promise;
  });

  it.each<[string, unknown, string]>([
    ['the time of the whole request is up', timeUp(), 'SUBGRAPH_TIMEOUT'],
    ['the client goes away', undefined, 'SUBGRAPH_UNAVAILABLE'],
  ])('is let go when %s', async (_what, reason, code) => {
    const asked = deferred();
    const closed = deferred();
    await using stand = await asking((_request, response) => {
      response.on('close', closed.resolve);
      asked.resolve();
    });
    const life = new AbortController();
    const answer = ask(stand.client, { signal: life.signal });
    await asked.promise;
    life.abort(reason);
    await expect(answer).rejects.toMatchObject({ code });
    await closed.promise;
  });

  it('is not asked for a client that has gone', async () => {
    let asked = 0;
    await using stand = await asking(() => {
      asked += 1;
    });
    await expect(ask(stand.client, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'FetchError' });
    expect(asked).toBe(0);
  });
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
