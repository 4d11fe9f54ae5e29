import { PublicError } from '../errors/public-error.js';
import { readFirst } from '../paging/page-arguments.js';
import type { ChangeFilter } from './change-filter.js';
import type { ChangeLog, LogExtent } from './change-log.js';
import type { FeedCursors } from './feed-cursor.js';
import type { FeedPart, FeedRange } from './read-feed.js';

/** Arguments of `…Changes`. */
export interface FeedArguments {
  readonly filter?: ChangeFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of a feed, as the schema's connection types show it. There is no count: a feed has no end. */
export interface FeedConnection<Seen> {
  readonly edges: readonly { readonly cursor: string; readonly node: Seen }[];
  readonly nodes: readonly Seen[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Where a feed stands, and how its positions are written. */
export interface FeedParts {
  readonly log: ChangeLog;
  readonly cursors: FeedCursors;
}

/**
 * A page of a feed. `endCursor` names the position up to which the log was looked through, also where nothing was selected: going on
 * from there misses nothing and repeats nothing.
 * @throws PublicError `BAD_USER_INPUT` for `first`; `BAD_CURSOR`, `CURSOR_EXPIRED` for `after`.
 */
export async function feedConnection<Seen>(
  { log, cursors }: FeedParts,
  { first, after }: FeedArguments,
  read: (range: FeedRange) => Promise<FeedPart<Seen>>,
): Promise<FeedConnection<Seen>> {
  const limit = readFirst(first);
  const extent = await log.extent();
  const head = extent.position;
  const position = typeof after === 'string' ? positionOf(after, cursors, extent) : extent.trimmedThrough;
  const { changes, through } = await read({ after: position, head, limit });
  const edges = changes.map(({ seq, seen }) => ({ cursor: cursors.encode(seq), node: seen }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: through < head,
      hasPreviousPage: position > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: cursors.encode(through),
    },
  };
}

/**
 * The position behind which a subscription follows: that of its cursor, or the end of the feed.
 * @throws PublicError `BAD_CURSOR`, `CURSOR_EXPIRED`.
 */
export async function feedPosition({ log, cursors }: FeedParts, after: string | null | undefined): Promise<number> {
  const extent = await log.extent();
  return typeof after === 'string' ? positionOf(after, cursors, extent) : extent.position;
}

/**
 * The position a cursor names.
 * @throws PublicError `BAD_CURSOR` for one of another feed; `CURSOR_EXPIRED` for one from before what the log still holds, or ahead of it.
 */
function positionOf(cursor: string, cursors: FeedCursors, { trimmedThrough, position: head }: LogExtent): number {
  const position = cursors.decode(cursor);
  if (position < trimmedThrough) throw expired(TRIMMED);
  // What the caller has seen since is not there any more: the data were restored from a backup.
  if (position > head) throw expired(SET_BACK);
  return position;
}

const TRIMMED = {
  en: 'the feed does not reach back so far any more',
  vi: 'luồng thay đổi không còn giữ đến thời điểm đó',
} as const;
const SET_BACK = {
  en: 'the feed was set back to before this cursor',
  vi: 'luồng thay đổi đã được khôi phục về trước con trỏ này',
} as const;

function expired(why: { readonly en: string; readonly vi: string }): PublicError {
  return new PublicError({
    code: 'CURSOR_EXPIRED',
    argument: 'after',
    en: `after: ${why.en}. Load everything anew, with the feed's cursor (…FeedCursor) in the same answer, and follow from that.`,
    vi: `after: ${why.vi}. Hãy tải lại toàn bộ, kèm con trỏ của luồng (…FeedCursor) trong cùng câu trả lời, rồi theo tiếp từ đó.`,
  });
}

/**
 * Where the feed stands before a request reads anything, for requests that ask for its cursor; null for the others. Read first, it is
 * never later than the data of the same answer: whoever loads and then follows from it misses nothing.
 */
export async function positionBefore({ query }: { readonly query: string }, log: ChangeLog): Promise<number | null> {
  return query.includes('FeedCursor') ? log.position() : null;
}
