import { columnsOf, groupRows, inForceOn, type Reading, rowsAmong, type ViewKey, viewLoader } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { EntitySchema, ObjectLiteral } from 'typeorm';
import { FocalPointEntity, type FocalPointRow, OfficerEntity, type OfficerRow } from './staff.entity.js';

/** The loaders of posts and staff, for one request; by agency and day those in force, whatever their review says. */
export interface StaffLoaders {
  readonly focalPoints: DataLoader<ViewKey, readonly FocalPointRow[] | null, string>;
  readonly officers: DataLoader<ViewKey, readonly OfficerRow[] | null, string>;
  readonly focalPointByUid: DataLoader<string, FocalPointRow | null>;
  readonly officerByUid: DataLoader<string, OfficerRow | null>;
}

/** Makes the loaders. */
export function staffLoaders(database: Reading): StaffLoaders {
  return {
    focalPoints: byAgency<FocalPointRow, FocalPointRow>(database, FocalPointEntity, 'v.uid'),
    officers: byAgency(database, OfficerEntity, 'v.sort_name, v.uid'),
    focalPointByUid: byUid(database, FocalPointEntity),
    officerByUid: byUid(database, OfficerEntity),
  };
}

function byAgency<Row extends ObjectLiteral & { readonly agencyUid: string }, Stored extends Row>(
  database: Reading,
  entity: EntitySchema<Stored>,
  order: string,
): DataLoader<ViewKey, readonly Row[] | null, string> {
  return viewLoader(async (uids, day) => {
    const from = `${entity.options.tableName} v`;
    const select = { columns: columnsOf(entity), from, key: 'v.agency_uid', where: inForceOn(day) };
    const rows = await rowsAmong<Row>(database, { ...select, order: `v.agency_uid, ${order}` }, uids);
    return groupRows(rows, (row) => row.agencyUid);
  });
}

function byUid<Row extends ObjectLiteral & { readonly uid: string }, Stored extends Row>(
  database: Reading,
  entity: EntitySchema<Stored>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (uids) => {
    const from = `${entity.options.tableName} v`;
    const select = { columns: columnsOf(entity), from, key: 'v.uid', order: 'v.uid' };
    const rows = new Map((await rowsAmong<Row>(database, select, uids)).map((row) => [row.uid, row]));
    return uids.map((uid) => rows.get(uid) ?? null);
  });
}
