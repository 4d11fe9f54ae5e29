import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { resuming } from '@phat-ngon/client';
import { subscriptionExchange, Client as UrqlClient } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient } from 'graphql-ws';
import { EventSource } from 'undici';
import { WebSocket } from 'ws';
import { feedCursor } from '../harness/feed-cursor.js';
import { confirmOften, type ReadRecord, readRecords } from '../harness/press-authority.js';
import { type Stack, startStack } from '../harness/start-stack.js';

const QUERY = 'subscription ($after: String) { spokespersonChanged(after: $after) { cursor version agency { name } } }';
const CHANGES = 40;

let stack: Stack;
beforeAll(async () => {
  // Connections end all the time: a client that loses its place is found out.
  stack = await startStack({ CONNECTION_MAX_AGE_MS: '700', DRAIN_MS: '0', HEARTBEAT_MS: '100' });
});
afterAll(() => stack[Symbol.asyncDispose]());

/** Begins to follow behind a cursor; each cursor that arrives is handed over. Returns how to stop. */
type Follow = (after: string, take: (cursor: string) => void) => () => unknown;

const socketUrl = (): string => `${stack.url.replace('http', 'ws')}/graphql`;
const socketClient = (): Client =>
  createClient(resuming({ url: socketUrl(), webSocketImpl: WebSocket, retryWait: async () => undefined }));
const cursorOf = (data: any): string => data.spokespersonChanged.cursor;

const CLIENTS: Readonly<Record<string, Follow>> = {
  'graphql-ws': (after, take) => {
    const client = socketClient();
    client.subscribe(
      { query: QUERY, variables: { after } },
      { next: ({ data }) => take(cursorOf(data)), error: fail, complete: () => undefined },
    );
    return () => client.dispose();
  },
  'Apollo Client': (after, take) => {
    const sockets = socketClient();
    const client = new ApolloClient({ link: new GraphQLWsLink(sockets), cache: new InMemoryCache() });
    client
      .subscribe({ query: gql(QUERY), variables: { after } })
      .subscribe({ next: ({ data }) => take(cursorOf(data)), error: fail });
    return () => {
      client.stop();
      return sockets.dispose();
    };
  },
  urql: (after, take) => {
    const sockets = socketClient();
    const client = new UrqlClient({
      url: `${stack.url}/graphql`,
      preferGetMethod: false,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: sockets.subscribe({ query, variables: variables as any }, sink as any),
            }),
          }),
        }),
      ],
    });
    const { unsubscribe } = client.subscription(QUERY, { after }).subscribe(({ data }) => data && take(cursorOf(data)));
    return () => {
      unsubscribe();
      return sockets.dispose();
    };
  },
  EventSource: (after, take) => {
    const search = new URLSearchParams({ query: QUERY, variables: JSON.stringify({ after }) });
    const source = new EventSource(`${stack.url}/graphql?${search}`);
    source.addEventListener('next', (event) => take(cursorOf(JSON.parse((event as MessageEvent).data).data)));
    return () => source.close();
  },
};

function fail(error: unknown): void {
  throw new Error('a subscription has failed', { cause: error });
}

/** Confirms a record so often, and gives the cursors of the changes. */
async function confirm(times: number): Promise<readonly string[]> {
  const [record] = await readRecords(stack, 1);
  return confirmOften(stack, record as ReadRecord, times);
}

/** What a client was given, and when it had so much. */
function collect(follow: Follow, after: string) {
  const cursors: string[] = [];
  let reached: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const stop = follow(after, (cursor) => {
    cursors.push(cursor);
    if (cursors.length >= CHANGES) reached();
  });
  return { cursors, all, stop };
}

describe('clients that nobody here wrote', () => {
  it.each(Object.keys(CLIENTS))(
    '%s has each change once and in order, though connections end all the time',
    async (name) => {
      const after = await feedCursor(stack);
      const { cursors, all, stop } = collect(CLIENTS[name] as Follow, after);
      const written = await confirm(CHANGES);
      await all;
      await stop();
      expect(cursors).toEqual(written);
    },
  );

  it('graphql-sse follows by distinct connections', async () => {
    const after = await feedCursor(stack);
    const client = createSseClient({ url: `${stack.url}/graphql`, retryAttempts: 0 });
    const written = await confirm(3);
    const seen: string[] = [];
    for await (const { data } of client.iterate({ query: QUERY, variables: { after } })) {
      seen.push(cursorOf(data));
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(written);
    const answers = client.iterate({ query: '{ country { name } }' });
    expect((await answers.next()).value).toEqual({ data: { country: { name: expect.any(String) } } });
    client.dispose();
  });

  it('a client of graphql-ws as it comes sees twice what came before its connection ended: that is what the options are for', async () => {
    const after = await feedCursor(stack);
    const written = await confirm(2);
    const client = createClient({ url: socketUrl(), webSocketImpl: WebSocket, retryWait: async () => undefined });
    const seen: string[] = [];
    for await (const { data } of client.iterate({ query: QUERY, variables: { after } })) {
      seen.push(cursorOf(data));
      if (seen.length === 4) break;
    }
    expect(seen).toEqual([...written, ...written]);
    await client.dispose();
  });
});
