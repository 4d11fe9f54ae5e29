import { columnsOf, type Database, groupRows, rowsAmong, rowsOf } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { ChapterEntity, type ChapterRow, EditionEntity, type EditionRow } from './handbook.entity.js';

/** The loaders of the handbook, for one request. */
export interface HandbookLoaders {
  readonly editions: DataLoader<string, EditionRow | null>;
  readonly chapters: DataLoader<string, readonly ChapterRow[]>;
}

/** Makes the loaders. */
export function handbookLoaders(database: Database): HandbookLoaders {
  return {
    editions: new DataLoader(async (uids) => {
      const select = { columns: columnsOf(EditionEntity), from: 'handbook_edition v', key: 'v.uid', order: 'v.uid' };
      const rows = new Map((await rowsAmong<EditionRow>(database, select, uids)).map((row) => [row.uid, row]));
      return uids.map((uid) => rows.get(uid) ?? null);
    }),
    chapters: new DataLoader(async (uids) => {
      const order = 'v.edition_uid, v.number';
      const select = { columns: columnsOf(ChapterEntity), from: 'chapter v', key: 'v.edition_uid', order };
      const groups = groupRows(await rowsAmong<ChapterRow>(database, select, uids), (row) => row.editionUid);
      return uids.map((uid) => groups.get(uid) ?? []);
    }),
  };
}

/** Every edition, the latest first. */
export function listEditions(database: Database): Promise<readonly EditionRow[]> {
  return rowsOf(
    database,
    `SELECT ${columnsOf(EditionEntity)} FROM handbook_edition v ORDER BY v.edition DESC, v.uid`,
    [],
  );
}
