import {
  columnsOf,
  type Database,
  type Day,
  groupRows,
  inForceOn,
  ListLoader,
  rowsAmong,
  rowsOf,
  seenOn,
  type ViewKey,
  viewLoader,
} from '@phat-ngon/kit';
import type DataLoader from 'dataloader';
import { UnitEntity, type UnitRow } from './unit.entity.js';

const COLUMNS = columnsOf(UnitEntity);

/** The loaders of units, for one request. */
export interface UnitLoaders {
  /** The version of a unit seen on a day. */
  readonly seen: DataLoader<ViewKey, UnitRow | null, string>;
  /** The units directly below one on a day, in official order. */
  readonly children: DataLoader<ViewKey, readonly UnitRow[] | null, string>;
  /** Pages and counts of what lies below units. */
  readonly descendants: ListLoader<UnitRow>;
}

/** Makes the loaders. */
export function unitLoaders(database: Database): UnitLoaders {
  const seen = viewLoader((uids, day) => unitsSeen(database, uids, day));
  const children = viewLoader((uids, day) => childrenOf(database, uids, day));
  return { seen, children, descendants: new ListLoader(database) };
}

const FROM = 'unit_version v';

async function unitsSeen(database: Database, uids: readonly string[], day: Day): Promise<ReadonlyMap<string, UnitRow>> {
  const select = { columns: COLUMNS, from: FROM, key: 'v.uid', where: seenOn(day), order: 'v.uid' };
  const rows = await rowsAmong<UnitRow>(database, select, uids);
  return new Map(rows.map((row) => [row.uid, row]));
}

async function childrenOf(
  database: Database,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly UnitRow[]>> {
  const order = 'v.sort_official, v.uid';
  const select = { columns: COLUMNS, from: FROM, key: 'v.parent_uid', where: inForceOn(day), order };
  return groupRows(await rowsAmong<UnitRow>(database, select, uids), (row) => row.parentUid ?? '');
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
