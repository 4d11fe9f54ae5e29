import type { Reading } from '../database/database.js';
import { allOf, type Condition, countOf, rowsOf } from '../database/select.js';
import { badInput } from '../errors/public-error.js';
import { type Connection, connectionOf, type PageParts } from './connection.js';
import { type ListPosition, type PageArguments, readPageArguments } from './page-arguments.js';

/** An expression rows are sorted by. */
export interface SortKey extends Condition {
  /** Whether its values are numbers: SQLite compares a number and a text by type, not by value. */
  readonly numeric?: boolean;
  /** The greatest first. */
  readonly descending?: boolean;
}

/** A list in one order: what is selected from where, and how it is sorted. */
export interface ListQuery {
  /** Names the list in cursors: one of another list or order means nothing in it. */
  readonly name: string;
  readonly columns: string;
  /** Tables and joins, the listed table under alias `v`. */
  readonly from: Condition;
  readonly where: Condition;
  /** From the first to the last, which tells every two rows apart. */
  readonly keys: readonly SortKey[];
}

/** What a list's columns are sorted by, without parameters. */
export function keyOf(sql: string): SortKey {
  return { sql, parameters: [] };
}

/** A row of a list with its sort values beside its own columns: `key0`, `key1` … */
export type Sorted<Row> = Row & Readonly<Record<`key${number}`, string | number>>;

/** Arguments of a connection, as they come in. */
export interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The order of a list by its output columns. */
export function orderOf(keys: readonly SortKey[]): string {
  return keys.map(({ descending }, index) => `\`key${index}\`${descending ? ' DESC' : ''}`).join(', ');
}

/** Reads one page by keyset, and counts only when asked. */
export async function readList<Row, Node>(
  database: Reading,
  query: ListQuery,
  args: ListArguments,
  nodeOf: (row: Row) => Node,
): Promise<Connection<Node>> {
  const page = readListPage(args, query.name, query.keys);
  const { sql, parameters } = pageStatement(query, page);
  const rows = await rowsOf<Sorted<Row>>(database, sql, parameters);
  const count = countStatement(query);
  return listConnection(query, { page, rows, nodeOf, countAll: () => countOf(database, count.sql, count.parameters) });
}

/** Reads the arguments of a list. @throws PublicError `BAD_USER_INPUT` for a bad `first` or a cursor that is not of this list. */
export function readListPage(args: ListArguments, name: string, keys: readonly SortKey[]): PageArguments {
  const page = readPageArguments(args, name, keys.length);
  if (
    keys.some((key, index) => key.numeric && page.after !== null && !Number.isSafeInteger(Number(page.after[index])))
  ) {
    throw badInput('after', 'after: not a cursor of this list.', 'after: không phải con trỏ của danh sách này.');
  }
  return page;
}

/** A page as a connection. */
export function listConnection<Row, Node>(
  { name, keys }: Pick<ListQuery, 'name' | 'keys'>,
  parts: Pick<PageParts<Sorted<Row>, Node>, 'page' | 'rows' | 'countAll'> & { readonly nodeOf: (row: Row) => Node },
): Connection<Node> {
  return connectionOf({
    ...parts,
    list: name,
    positionOf: (row): ListPosition => keys.map((_, index) => String(row[`key${index}`])),
  });
}

/** The statement of a page: one row more than asked for, which tells whether there is a next page. */
export function pageStatement(query: ListQuery, page: PageArguments): Condition {
  const { keys, from } = query;
  const where = allOf([query.where, ...(page.after === null ? [] : [afterCondition(keys, page.after)])]);
  const sorts = keys.map((key, index) => `, ${key.sql} AS \`key${index}\``).join('');
  return {
    sql: `SELECT ${query.columns}${sorts} FROM ${from.sql} WHERE ${where.sql} ORDER BY ${orderOf(keys)} LIMIT ?`,
    parameters: [...keys.flatMap((key) => key.parameters), ...from.parameters, ...where.parameters, page.first + 1],
  };
}

/** The statement that counts a list (column `n`). */
export function countStatement({ from, where }: Pick<ListQuery, 'from' | 'where'>): Condition {
  return {
    sql: `SELECT COUNT(*) AS n FROM ${from.sql} WHERE ${where.sql}`,
    parameters: [...from.parameters, ...where.parameters],
  };
}

/** What comes after a position: the first key is behind it, or it is equal and the same holds of the keys behind it. */
function afterCondition(keys: readonly SortKey[], after: ListPosition): Condition {
  const [key, ...others] = keys;
  const [text = '', ...rest] = after;
  if (key === undefined) return { sql: '1 = 0', parameters: [] };
  const value = key.numeric ? Number(text) : text;
  const behindIt = key.descending ? '<' : '>';
  if (others.length === 0) return { sql: `${key.sql} ${behindIt} ?`, parameters: [...key.parameters, value] };
  const behind = afterCondition(others, rest);
  return {
    sql: `(${key.sql} ${behindIt} ? OR (${key.sql} = ? AND ${behind.sql}))`,
    parameters: [...key.parameters, value, ...key.parameters, value, ...behind.parameters],
  };
}
