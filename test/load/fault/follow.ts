import { setTimeout as delay } from 'node:timers/promises';
import { resuming } from '@phat-ngon/client';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openEvents } from '../../../gateway/src/testing/event-source.js';
import { graphClient } from '../../harness/stack.js';
import { type Follower, Memory, type Received, selectionOf } from './follower.js';

const PULL_MS = 3_000;

const waitAWhile = (): Promise<void> => delay(100 + 400 * Math.random());

/** Follows for ever, whatever happens; `urls` are gateways, any of which will do. */
export async function follow(follower: Follower, urls: readonly string[]): Promise<never> {
  const memory = new Memory(follower);
  const anyUrl = (): string => urls[Math.floor(Math.random() * urls.length)] ?? '';
  for (;;) {
    try {
      await FOLLOW[follower.transport](follower, memory, anyUrl);
    } catch (error) {
      process.stderr.write(
        `${follower.transport}: ${error instanceof Error ? error.message : JSON.stringify(error)}\n`,
      );
    }
    await waitAWhile();
  }
}

type Follow = (follower: Follower, memory: Memory, anyUrl: () => string) => Promise<void>;

const subscriptionOf = (follower: Follower): string =>
  `subscription ($after: String, $filter: ChangeFilter) { spokespersonChanged(after: $after, filter: $filter) ${selectionOf(follower)} }`;

interface Result {
  readonly data?: { readonly spokespersonChanged: Received } | null;
  readonly errors?: unknown;
}

/** What holds no change is no event of this feed. @throws Error with what it holds. */
function keep({ data, errors }: Result, memory: Memory): void {
  if (!data) throw new Error(JSON.stringify(errors));
  memory.keep(data.spokespersonChanged);
}

const FOLLOW: Readonly<Record<Follower['transport'], Follow>> = {
  events: async (follower, memory, anyUrl) => {
    const variables = { after: follower.begin, filter: follower.filter };
    const events = await openEvents(
      anyUrl(),
      { query: subscriptionOf(follower), variables },
      { 'last-event-id': memory.cursor },
    );
    if (events.status !== 200) throw new Error(`status ${events.status}`);
    try {
      for (;;) keep(await events.result(), memory);
    } finally {
      events.close();
    }
  },
  socket: async (follower, memory, anyUrl) => {
    const client = createClient(
      resuming({
        url: () => `${anyUrl().replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryWait: waitAWhile,
      }),
    );
    const variables = { after: memory.cursor, filter: follower.filter };
    try {
      for await (const result of client.iterate({ query: subscriptionOf(follower), variables }))
        keep(result as Result, memory);
    } finally {
      client.terminate();
      await client.dispose();
    }
  },
  pull: async (follower, memory, anyUrl) => {
    const query = `query ($after: String, $filter: ChangeFilter) {
      spokespersonChanges(after: $after, filter: $filter, first: 500) { nodes ${selectionOf(follower)} pageInfo { endCursor hasNextPage } } }`;
    let after = memory.cursor;
    for (;;) {
      const { data, errors } = await graphClient(anyUrl()).ask(query, { after, filter: follower.filter });
      if (!data?.spokespersonChanges) throw new Error(JSON.stringify(errors));
      for (const change of data.spokespersonChanges.nodes) memory.keep(change);
      after = data.spokespersonChanges.pageInfo.endCursor;
      if (!data.spokespersonChanges.pageInfo.hasNextPage) await delay(PULL_MS);
    }
  },
};
