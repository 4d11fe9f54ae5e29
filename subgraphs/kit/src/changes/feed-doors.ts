import type { Database } from '../database/database.js';
import type { Condition } from '../database/select.js';
import type { Subscribe } from '../federation/build-schema.js';
import type { Subscribing } from '../federation/execute-request.js';
import type { SubgraphParts } from '../subgraph.js';
import type { ChangeRow } from './change.entity.js';
import type { ChangeFilter } from './change-filter.js';
import {
  type FeedArguments,
  type FeedConnection,
  type FeedParts,
  feedConnection,
  feedPosition,
  positionBefore,
} from './feed-connection.js';
import { followFeed } from './follow-feed.js';
import { type FeedPart, type FeedRange, readFeed } from './read-feed.js';
import type { SharedReading } from './shared-reading.js';

/** What the doors of a feed find in the context of each request. */
export interface FeedContext extends FeedParts {
  readonly database: Database;
  readonly shared: SharedReading;
  /** Where the feed stood before anything was read; null unless the request asks for it. */
  readonly feedPosition: number | null;
}

/** The part of a request's context that is its feed's; to be made before anything is read. */
export async function feedContext(
  { database, shared, log, cursors }: SubgraphParts,
  request: { readonly query: string },
): Promise<FeedContext> {
  return { database, shared, log, cursors, feedPosition: await positionBefore(request, log) };
}

/** A feed of a subgraph. */
export interface Feed<Context, Seen> {
  /** Its field of `Subscription`. */
  readonly subscription: string;
  /** The types of things it tells of, as the log names them. */
  readonly types: readonly string[];
  /** What a filter asks of the rows of `change_log v`. @throws PublicError `BAD_USER_INPUT`. */
  readonly condition: (filter: ChangeFilter | null | undefined, context: Context) => Promise<Condition>;
  /** A row as its receiver sees it; null where it is not for the receiver. What is asked for together is read together. */
  readonly see: (row: ChangeRow, context: Context) => Promise<Seen | null> | Seen | null;
}

/** The fields by which a feed is read, as resolvers. */
export interface FeedDoors<Context, Seen> {
  /** `Query.…Changes`. @throws PublicError `BAD_USER_INPUT`, `BAD_CURSOR`, `CURSOR_EXPIRED`. */
  readonly changes: (_: unknown, args: FeedArguments, context: Context) => Promise<FeedConnection<Seen>>;
  /** `Query.…FeedCursor`. */
  readonly cursor: (_: unknown, _arguments: unknown, context: Context) => string;
  /** `Subscription.…Changed`: behind the cursor or from now on. @throws PublicError like `changes`, before anything is delivered. */
  readonly changed: Subscribe<Context>;
}

/** The doors of a feed. */
export function feedDoors<Context extends FeedContext, Seen>(feed: Feed<Context, Seen>): FeedDoors<Context, Seen> {
  const read = async (filter: FeedArguments['filter'], range: FeedRange, context: Context): Promise<FeedPart<Seen>> => {
    const condition = await feed.condition(filter, context);
    return readFeed(context.shared.rows, { types: feed.types, condition }, range, (rows) =>
      Promise.all(rows.map((row) => feed.see(row, context))),
    );
  };
  return {
    changes: (_, args, context) => feedConnection(context, args, (range) => read(args.filter, range, context)),
    cursor: (_, _arguments, { cursors, feedPosition: position }) => cursors.encode(position ?? 0),
    changed: async ({ after, filter }: FeedArguments, { signal, context, failed }: Subscribing<Context>) => {
      const first = await context();
      const { log } = first;
      const position = await feedPosition(first, after);
      // Reads nothing: what is wrong with the filter is told at once.
      await read(filter, { after: position, head: position, limit: 1 }, first);
      const changes = followFeed({
        ...{ log, signal, after: position, onError: failed },
        read: async (range) => read(filter, range, await context()),
      });
      return eventsOf(feed.subscription, changes);
    },
  };
}

async function* eventsOf<Seen>(
  field: string,
  changes: AsyncIterable<{ readonly seen: Seen }>,
): AsyncGenerator<Readonly<Record<string, Seen>>> {
  for await (const { seen } of changes) yield { [field]: seen };
}
