import {
  badInput,
  type Connection,
  connectionOf,
  type Database,
  foldedWords,
  foldText,
  type ListPosition,
  type PageArguments,
  readPageArguments,
} from '@phat-ngon/kit';
import { allOf, type Condition, countOf, rowsOf } from './select.js';

/** `enum UnitOrder`, `enum AgencyOrder`. */
export type ListOrder = 'OFFICIAL' | 'NAME' | 'RELEVANCE';

/** A list in one order: what is selected from where, and how it is sorted. */
export interface ListQuery {
  /** Names the list in cursors. */
  readonly name: string;
  readonly columns: string;
  readonly table: string;
  readonly where: Condition;
  /** The expression rows are sorted by first, with its parameters; `sortOf` reads the same value from a row. */
  readonly sort: Condition;
}

/** A row of a list: its sort values beside its own columns. */
export type Sorted<Row> = Row & {
  readonly sortValue: string | number;
  readonly sortOfficial: string;
  readonly uid: string;
};

/** Reads one page by keyset (sort value, official order, uid), and counts only when asked. */
export async function readList<Row, Node>(
  database: Database,
  query: ListQuery,
  args: { readonly first?: number | null; readonly after?: string | null },
  nodeOf: (row: Row) => Node,
): Promise<Connection<Node>> {
  const page = readPageArguments(args, query.name, 3);
  const after = afterCondition(query, page);
  const where = allOf([query.where, ...(after === null ? [] : [after])]);
  const rows = await rowsOf<Sorted<Row>>(
    database,
    `SELECT ${query.columns}, ${query.sort.sql} AS \`sortValue\` FROM ${query.table} v WHERE ${where.sql} ` +
      'ORDER BY `sortValue`, v.sort_official, v.uid LIMIT ?',
    [...query.sort.parameters, ...where.parameters, page.first + 1],
  );
  return connectionOf({
    list: query.name,
    page,
    rows,
    positionOf: (row): ListPosition => [String(row.sortValue), row.sortOfficial, row.uid],
    nodeOf,
    countAll: () =>
      countOf(database, `SELECT COUNT(*) AS n FROM ${query.table} v WHERE ${query.where.sql}`, query.where.parameters),
  });
}

function afterCondition(query: ListQuery, page: PageArguments): Condition | null {
  if (page.after === null) return null;
  const [text = '', official = '', uid = ''] = page.after;
  // A rank is a number, and so must its parameter be: SQLite compares a number and a text by type, not by value.
  const value = query.name.endsWith(':RELEVANCE') ? Number(text) : text;
  const { sql, parameters } = query.sort;
  return {
    sql: `(${sql} > ? OR (${sql} = ? AND (v.sort_official > ? OR (v.sort_official = ? AND v.uid > ?))))`,
    parameters: [...parameters, value, ...parameters, value, official, official, uid],
  };
}

/** Words a text must have to be searched for. @throws PublicError `BAD_USER_INPUT` for a text without letters or digits. */
export function readText(text: string): readonly string[] {
  const words = foldedWords(text);
  if (words.length === 0) {
    throw badInput(
      'text',
      'text: expected at least one letter or digit.',
      'text: cần ít nhất một chữ cái hoặc chữ số.',
    );
  }
  return words;
}

/** Every word of the text begins a word of the folded column. */
export function textCondition(columnName: string, words: readonly string[]): Condition {
  return allOf(
    words.map((word) => ({
      sql: `(${columnName} LIKE ? OR ${columnName} LIKE ?)`,
      parameters: [`${word}%`, `% ${word}%`],
    })),
  );
}

/** How well a row fits: the very name, the name folded, its beginning, anything else; what is in force goes first among equals. */
export function relevance(
  text: string,
  columns: { readonly name: string; readonly folded: readonly string[] },
  day: string,
): Condition {
  const folded = foldText(text);
  const equal = columns.folded.map((columnName) => `${columnName} = ?`).join(' OR ');
  const begins = columns.folded.map((columnName) => `${columnName} LIKE ?`).join(' OR ');
  return {
    sql:
      `((CASE WHEN ${columns.name} = ? THEN 0 WHEN ${equal} THEN 1 WHEN ${begins} THEN 2 ELSE 3 END) * 10 ` +
      '+ (CASE WHEN v.life_to > ? THEN 0 ELSE 1 END))',
    parameters: [
      text.normalize('NFC').trim(),
      ...columns.folded.map(() => folded),
      ...columns.folded.map(() => `${folded}%`),
      day,
    ],
  };
}

/** The sort expression of an order. @throws PublicError `BAD_USER_INPUT` for RELEVANCE without a text. */
export function sortOf(order: ListOrder, rank: Condition | null): Condition {
  if (order === 'NAME') return { sql: 'v.sort_name', parameters: [] };
  if (order === 'OFFICIAL') return { sql: 'v.sort_official', parameters: [] };
  if (rank === null) {
    throw badInput('orderBy', 'orderBy: RELEVANCE needs filter.text.', 'orderBy: thứ tự RELEVANCE cần có filter.text.');
  }
  return rank;
}
