import { columnsOf, type Database, groupRows, rowsAmong } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { SuccessionEntity, type SuccessionOf, type SuccessionRow } from './succession.entity.js';

const COLUMNS = columnsOf(SuccessionEntity);

/** The links that begin or end at a thing, by its uid. */
export type LinkLoader = DataLoader<string, readonly SuccessionRow[]>;

/** The loaders of lineage, for one request. */
export interface SuccessionLoaders {
  readonly fromUnit: LinkLoader;
  readonly toUnit: LinkLoader;
  readonly fromAgency: LinkLoader;
  readonly toAgency: LinkLoader;
}

/** Makes the loaders. */
export function successionLoaders(database: Database): SuccessionLoaders {
  return {
    fromUnit: linkLoader(database, 'unit', 'from'),
    toUnit: linkLoader(database, 'unit', 'to'),
    fromAgency: linkLoader(database, 'agency', 'from'),
    toAgency: linkLoader(database, 'agency', 'to'),
  };
}

function linkLoader(database: Database, of: SuccessionOf, end: 'from' | 'to'): LinkLoader {
  const select = {
    columns: COLUMNS,
    from: 'succession v',
    key: `v.${end}_uid`,
    where: { sql: 'v.succession_of = ?', parameters: [of] },
    order: 'v.effective_on, v.from_uid, v.to_uid',
  };
  return new DataLoader(async (uids: readonly string[]) => {
    const rows = await rowsAmong<SuccessionRow>(database, select, uids);
    const byUid = groupRows(rows, (row) => (end === 'from' ? row.fromUid : row.toUid));
    return uids.map((uid) => byUid.get(uid) ?? []);
  });
}
