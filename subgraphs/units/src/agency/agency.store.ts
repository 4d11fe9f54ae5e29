import {
  allOf,
  columnsOf,
  type Database,
  type Day,
  groupRows,
  inForceOn,
  isIn,
  keyOf,
  type ListQuery,
  rowsAmong,
  rowsOfEach,
  seenOn,
  type Tier,
  type ViewKey,
  type ViewLoader,
  viewLoader,
  withinPath,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { AgencyEntity, type AgencyRow } from './agency.entity.js';

const COLUMNS = columnsOf(AgencyEntity);

/** Loads agencies grouped under a uid, as on a day. */
export type AgenciesLoader = ViewLoader<readonly AgencyRow[]>;

/** The loaders of agencies, for one request. */
export interface AgencyLoaders {
  /** The version of an agency seen on a day. */
  readonly seen: DataLoader<ViewKey, AgencyRow | null, string>;
  /** The agencies that sit in a unit on a day, its committee first. */
  readonly seated: AgenciesLoader;
  /** The committee of a unit on a day. */
  readonly committee: ViewLoader<AgencyRow>;
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

const FROM = 'agency_version v';

async function agenciesSeen(
  database: Database,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, AgencyRow>> {
  const select = { columns: COLUMNS, from: FROM, key: 'v.uid', where: seenOn(day), order: 'v.uid' };
  const rows = await rowsAmong<AgencyRow>(database, select, uids);
  return new Map(rows.map((row) => [row.uid, row]));
}

async function committees(
  database: Database,
  unitUids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, AgencyRow>> {
  const where = allOf([{ sql: "v.kind = 'PEOPLES_COMMITTEE'", parameters: [] }, inForceOn(day)]);
  const select = { columns: COLUMNS, from: FROM, key: 'v.unit_uid', where, order: 'v.uid' };
  const rows = await rowsAmong<AgencyRow>(database, select, unitUids);
  return new Map(rows.map((row) => [row.unitUid, row]));
}

async function groupedAgencies(
  database: Database,
  key: 'unit_uid' | 'parent_uid',
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly AgencyRow[]>> {
  const order = 'v.sort_official, v.uid';
  const select = { columns: COLUMNS, from: FROM, key: `v.${key}`, where: inForceOn(day), order };
  const rows = await rowsAmong<AgencyRow>(database, select, uids);
  return groupRows(rows, (row) => (key === 'unit_uid' ? row.unitUid : row.parentUid) ?? '');
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
      withinPath('v.path', path),
      inForceOn(day),
      ...(tiers === null ? [] : [isIn('v.tier', tiers)]),
    ]);
    return { sql: `SELECT ${COLUMNS} FROM agency_version v WHERE ${where.sql}`, parameters: where.parameters };
  });
  return rowsOfEach<AgencyRow>(database, statements, '`sortOfficial`, `uid`');
}

/** A list of agencies in an order: everything of it but its conditions. */
export const AGENCY_LIST: Pick<ListQuery, 'columns' | 'from'> = {
  columns: COLUMNS,
  from: { sql: FROM, parameters: [] },
};

/** The keys behind the first: they tell any two agencies apart. */
export const AGENCY_TIES = [keyOf('v.sort_official'), keyOf('v.uid')] as const;
