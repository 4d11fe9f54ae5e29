/** Both subgraphs in one process, which is told when to fire: what they cost is not the gateway's. */
import { setTimeout as delay } from 'node:timers/promises';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Feed, type Fired } from './feed.js';
import { FEED_SDL, nameOf, PEOPLE_SDL } from './graph.js';
import { machineMs } from './machine-clock.js';
import { openSubgraphDoor, schemaOf } from './subgraph-door.js';
import { serveCalls } from './worker.js';

/** What the subgraphs have seen of a gateway so far. */
export interface Seen {
  /** Subscriptions that were opened at the feed, and those that are open. */
  readonly opened: number;
  readonly open: number;
  /** Connections of the feed that are open. */
  readonly sockets: number;
  /** Requests for what the other subgraph knows. */
  readonly joins: number;
}

/** How events are fired. */
export interface Firing {
  readonly count: number;
  /** From one to the next; 0 fires all at once. */
  readonly everyMs: number;
}

const KEEP_ALIVE_NEVER = 0;

const feed = new Feed();
const feedSchema = schemaOf(FEED_SDL, {
  Query: { end: () => feed.cursor },
  Subscription: { changed: { subscribe: (_: unknown, { after }: { after?: string }) => feed.follow(after) } },
});
const feedDoor = await openSubgraphDoor(feedSchema);
const sockets = new WebSocketServer({ server: feedDoor.server, path: '/graphql', perMessageDeflate: false });
// A gateway that is being looked into stands still; it is not gone.
useServer({ schema: feedSchema }, sockets, KEEP_ALIVE_NEVER);
const peopleDoor = await openSubgraphDoor(
  schemaOf(PEOPLE_SDL, { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: nameOf(id) }) } }),
);

const services = {
  addresses: () => ({ feed: feedDoor.url, people: peopleDoor.url }),
  seen: (): Seen => ({
    opened: feed.opened,
    open: feed.open,
    sockets: sockets.clients.size,
    joins: peopleDoor.requests(),
  }),
  fire: async ({ count, everyMs }: Firing): Promise<readonly Fired[]> => {
    const begin = machineMs();
    const fired: Fired[] = [];
    for (let index = 0; index < count; index += 1) {
      const wait = begin + index * everyMs - machineMs();
      if (wait > 0) await delay(wait);
      fired.push(feed.fire());
    }
    return fired;
  },
};

/** What this process does for the one that started it. */
export type SubgraphServices = typeof services;

serveCalls(services);
