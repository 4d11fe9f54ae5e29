import { columnsOf, type Database, groupRows, inForceOn, rowsAmong, type ViewKey, viewLoader } from '@phat-ngon/kit';
import type DataLoader from 'dataloader';
import { FocalPointEntity, type FocalPointRow, OfficerEntity, type OfficerRow } from './staff.entity.js';

/** The loaders of posts and staff by agency and day, for one request. */
export interface StaffLoaders {
  readonly focalPoints: DataLoader<ViewKey, readonly FocalPointRow[] | null, string>;
  readonly officers: DataLoader<ViewKey, readonly OfficerRow[] | null, string>;
}

/** Makes the loaders. */
export function staffLoaders(database: Database): StaffLoaders {
  return {
    focalPoints: viewLoader(async (uids, day) => {
      const select = {
        columns: columnsOf(FocalPointEntity),
        from: 'focal_point v',
        key: 'v.agency_uid',
        where: inForceOn(day),
        order: 'v.agency_uid, v.uid',
      };
      return groupRows(await rowsAmong<FocalPointRow>(database, select, uids), (row) => row.agencyUid);
    }),
    officers: viewLoader(async (uids, day) => {
      const select = {
        columns: columnsOf(OfficerEntity),
        from: 'communication_officer v',
        key: 'v.agency_uid',
        where: inForceOn(day),
        order: 'v.agency_uid, v.sort_name, v.uid',
      };
      return groupRows(await rowsAmong<OfficerRow>(database, select, uids), (row) => row.agencyUid);
    }),
  };
}
