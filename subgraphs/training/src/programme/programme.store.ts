import { columnsOf, type Database, rowsAmong, rowsOf } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { ProgrammeEntity, type ProgrammeRow } from './programme.entity.js';

const COLUMNS = columnsOf(ProgrammeEntity);

/** Programmes by uid, for one request. */
export type ProgrammeLoader = DataLoader<string, ProgrammeRow | null>;

/** Makes the loader. */
export function programmeLoader(database: Database): ProgrammeLoader {
  return new DataLoader(async (uids) => {
    const select = { columns: COLUMNS, from: 'programme v', key: 'v.uid', order: 'v.uid' };
    const rows = new Map((await rowsAmong<ProgrammeRow>(database, select, uids)).map((row) => [row.uid, row]));
    return uids.map((uid) => rows.get(uid) ?? null);
  });
}

/** `Query.programmes`. */
export function listProgrammes(database: Database): Promise<readonly ProgrammeRow[]> {
  return rowsOf(database, `SELECT ${COLUMNS} FROM programme v ORDER BY v.started_on, v.uid`, []);
}
