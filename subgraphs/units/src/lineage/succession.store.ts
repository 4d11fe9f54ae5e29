import { type Database, inSlices } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { columnsOf, isIn, rowsOf } from '../select.js';
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
  return new DataLoader(async (uids: readonly string[]) => {
    const rows = await inSlices(uids, (slice) => {
      const among = isIn(`v.${end}_uid`, slice);
      return rowsOf<SuccessionRow>(
        database,
        `SELECT ${COLUMNS} FROM succession v WHERE v.succession_of = ? AND ${among.sql} ORDER BY v.effective_on, v.from_uid, v.to_uid`,
        [of, ...among.parameters],
      );
    });
    const byUid = new Map<string, SuccessionRow[]>();
    for (const row of rows) {
      const uid = end === 'from' ? row.fromUid : row.toUid;
      const links = byUid.get(uid);
      if (links) links.push(row);
      else byUid.set(uid, [row]);
    }
    return uids.map((uid) => byUid.get(uid) ?? []);
  });
}
