import type { ChangeRow } from './change.entity.js';
import { type FeedRows, type FeedSelection, ROWS_AT_ONCE } from './feed-rows.js';

/** Which part of a feed is read. */
export interface FeedRange {
  /** Behind this position. */
  readonly after: number;
  /** Up to this position: that of the newest change, when it is the rest that is wanted. */
  readonly head: number;
  /** So many changes at most. */
  readonly limit: number;
}

/** A change as its receiver sees it, with its position. */
export interface SeenChange<Seen> {
  readonly seq: number;
  readonly seen: Seen;
}

/** A part of a feed. */
export interface FeedPart<Seen> {
  readonly changes: readonly SeenChange<Seen>[];
  /** The position up to which the log was looked through: whoever goes on from here misses nothing, whatever was not theirs to see. */
  readonly through: number;
}

/** What a receiver sees of rows of the log, each in its place: null for what it is not to see. */
export type See<Seen> = (rows: readonly ChangeRow[]) => Promise<readonly (Seen | null)[]>;

/** So many rows are looked through in all: a filter that selects nothing must not read the whole log in one request. */
const ROWS_IN_ALL = 10_000;

/** Reads the changes of a feed in the order of the log, as a receiver sees them. */
export async function readFeed<Seen>(
  feedRows: FeedRows,
  selection: FeedSelection,
  { after, head, limit }: FeedRange,
  see: See<Seen>,
): Promise<FeedPart<Seen>> {
  const changes: SeenChange<Seen>[] = [];
  let through = after;
  for (let looked = 0; through < head && looked < ROWS_IN_ALL; looked += ROWS_AT_ONCE) {
    const rows = await feedRows.read({ selection, after: through, head });
    const seen = await see(rows);
    for (const [index, { seq }] of rows.entries()) {
      const change = seen[index] ?? null;
      if (change !== null) changes.push({ seq, seen: change });
      if (changes.length === limit) return { changes, through: seq };
    }
    through = rows.length < ROWS_AT_ONCE ? head : (rows.at(-1)?.seq ?? head);
  }
  return { changes, through };
}
