import { badInput } from '../errors/public-error.js';

/** The largest page any list gives. */
export const MAX_PAGE_SIZE = 1000;

/** The page that is given when none is asked for. */
export const DEFAULT_PAGE_SIZE = 20;

/** A position in an ordered list: the sort values of the last row, its unique tie-breaker last. */
export type ListPosition = readonly string[];

/** The arguments of a Relay connection, checked. */
export interface PageArguments {
  readonly first: number;
  readonly after: ListPosition | null;
}

/** Which list a cursor belongs to (its order, say): a cursor of one order means nothing in another. */
export type ListName = string;

/** The opaque cursor of a row: list name and position, base64url. */
export function encodeListCursor(list: ListName, position: ListPosition): string {
  return Buffer.from(JSON.stringify([list, ...position]), 'utf8').toString('base64url');
}

/**
 * Reads `first` and `after` (Relay Cursor Connections).
 * @param list the list's name, `width` the number of values in a position of it.
 * @throws PublicError `BAD_USER_INPUT` for a `first` outside 1 to 1,000 or a cursor that is not of this list.
 */
export function readPageArguments(
  args: { readonly first?: number | null; readonly after?: string | null },
  list: ListName,
  width: number,
): PageArguments {
  const first = readFirst(args.first);
  return { first, after: args.after === null || args.after === undefined ? null : readCursor(args.after, list, width) };
}

/** Reads `first`. @throws PublicError `BAD_USER_INPUT` outside 1 to 1,000. */
export function readFirst(given: number | null | undefined): number {
  const first = given ?? DEFAULT_PAGE_SIZE;
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE_SIZE) return first;
  throw badInput(
    'first',
    `first: expected 1 to ${MAX_PAGE_SIZE}, got ${first}.`,
    `first: cần từ 1 đến ${MAX_PAGE_SIZE}, nhận được ${first}.`,
  );
}

function readCursor(cursor: string, list: ListName, width: number): ListPosition {
  const position = parsePosition(cursor);
  if (
    position === null ||
    position[0] !== list ||
    position.length !== width + 1 ||
    encodeListCursor(list, position.slice(1)) !== cursor
  ) {
    throw badInput(
      'after',
      `after: ${JSON.stringify(cursor)} is not a cursor of this list in this order.`,
      `after: ${JSON.stringify(cursor)} không phải con trỏ của danh sách này theo thứ tự này.`,
    );
  }
  return position.slice(1);
}

function parsePosition(cursor: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.every((part): part is string => typeof part === 'string') ? value : null;
  } catch {
    return null;
  }
}
