import { COUNTRY_PATH, type Database, type Day, type PageArguments } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { countStatement, LIST_ORDER, type ListQuery, pageStatement, type Sorted } from '../list-query.js';
import { allOf, columnsOf, rowsOfEach } from '../select.js';
import { IN_FORCE, pathEnd } from '../view-rules.js';
import { UnitEntity, type UnitRow } from './unit.entity.js';

/** A list of units in an order: everything of it but its conditions. */
export const UNIT_LIST: Pick<ListQuery, 'columns' | 'table'> = {
  columns: columnsOf(UnitEntity),
  table: 'unit_version',
};

/** The units in force below a path on a day, itself left out, in an order. */
export interface Descendants {
  readonly path: string;
  readonly day: Day;
  readonly level: string | null;
  readonly order: 'OFFICIAL' | 'NAME';
}

/** A page of such a list. */
export interface DescendantsPage extends Descendants {
  readonly page: PageArguments;
}

/** Loads such lists: the lists of many units, asked for by one field of a query, are read together. */
export interface DescendantLoaders {
  /** The rows of a page, and one more where there is a next page. */
  readonly page: DataLoader<DescendantsPage, readonly Sorted<UnitRow>[], string>;
  readonly count: DataLoader<Descendants, number, string>;
}

/** Makes the loaders. */
export function descendantLoaders(database: Database): DescendantLoaders {
  const cacheKeyFn = (list: Descendants): string => JSON.stringify(list);
  return {
    page: new DataLoader(
      (lists: readonly DescendantsPage[]) =>
        rowsOfEach<Sorted<UnitRow>>(
          database,
          lists.map((list) => pageStatement(descendantsQuery(list), list.page)),
          LIST_ORDER,
        ),
      { cacheKeyFn },
    ),
    count: new DataLoader(
      async (lists: readonly Descendants[]) => {
        const counted = await rowsOfEach<{ readonly n: number | string }>(
          database,
          lists.map((list) => countStatement(descendantsQuery(list))),
          '`n`',
        );
        return counted.map((rows) => Number(rows[0]?.n ?? 0));
      },
      { cacheKeyFn },
    ),
  };
}

/** The name of the list in cursors: one of another order means nothing in it. */
export function descendantsName(order: Descendants['order']): string {
  return `descendants:${order}`;
}

function descendantsQuery({ path, day, level, order }: Descendants): ListQuery {
  const where = allOf([
    { sql: 'v.path > ? AND v.path < ?', parameters: [path, pathEnd(path)] },
    { sql: IN_FORCE, parameters: [day, day] },
    ...(level === null ? [] : [{ sql: 'v.level = ?', parameters: [level] }]),
  ]);
  // Below the country the index of the order leads to the first rows at once. Below anything smaller MariaDB would walk that
  // index past every other unit; as an expression the order is sorted after the range of the path, which is short.
  const official = path === COUNTRY_PATH ? 'v.sort_official' : "COALESCE(v.sort_official, '')";
  const sort = { sql: order === 'NAME' ? 'v.sort_name' : official, parameters: [] };
  return { ...UNIT_LIST, name: descendantsName(order), where, sort };
}
