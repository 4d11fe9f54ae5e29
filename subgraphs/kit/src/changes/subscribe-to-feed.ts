import type { Subscribing } from '../federation/execute-request.js';
import type { FeedParts } from './feed-connection.js';
import { feedPosition } from './feed-connection.js';
import { followFeed } from './follow-feed.js';
import type { FeedPart, FeedRange } from './read-feed.js';

/** What a subscription finds in each of its contexts. */
export interface FollowingParts extends FeedParts {
  readonly pollMs: number;
}

/** A feed as a subscription follows it. */
export interface SubscribedFeed<Context, Seen> {
  /** The field of `Subscription`. */
  readonly field: string;
  readonly after: string | null | undefined;
  /** Reads a part, as its receiver sees it in that context. */
  readonly read: (range: FeedRange, context: Context) => Promise<FeedPart<Seen>>;
}

/**
 * Subscribes to a feed: the events of a field of `Subscription`, behind the cursor or from now on.
 * @throws PublicError for whatever is wrong with the cursor or the filter, before anything is delivered.
 */
export async function subscribeToFeed<Context extends FollowingParts, Seen>(
  { field, after, read }: SubscribedFeed<Context, Seen>,
  { signal, context, failed }: Subscribing<Context>,
): Promise<AsyncGenerator<Readonly<Record<string, Seen>>>> {
  const first = await context();
  const { log, pollMs } = first;
  const position = await feedPosition(first, after);
  await read({ after: position, head: position, limit: 1 }, first);
  const changes = followFeed({
    ...{ log, pollMs, signal, after: position, onError: failed },
    read: async (range) => read(range, await context()),
  });
  return eventsOf(field, changes);
}

async function* eventsOf<Seen>(
  field: string,
  changes: AsyncIterable<{ readonly seen: Seen }>,
): AsyncGenerator<Readonly<Record<string, Seen>>> {
  for await (const { seen } of changes) yield { [field]: seen };
}
