import { type Database, type Day, inSlices, type Tier, type ViewKey, viewLoader } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { ListQuery } from '../list-query.js';
import { allOf, columnsOf, isIn, rowsOf, rowsOfEach } from '../select.js';
import { IN_FORCE, pathEnd, SEEN } from '../view-rules.js';
import { AgencyEntity, type AgencyRow } from './agency.entity.js';

const COLUMNS = columnsOf(AgencyEntity);

/** Loads agencies grouped under a uid, as on a day. */
export type AgenciesLoader = DataLoader<ViewKey, readonly AgencyRow[] | null, string>;

/** The loaders of agencies, for one request. */
export interface AgencyLoaders {
  /** The version of an agency seen on a day. */
  readonly seen: DataLoader<ViewKey, AgencyRow | null, string>;
  /** The agencies that sit in a unit on a day, its committee first. */
  readonly seated: AgenciesLoader;
  /** The committee of a unit on a day. */
  readonly committee: DataLoader<ViewKey, AgencyRow | null, string>;
  /** The agencies directly below one on a day. */
  readonly children: AgenciesLoader;
  /** The agencies in a unit and everywhere below it, in official order. */
  readonly below: DataLoader<AgenciesBelow, readonly AgencyRow[], string>;
}

/** Makes the loaders. */
export function agencyLoaders(database: Database): AgencyLoaders {
  return {
    seen: viewLoader((uids, day) => agenciesSeen(database, uids, day)),
    seated: viewLoader((uids, day) => groupedAgencies(database, 'unit_uid', uids, day)),
    committee: viewLoader((uids, day) => committees(database, uids, day)),
    children: viewLoader((uids, day) => groupedAgencies(database, 'parent_uid', uids, day)),
    below: new DataLoader((places: readonly AgenciesBelow[]) => agenciesBelow(database, places), {
      cacheKeyFn: (place) => JSON.stringify(place),
    }),
  };
}

async function agenciesSeen(
  database: Database,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, AgencyRow>> {
  const rows = await inSlices(uids, (slice) => {
    const among = isIn('v.uid', slice);
    return rowsOf<AgencyRow>(
      database,
      `SELECT ${COLUMNS} FROM agency_version v WHERE ${among.sql} AND ${SEEN} ORDER BY v.uid`,
      [...among.parameters, day, day],
    );
  });
  return new Map(rows.map((row) => [row.uid, row]));
}

async function committees(
  database: Database,
  unitUids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, AgencyRow>> {
  const rows = await inSlices(unitUids, (slice) => {
    const among = isIn('v.unit_uid', slice);
    return rowsOf<AgencyRow>(
      database,
      `SELECT ${COLUMNS} FROM agency_version v WHERE ${among.sql} AND v.kind = 'PEOPLES_COMMITTEE' AND ${IN_FORCE} ORDER BY v.uid`,
      [...among.parameters, day, day],
    );
  });
  return new Map(rows.map((row) => [row.unitUid, row]));
}

async function groupedAgencies(
  database: Database,
  key: 'unit_uid' | 'parent_uid',
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly AgencyRow[]>> {
  const rows = await inSlices(uids, (slice) => {
    const among = isIn(`v.${key}`, slice);
    return rowsOf<AgencyRow>(
      database,
      `SELECT ${COLUMNS} FROM agency_version v WHERE ${among.sql} AND ${IN_FORCE} ORDER BY v.sort_official, v.uid`,
      [...among.parameters, day, day],
    );
  });
  const groups = new Map<string, AgencyRow[]>();
  for (const row of rows) {
    const uid = (key === 'unit_uid' ? row.unitUid : row.parentUid) ?? '';
    const group = groups.get(uid);
    if (group) group.push(row);
    else groups.set(uid, [row]);
  }
  return groups;
}

/** Every agency in force at or below a path on a day; `tiers` null: of any tier. */
export interface AgenciesBelow {
  readonly path: string;
  readonly day: Day;
  readonly tiers: readonly Tier[] | null;
}

function agenciesBelow(
  database: Database,
  places: readonly AgenciesBelow[],
): Promise<readonly (readonly AgencyRow[])[]> {
  const statements = places.map(({ path, day, tiers }) => {
    const where = allOf([
      { sql: 'v.path >= ? AND v.path < ?', parameters: [path, pathEnd(path)] },
      { sql: IN_FORCE, parameters: [day, day] },
      ...(tiers === null ? [] : [isIn('v.tier', tiers)]),
    ]);
    return { sql: `SELECT ${COLUMNS} FROM agency_version v WHERE ${where.sql}`, parameters: where.parameters };
  });
  return rowsOfEach<AgencyRow>(database, statements, '`sortOfficial`, `uid`');
}

/** A list of agencies in an order: everything of it but its conditions. */
export const AGENCY_LIST: Pick<ListQuery, 'columns' | 'table'> = { columns: COLUMNS, table: 'agency_version' };
