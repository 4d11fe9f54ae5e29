import {
  badInput,
  type Connection,
  connectionOf,
  type Database,
  foldedWords,
  foldText,
  type ListPosition,
  type PageArguments,
  type PageParts,
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

/** Arguments of a connection, as they come in. */
export interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The order of rows within a list, by output columns: sort value, official order, uid. */
export const LIST_ORDER = '`sortValue`, `sortOfficial`, `uid`';

/** Reads one page by keyset (sort value, official order, uid), and counts only when asked. */
export async function readList<Row, Node>(
  database: Database,
  query: ListQuery,
  args: ListArguments,
  nodeOf: (row: Row) => Node,
): Promise<Connection<Node>> {
  const page = readListPage(args, query.name);
  const { sql, parameters } = pageStatement(query, page);
  const rows = await rowsOf<Sorted<Row>>(database, sql, parameters);
  const count = countStatement(query);
  return listConnection(query.name, {
    page,
    rows,
    nodeOf,
    countAll: () => countOf(database, count.sql, count.parameters),
  });
}

/** Reads the arguments of a list. @throws PublicError `BAD_USER_INPUT` for a bad `first` or a cursor that is not of this list. */
export function readListPage(args: ListArguments, name: string): PageArguments {
  const page = readPageArguments(args, name, 3);
  if (isRanked(name) && page.after !== null && !Number.isSafeInteger(Number(page.after[0]))) {
    throw badInput('after', 'after: not a cursor of this list.', 'after: không phải con trỏ của danh sách này.');
  }
  return page;
}

/** A page as a connection. */
export function listConnection<Row, Node>(
  name: string,
  parts: Pick<PageParts<Sorted<Row>, Node>, 'page' | 'rows' | 'countAll'> & { readonly nodeOf: (row: Row) => Node },
): Connection<Node> {
  return connectionOf({
    ...parts,
    list: name,
    positionOf: (row): ListPosition => [String(row.sortValue), row.sortOfficial, row.uid],
  });
}

/** The statement of a page: one row more than asked for, which tells whether there is a next page. */
export function pageStatement(query: ListQuery, page: PageArguments): Condition {
  const where = allOf([query.where, ...(page.after === null ? [] : [afterCondition(query, page.after)])]);
  return {
    sql:
      `SELECT ${query.columns}, ${query.sort.sql} AS \`sortValue\` FROM ${query.table} v WHERE ${where.sql} ` +
      'ORDER BY `sortValue`, v.sort_official, v.uid LIMIT ?',
    parameters: [...query.sort.parameters, ...where.parameters, page.first + 1],
  };
}

/** The statement that counts a list (column `n`). */
export function countStatement({ table, where }: Pick<ListQuery, 'table' | 'where'>): Condition {
  return { sql: `SELECT COUNT(*) AS n FROM ${table} v WHERE ${where.sql}`, parameters: where.parameters };
}

function isRanked(name: string): boolean {
  return name.endsWith(':RELEVANCE');
}

function afterCondition(query: ListQuery, after: ListPosition): Condition {
  const [text = '', official = '', uid = ''] = after;
  // A rank is a number, and so must its parameter be: SQLite compares a number and a text by type, not by value.
  const value = isRanked(query.name) ? Number(text) : text;
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

/** What a text is compared with to rank rows: names as written, names folded, and what goes first among equals. */
export interface RankedColumns {
  readonly names: readonly string[];
  readonly folded: readonly string[];
  /** An expression from 0 to 9 for rows that fit equally well. */
  readonly standing: string;
}

/**
 * How well a row fits, the least first: the name itself, its beginning, anything else; within each, what bears the accents of
 * the text; then what is in force; then its standing.
 */
export function relevance(text: string, columns: RankedColumns, day: string): Condition {
  const folded = foldText(text);
  const equal = eitherOf(columns.folded.map((name) => ({ sql: `${name} = ?`, parameters: [folded] })));
  const begins = eitherOf(columns.folded.map((name) => ({ sql: `${name} LIKE ?`, parameters: [`${folded}%`] })));
  const accents = eitherOf(columns.names.flatMap((name) => spellingsOf(text).map((text) => beginsExactly(name, text))));
  return {
    sql:
      `((CASE WHEN ${equal.sql} THEN 0 WHEN ${begins.sql} THEN 400 ELSE 800 END) ` +
      `+ (CASE WHEN ${accents.sql} THEN 0 ELSE 200 END) ` +
      `+ (CASE WHEN v.life_to > ? THEN 0 ELSE 100 END) + ${columns.standing})`,
    parameters: [...equal.parameters, ...begins.parameters, ...accents.parameters, day],
  };
}

function eitherOf(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map((condition) => condition.sql).join(' OR ')})`,
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}

/** Not LIKE: SQLite's is blind to the case of ASCII letters, MariaDB's under a binary collation is not. */
function beginsExactly(columnName: string, text: string): Condition {
  return { sql: `SUBSTR(${columnName}, 1, ?) = ?`, parameters: [[...text].length, text] };
}

/** A text as typed, and with capitals as names have them. */
function spellingsOf(text: string): readonly string[] {
  const typed = text.normalize('NFC').trim();
  const capital = typed.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return [...new Set([typed, capital])];
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
