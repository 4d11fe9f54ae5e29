import type { EntitySchema } from 'typeorm';
import type { Reading } from '../database/database.js';
import { type Condition, columnsOf, groupRows, rowsAmong, withinPath } from '../database/select.js';
import { type Keeping, ViewLoader } from '../federation/load-by-key.js';
import type { Day } from '../view/calendar-date.js';
import { readWithin, type View } from '../view/view-id.js';
import {
  PlacedAgencyEntity,
  type PlacedAgencyRow,
  PlacedUnitEntity,
  type PlacedUnitRow,
  type StoredPlacedAgencyRow,
} from './placement.entity.js';

/** Where units and agencies stand on a day: the version of the day, or the last of what has ended; null before it began. */
export interface PlacementLoaders {
  readonly units: ViewLoader<PlacedUnitRow>;
  readonly agencies: ViewLoader<PlacedAgencyRow>;
}

/** Whether a placement read by these loaders is there and still in force on the day it was read for. */
export function isPlaced<Row extends PlacedUnitRow | PlacedAgencyRow>(row: Row | null, day: Day): row is Row {
  return row !== null && row.validTo > day;
}

/** Makes the loaders: for one request, or, when they keep nothing, for all who ask at once. */
export function placementLoaders(database: Reading, keeping: Keeping = { cache: true }): PlacementLoaders {
  return {
    units: seenLoader<PlacedUnitRow, PlacedUnitRow>(database, PlacedUnitEntity, keeping),
    agencies: seenLoader<PlacedAgencyRow, StoredPlacedAgencyRow>(database, PlacedAgencyEntity, keeping),
  };
}

/** Versions are few: they are read whole, in one statement for however many days, since a file of records names hundreds. */
function seenLoader<Row extends PlacedUnitRow | PlacedAgencyRow, Stored extends Row>(
  database: Reading,
  entity: EntitySchema<Stored>,
  keeping: Keeping,
): ViewLoader<Row> {
  const select = {
    columns: columnsOf(entity),
    from: `${entity.options.tableName} v`,
    key: 'v.uid',
    order: 'v.uid, v.version',
  };
  return new ViewLoader(async (keys) => {
    const uids = [...new Set(keys.map(({ uid }) => uid))];
    const versions = groupRows(await rowsAmong<Row>(database, select, uids), (row) => row.uid);
    return keys.map(({ uid, day }) => versions.get(uid)?.findLast((row) => row.validFrom <= day) ?? null);
  }, keeping);
}

/**
 * At or below the unit a `within` argument names; nothing for a uid that nobody has.
 * @throws PublicError `BAD_USER_INPUT` for an id of another view.
 */
export async function withinPlacement(
  within: string,
  view: View,
  loaders: PlacementLoaders,
  columnName: string,
): Promise<Condition> {
  const unit = await loaders.units.load({ uid: readWithin(within, view), day: view.day });
  return unit === null ? { sql: '1 = 0', parameters: [] } : withinPath(columnName, unit.path);
}
