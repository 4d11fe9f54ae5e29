import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, parse, subscribe } from 'graphql';
import type { InProcessSubgraph, SubgraphRequest, SubgraphResponse } from '../fetch/subgraph-client.js';
import { resolved, type TestSubgraph } from './open-test-gateway.js';

export const FEED_SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@authenticated"])
  @link(url: "https://phat-ngon.example/specs/resumable/v1.0", import: ["@resumable"])
  @composeDirective(name: "@resumable")
directive @resumable(argument: String! = "after", cursor: String! = "cursor", position: String) on FIELD_DEFINITION
type Query { end: String }
type Mutation { touch: Int }
type Subscription {
  changed(kind: String, after: String): Change! @resumable(position: "end")
  unplaced(after: String): Change! @resumable
  ticked: Tick!
  hidden: Tick! @authenticated
}
type Change { cursor: String! kind: String! person: Person! text: String secret: String @authenticated }
type Tick { count: Int! }
type Person @key(fields: "id") { id: ID! }`;

export const POSTS_SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Person @key(fields: "id") { id: ID! name: String }`;

/** A change of the test feed. */
interface Written {
  readonly cursor: string;
  readonly kind: string;
  readonly person: { readonly id: string };
  readonly text: string;
}

/** A log of changes in memory, followed as a subgraph's is; and whatever may befall it. */
export class TestFeed {
  readonly #log: Written[] = [];
  readonly #wake = new Set<() => void>();
  readonly #breaking = new Set<(error: Error) => void>();
  readonly #looking = new Set<() => void>();
  /** The requests that began a subscription. */
  readonly subscribed: SubgraphRequest[] = [];
  /** Other requests. */
  readonly asked: SubgraphRequest[] = [];
  /** What a subscription is refused with, or each event answered; null: nothing. */
  refusal: SubgraphResponse | null = null;
  /** So often the other subgraph does not know the first person. */
  unknown = 0;
  /** Queries are answered once it has resolved. */
  held: Promise<void> = Promise.resolve();
  /** What the next events are answered instead, one after the other. */
  readonly spoiled: SubgraphResponse[] = [];

  get end(): string {
    return `c${this.#log.length}`;
  }

  /** How many follow it now. */
  get followers(): number {
    return this.#breaking.size;
  }

  /** How far each who follows it has come: the events taken. */
  readonly taken = new Map<AbortSignal, number>();

  /** Resolves once so many follow it. */
  followed(count: number): Promise<void> {
    return this.#once(() => this.followers === count);
  }

  /** Resolves once so many subscriptions have begun in all. */
  begun(count: number): Promise<void> {
    return this.#once(() => this.subscribed.length === count);
  }

  /** Says that something has happened here. */
  tell(): void {
    for (const look of this.#looking) look();
  }

  #once(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#looking.delete(look);
        resolve();
      };
      this.#looking.add(look);
      look();
    });
  }

  /** Adds a change. Returns its cursor. */
  write(kind = 'CREATED', text = ''): string {
    const cursor = `c${this.#log.length + 1}`;
    this.#log.push({ cursor, kind, person: { id: cursor.slice(1) }, text });
    for (const wake of this.#wake) wake();
    return cursor;
  }

  /** Breaks every connection. */
  break(): void {
    for (const fail of this.#breaking) fail(new Error('the connection was lost'));
  }

  async *follow(after: string | null | undefined, kind: string | null | undefined, signal: AbortSignal) {
    let next = after ? Number(after.slice(1)) : this.#log.length;
    let broken: Error | null = null;
    let news: () => void = () => undefined;
    const wake = (): void => news();
    const fail = (error: Error): void => {
      broken = error;
      news();
    };
    this.#wake.add(wake);
    this.#breaking.add(fail);
    this.tell();
    signal.addEventListener('abort', wake);
    try {
      while (!signal.aborted) {
        if (broken !== null) throw broken;
        const change = this.#log[next];
        if (change === undefined) {
          await new Promise<void>((resolve) => {
            news = resolve;
          });
          continue;
        }
        next += 1;
        this.taken.set(signal, next);
        if (!kind || change.kind === kind) yield change;
      }
    } finally {
      this.#wake.delete(wake);
      this.#breaking.delete(fail);
      this.taken.delete(signal);
      this.tell();
    }
  }
}

/** A graph of two subgraphs: a feed, and one that knows more of what its events tell of. */
export function feedGraph(
  feed: TestFeed,
  askedOfPosts: SubgraphRequest[] = [],
): Record<'feed' | 'posts', TestSubgraph> {
  const person = async ({ id }: { readonly id: string }) => {
    if (id !== '1' || feed.unknown === 0) return { id, name: `name ${id}` };
    feed.unknown -= 1;
    throw new GraphQLError('not yet', { extensions: { code: 'NOT_READY', retryable: true } });
  };
  return {
    feed: { sdl: FEED_SDL, inProcess: feedSubgraph(feed) },
    posts: { sdl: POSTS_SDL, inProcess: resolved(POSTS_SDL, { Person: { __resolveReference: person } }, askedOfPosts) },
  };
}

type Module = Parameters<typeof buildSubgraphSchema>[0];

function feedSubgraph(feed: TestFeed): InProcessSubgraph {
  const changes = (field: string) => ({
    subscribe: (_: unknown, { after, kind }: { after?: string; kind?: string }, { signal }: SubgraphRequest) =>
      named(field, feed.follow(after, kind, signal)),
  });
  const ticks = (field: string) => ({
    subscribe: (_: unknown, _arguments: unknown, { signal }: SubgraphRequest) =>
      named(field, counted(feed.follow(null, null, signal))),
  });
  const resolvers = {
    Query: { end: () => feed.end },
    Mutation: { touch: () => 1 },
    Subscription: {
      changed: changes('changed'),
      unplaced: changes('unplaced'),
      ticked: ticks('ticked'),
      hidden: ticks('hidden'),
    },
  };
  const schema = buildSubgraphSchema({ typeDefs: parse(FEED_SDL), resolvers } as Module);
  return {
    execute: async (asked) => {
      feed.asked.push(asked);
      await feed.held;
      const result = await execute({ schema, document: parse(asked.query), variableValues: asked.variables });
      return result as SubgraphResponse;
    },
    subscribe: async (asked) => {
      feed.subscribed.push(asked);
      feed.tell();
      if (feed.refusal !== null) return feed.refusal;
      const events = await subscribe({
        schema,
        document: parse(asked.query),
        variableValues: asked.variables,
        contextValue: asked,
      });
      if (!('next' in events)) throw new Error(JSON.stringify(events));
      return spoiling(events as AsyncGenerator<SubgraphResponse>, feed);
    },
  };
}

async function* spoiling(events: AsyncGenerator<SubgraphResponse>, feed: TestFeed): AsyncGenerator<SubgraphResponse> {
  for await (const event of events) {
    yield feed.spoiled.shift() ?? event;
  }
}

async function* named<Event>(field: string, events: AsyncIterable<Event>) {
  for await (const event of events) yield { [field]: event };
}

async function* counted(events: AsyncIterable<unknown>) {
  let count = 0;
  for await (const _ of events) {
    count += 1;
    yield { count };
  }
}
