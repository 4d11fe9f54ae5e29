import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { ANONYMOUS } from '../identity/principal.js';
import { eventsOverSocket } from './over-sockets.js';
import { FetchError, SubscriptionRefused } from './subgraph-client.js';

/** What a subgraph does with the messages of one connection. */
type Act = (socket: WebSocket, message: any) => void;

/** A subgraph's side of the protocol, as bad as it may be. */
async function subgraph(
  act: Act,
): Promise<{ readonly url: string; readonly sockets: WebSocketServer } & AsyncDisposable> {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols });
  sockets.on('connection', (socket) => socket.on('message', (data) => act(socket, JSON.parse(String(data)))));
  await once(sockets, 'listening');
  const { port } = sockets.address() as AddressInfo;
  return {
    sockets,
    url: `http://127.0.0.1:${port}/graphql`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await once(sockets, 'close');
    },
  };
}

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

/** Acknowledges, and does the rest when it is asked to subscribe. */
const subscribed =
  (then: Act): Act =>
  (socket, message) => {
    if (message.type === 'connection_init') say(socket, { type: 'connection_ack' });
    if (message.type === 'subscribe') then(socket, message);
  };
const next = (socket: WebSocket, { id }: any, data: object): void =>
  say(socket, { id, type: 'next', payload: { data } });

function follow(url: string, signal = new AbortController().signal) {
  const request = { query: 'subscription { a }', variables: { x: 1 }, principal: ANONYMOUS, signal, requestId: 'r' };
  return eventsOverSocket(request, { url, signIdentity: async ({ role }) => `signed ${role}` });
}

async function all(events: AsyncIterable<unknown>): Promise<{ readonly seen: unknown[]; readonly error: unknown }> {
  const seen: unknown[] = [];
  try {
    for await (const event of events) seen.push(event);
    return { seen, error: null };
  } catch (error) {
    return { seen, error };
  }
}

describe('the events of a subgraph, over a socket', () => {
  it('come in order, and end when they are complete', async () => {
    const said: any[] = [];
    await using there = await subgraph((socket, message) => {
      said.push(message);
      subscribed(() => {
        for (const a of [1, 2, 3]) next(socket, message, { a });
        say(socket, { id: message.id, type: 'complete' });
      })(socket, message);
    });
    const { seen, error } = await all(follow(there.url));
    expect([seen, error]).toEqual([[1, 2, 3].map((a) => ({ data: { a } })), null]);
    expect(said[0].payload).toEqual({ 'x-phat-ngon-identity': 'signed NONE' });
    expect(said[1].payload).toEqual({ query: 'subscription { a }', variables: { x: 1 } });
  });

  it.each([1000, 1001, 1011, 4403])(
    'have ceased to come when the connection is closed with %i: nothing begins anew by itself',
    async (code) => {
      let times = 0;
      await using there = await subgraph(
        subscribed((socket, message) => {
          times += 1;
          next(socket, message, { a: times });
          socket.close(code);
        }),
      );
      const { seen, error } = await all(follow(there.url));
      expect([seen, times]).toEqual([[{ data: { a: 1 } }], 1]);
      expect(error).toBeInstanceOf(FetchError);
    },
  );

  it('are refused by what the subgraph says of them', async () => {
    const payload = [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }];
    await using there = await subgraph(subscribed((socket, { id }) => say(socket, { id, type: 'error', payload })));
    const { error } = await all(follow(there.url));
    expect(error).toBeInstanceOf(SubscriptionRefused);
    expect((error as SubscriptionRefused).errors).toMatchObject(payload);
  });

  it('do not come where nobody listens', async () => {
    expect((await all(follow('http://127.0.0.1:9/graphql'))).error).toBeInstanceOf(FetchError);
  });

  it('end with the signal, and the connection with them', async () => {
    await using there = await subgraph(subscribed((socket, message) => next(socket, message, { a: 1 })));
    const ending = new AbortController();
    const events = follow(there.url, ending.signal);
    await events.next();
    const [socket] = there.sockets.clients;
    const closed = socket && once(socket, 'close');
    const last = events.next();
    ending.abort(new Error('enough'));
    await expect(last).rejects.toThrow('enough');
    await closed;
  });

  it('are not taken faster than they are wanted', async () => {
    let sent = 0;
    await using there = await subgraph(
      subscribed((socket, message) => {
        const more = (): void => {
          if (socket.readyState !== socket.OPEN) return;
          sent += 1;
          socket.send(
            JSON.stringify({ id: message.id, type: 'next', payload: { data: { a: 'x'.repeat(100_000) } } }),
            () => setImmediate(more),
          );
        };
        more();
      }),
    );
    const events = follow(there.url);
    await events.next();
    const before = sent;
    // What a kernel takes is taken; then nothing more is sent until it is wanted.
    let [last, still] = [-1, 0];
    while (still < 20) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      still = sent === last ? still + 1 : 0;
      last = sent;
    }
    expect(sent).toBeGreaterThanOrEqual(before);
    for (let count = 0; count < 200; count += 1) await events.next();
    expect(sent).toBeGreaterThan(last);
    await events.return();
  });
});
