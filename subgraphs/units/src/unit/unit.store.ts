import { type Database, type Day, inSlices, type ViewKey, viewLoader } from '@phat-ngon/kit';
import type DataLoader from 'dataloader';
import { columnsOf, isIn, rowsOf } from '../select.js';
import { IN_FORCE, SEEN } from '../view-rules.js';
import { type DescendantLoaders, descendantLoaders } from './descendants.store.js';
import { UnitEntity, type UnitRow } from './unit.entity.js';

const COLUMNS = columnsOf(UnitEntity);

/** The loaders of units, for one request. */
export interface UnitLoaders {
  /** The version of a unit seen on a day. */
  readonly seen: DataLoader<ViewKey, UnitRow | null, string>;
  /** The units directly below one on a day, in official order. */
  readonly children: DataLoader<ViewKey, readonly UnitRow[] | null, string>;
  /** Pages and counts of what lies below units. */
  readonly descendants: DescendantLoaders;
}

/** Makes the loaders. */
export function unitLoaders(database: Database): UnitLoaders {
  const seen = viewLoader((uids, day) => unitsSeen(database, uids, day));
  const children = viewLoader((uids, day) => childrenOf(database, uids, day));
  return { seen, children, descendants: descendantLoaders(database) };
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
