import { allOf, belowPath, COUNTRY_PATH, columnsOf, type Day, inForceOn, keyOf, type ListQuery } from '@phat-ngon/kit';
import { UnitEntity } from './unit.entity.js';

/** A list of units in an order: everything of it but its conditions. */
export const UNIT_LIST: Pick<ListQuery, 'columns' | 'from'> = {
  columns: columnsOf(UnitEntity),
  from: { sql: 'unit_version v', parameters: [] },
};

/** The keys behind the first: they tell any two units apart. */
export const UNIT_TIES = [keyOf('v.sort_official'), keyOf('v.uid')] as const;

/** The units in force below a path on a day, itself left out, in an order. */
export interface Descendants {
  readonly path: string;
  readonly day: Day;
  readonly level: string | null;
  readonly order: 'OFFICIAL' | 'NAME';
}

/** The list of what lies below a unit. */
export function descendantsList({ path, day, level, order }: Descendants): ListQuery {
  const where = allOf([
    belowPath('v.path', path),
    inForceOn(day),
    ...(level === null ? [] : [{ sql: 'v.level = ?', parameters: [level] }]),
  ]);
  // Below the country the index of the order leads to the first rows at once. Below anything smaller MariaDB would walk that
  // index past every other unit; as an expression the order is sorted after the range of the path, which is short.
  const official = path === COUNTRY_PATH ? 'v.sort_official' : "COALESCE(v.sort_official, '')";
  const keys = [keyOf(order === 'NAME' ? 'v.sort_name' : official), ...UNIT_TIES];
  return { ...UNIT_LIST, name: `descendants:${order}`, where, keys };
}
