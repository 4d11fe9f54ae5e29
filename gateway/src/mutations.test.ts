import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { LINK, openTestGateway, type TestGateway } from './testing/open-test-gateway.js';

const SDL = `${LINK} type Query { sum: Sum } type Mutation { add(by: Int!): Sum other: Int } type Sum { value: Int }`;
const EXTRA = `${LINK} type Mutation { extra: Int } type Query { nothing: Int }`;

interface Stand extends AsyncDisposable {
  readonly stack: TestGateway;
  /** The documents that the subgraph was sent, in order. */
  readonly sent: readonly string[];
}

/** A gateway before a subgraph that does with each request what it is told. */
async function open(act: (response: ServerResponse, query: string) => void): Promise<Stand> {
  const sent: string[] = [];
  const server = createServer(async (request, response) => {
    const { query } = (await json(request)) as { query: string };
    sent.push(query);
    act(response, query);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const stack = await openTestGateway({ sums: { sdl: SDL, url }, extras: { sdl: EXTRA, url } });
  return {
    stack,
    sent,
    [Symbol.asyncDispose]: async () => {
      await stack[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function ask({ stack }: Stand, query: string): Promise<any> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const answer = (response: ServerResponse, query: string): void =>
  void response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      data: /extra/.test(query) ? { extra: 1 } : /other/.test(query) ? { other: 1 } : { add: { value: 1 } },
    }),
  );

describe('a mutation through the gateway', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['breaks the connection', (response) => response.socket?.resetAndDestroy()],
    ['says that it cannot now', (response) => response.writeHead(503).end()],
    [
      'gives half an answer',
      (response) => response.writeHead(200, { 'content-length': '100' }).write('{"data"', () => response.destroy()),
    ],
  ])('is sent once to a subgraph that %s, where a query is sent a second time', async (_how, act) => {
    await using stand = await open(act);
    const { data, errors } = await ask(stand, 'mutation { add(by: 1) { value } }');
    expect([data, errors[0].extensions.retryable]).toEqual([{ add: null }, true]);
    expect(stand.sent).toHaveLength(1);
    await ask(stand, '{ sum { value } }');
    expect(stand.sent).toHaveLength(3);
  });

  it('is sent by itself each time, however many are equal at once', async () => {
    const waiting: (() => void)[] = [];
    await using stand = await open((response, query) => {
      waiting.push(() => answer(response, query));
      // Nobody is answered before all are there: what is shared would be found so, and wait for ever.
      if (waiting.length === 5) for (const go of waiting) go();
    });
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(stand, 'mutation { add(by: 1) { value } }')));
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ data: { add: { value: 1 } } })));
    expect(stand.sent).toHaveLength(5);
  });

  it('keeps the order of its fields over subgraphs, each sent once (GraphQL, section 6.2.2)', async () => {
    await using stand = await open(answer);
    const { data } = await ask(stand, 'mutation { add(by: 1) { value } extra again: other other }');
    expect(Object.keys(data)).toEqual(['add', 'extra', 'again', 'other']);
    expect(stand.sent.map((query) => /add|extra|other/.exec(query)?.[0])).toEqual(['add', 'extra', 'other']);
  });
});
