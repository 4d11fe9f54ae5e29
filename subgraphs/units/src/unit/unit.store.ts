import { type Connection, type Database, type Day, inSlices, type ViewKey, viewLoader } from '@phat-ngon/kit';
import type DataLoader from 'dataloader';
import { type ListQuery, readList } from '../list-query.js';
import { allOf, columnsOf, isIn, rowsOf } from '../select.js';
import { IN_FORCE, pathEnd, SEEN } from '../view-rules.js';
import { UnitEntity, type UnitRow } from './unit.entity.js';

const COLUMNS = columnsOf(UnitEntity);

/** The loaders of units, for one request. */
export interface UnitLoaders {
  /** The version of a unit seen on a day. */
  readonly seen: DataLoader<ViewKey, UnitRow | null, string>;
  /** The units directly below one on a day, in official order. */
  readonly children: DataLoader<ViewKey, readonly UnitRow[] | null, string>;
}

/** Makes the loaders. Children that are loaded are known to `seen` as well: the next level asks for them again. */
export function unitLoaders(database: Database): UnitLoaders {
  const seen = viewLoader((uids, day) => unitsSeen(database, uids, day));
  const children = viewLoader((uids, day) => childrenOf(database, uids, day));
  return { seen, children };
}

async function unitsSeen(database: Database, uids: readonly string[], day: Day): Promise<ReadonlyMap<string, UnitRow>> {
  const rows = await inSlices(uids, (slice) => {
    const among = isIn('v.uid', slice);
    return rowsOf<UnitRow>(
      database,
      `SELECT ${COLUMNS} FROM unit_version v WHERE ${among.sql} AND ${SEEN} ORDER BY v.uid`,
      [...among.parameters, day, day],
    );
  });
  return new Map(rows.map((row) => [row.uid, row]));
}

async function childrenOf(
  database: Database,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly UnitRow[]>> {
  const rows = await inSlices(uids, (slice) => {
    const among = isIn('v.parent_uid', slice);
    return rowsOf<UnitRow>(
      database,
      `SELECT ${COLUMNS} FROM unit_version v WHERE ${among.sql} AND ${IN_FORCE} ORDER BY v.sort_official, v.uid`,
      [...among.parameters, day, day],
    );
  });
  const children = new Map<string, UnitRow[]>();
  for (const row of rows) {
    const siblings = children.get(row.parentUid ?? '');
    if (siblings) siblings.push(row);
    else children.set(row.parentUid ?? '', [row]);
  }
  return children;
}

/** The uid that holds a code on a day, or held it last before; null for a code that nobody has held by then. */
export async function holderOfCode(database: Database, code: string, day: Day): Promise<string | null> {
  const rows = await rowsOf<{ uid: string }>(
    database,
    'SELECT v.uid FROM unit_version v WHERE v.code = ? AND v.valid_from <= ? ORDER BY v.valid_to DESC, v.uid DESC LIMIT 1',
    [code, day],
  );
  return rows[0]?.uid ?? null;
}

/** A list of units in an order: everything of it but its conditions. */
export const UNIT_LIST: Pick<ListQuery, 'columns' | 'table'> = { columns: COLUMNS, table: 'unit_version' };

/** The units below one on a day, itself left out, a page in an order. */
export function readDescendants<Node>(
  database: Database,
  below: {
    readonly row: UnitRow;
    readonly day: Day;
    readonly level: string | null;
    readonly order: 'OFFICIAL' | 'NAME';
  },
  args: { readonly first?: number | null; readonly after?: string | null },
  nodeOf: (row: UnitRow) => Node,
): Promise<Connection<Node>> {
  const { row, day, level, order } = below;
  const where = allOf([
    { sql: 'v.path > ? AND v.path < ?', parameters: [row.path, pathEnd(row.path)] },
    { sql: IN_FORCE, parameters: [day, day] },
    ...(level === null ? [] : [{ sql: 'v.level = ?', parameters: [level] }]),
  ]);
  const sort = { sql: order === 'NAME' ? 'v.sort_name' : 'v.sort_official', parameters: [] };
  return readList<UnitRow, Node>(database, { ...UNIT_LIST, name: `descendants:${order}`, where, sort }, args, nodeOf);
}
