import DataLoader from 'dataloader';
import type { Reading } from '../database/database.js';
import { groupRows, rowsOfEach } from '../database/select.js';
import type { Connection } from './connection.js';
import {
  countStatement,
  type ListArguments,
  type ListQuery,
  listConnection,
  orderOf,
  pageStatement,
  readListPage,
  type Sorted,
} from './list-query.js';
import type { PageArguments } from './page-arguments.js';

interface ListPage {
  readonly query: ListQuery;
  readonly page: PageArguments;
}

/**
 * Reads lists together, those of one shape (columns and keys) in a statement: what a list below many parents costs is a statement for their
 * pages and one for their counts, not one a parent. Made once a request.
 */
export class ListLoader<Row> {
  readonly #pages: DataLoader<ListPage, readonly Sorted<Row>[], string>;
  readonly #counts: DataLoader<ListQuery, number, string>;

  constructor(database: Reading) {
    this.#pages = new DataLoader((lists) => pagesOf<Row>(database, lists), {
      cacheKeyFn: (key) => JSON.stringify(key),
    });
    this.#counts = new DataLoader((lists) => countsOf(database, lists), { cacheKeyFn: (key) => JSON.stringify(key) });
  }

  /** A page of a list as a connection. @throws PublicError `BAD_USER_INPUT` for a bad `first` or a foreign cursor. */
  async read<Node>(query: ListQuery, args: ListArguments, nodeOf: (row: Row) => Node): Promise<Connection<Node>> {
    const page = readListPage(args, query.name, query.keys);
    const rows = await this.#pages.load({ query, page });
    return listConnection(query, { page, rows, nodeOf, countAll: () => this.#counts.load(query) });
  }
}

/** A request can have lists of several shapes at once: of agencies and of places, say. */
async function pagesOf<Row>(
  database: Reading,
  lists: readonly ListPage[],
): Promise<readonly (readonly Sorted<Row>[])[]> {
  const shapes = groupRows(lists, shapeOf);
  const pages = new Map<ListPage, readonly Sorted<Row>[]>();
  await Promise.all(
    [...shapes.values()].map(async (alike) => {
      const statements = alike.map(({ query, page }) => pageStatement(query, page));
      const found = await rowsOfEach<Sorted<Row>>(database, statements, orderOf(alike[0]?.query.keys ?? []));
      for (const [index, list] of alike.entries()) pages.set(list, found[index] ?? []);
    }),
  );
  return lists.map((list) => pages.get(list) ?? []);
}

function shapeOf({ query: { columns, keys } }: ListPage): string {
  return `${columns}\n${orderOf(keys)}`;
}

async function countsOf(database: Reading, lists: readonly ListQuery[]): Promise<readonly number[]> {
  const counted = await rowsOfEach<{ readonly n: number | string }>(database, lists.map(countStatement), '`n`');
  return counted.map((rows) => Number(rows[0]?.n ?? 0));
}
