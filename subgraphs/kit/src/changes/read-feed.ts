import type { Reading } from '../database/database.js';
import { allOf, type Condition, columnsOf, isIn, rowsOf } from '../database/select.js';
import { ChangeEntity, type ChangeRow } from './change.entity.js';

/** What a feed tells of: the types of things, as the log names them, and conditions on `change_log v`. */
export interface FeedSelection {
  readonly types: readonly string[];
  readonly condition: Condition;
}

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

/** So many rows are looked through at once, and in all: a filter that selects nothing must not read the whole log in one request. */
const ROWS_AT_ONCE = 500;
const ROWS_IN_ALL = 10_000;

/** Reads the changes of a feed in the order of the log, as a receiver sees them. */
export async function readFeed<Seen>(
  reading: Reading,
  selection: FeedSelection,
  { after, head, limit }: FeedRange,
  see: See<Seen>,
): Promise<FeedPart<Seen>> {
  const changes: SeenChange<Seen>[] = [];
  let through = after;
  for (let looked = 0; through < head && looked < ROWS_IN_ALL; looked += ROWS_AT_ONCE) {
    const rows = await rowsBehind(reading, selection, through, head);
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

function rowsBehind(
  reading: Reading,
  { types, condition }: FeedSelection,
  after: number,
  head: number,
): Promise<readonly ChangeRow[]> {
  const range = { sql: 'v.seq > ? AND v.seq <= ?', parameters: [after, head] };
  // The plus keeps SQLite from an index that begins with the type: it would look through all of the log for the few rows at its end.
  const { sql, parameters } = allOf([range, isIn('+v.type', types), condition]);
  return rowsOf<ChangeRow>(
    reading,
    `SELECT ${columnsOf(ChangeEntity)} FROM change_log v WHERE ${sql} ORDER BY v.seq LIMIT ?`,
    [...parameters, ROWS_AT_ONCE],
  );
}
