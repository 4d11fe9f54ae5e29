import {
  allOf,
  columnsOf,
  type Day,
  groupRows,
  inForceOn,
  inSlices,
  isIn,
  isPlaced,
  PlacedUnitEntity,
  type PlacedUnitRow,
  type PlacementLoaders,
  type Reading,
  rowsAmong,
  rowsOf,
  type ViewKey,
  viewLoader,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { RuleLoaders } from '../rules/rule.store.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { SPOKESPERSON_COLUMNS } from '../spokesperson/spokesperson.store.js';
import { type CoverageStatus, statusOf } from './coverage.rules.js';
import { assignedOn, type CountedDay, standings } from './standings.js';
import { type CountedPlace, type Tally, talliesOf } from './tally.js';

/** The loaders of coverage, for one request. */
export interface CoverageLoaders {
  /** The rule of a day. */
  readonly counted: (day: Day) => Promise<CountedDay>;
  /** By agency and day; null for one that is not in force that day. */
  readonly statuses: DataLoader<ViewKey, CoverageStatus | null, string>;
  /** Regular spokespersons assigned at an agency on a day, published or not. */
  readonly assigned: DataLoader<ViewKey, readonly SpokespersonRow[] | null, string>;
  /** Whether an agency had had a published spokesperson by a day, who has left. */
  readonly hadOne: DataLoader<ViewKey, true | null, string>;
  /** What is counted at and below a path on a day. */
  readonly tallies: DataLoader<CountedPlace, Tally, string>;
  /** The provinces in force on a day, in official order. */
  readonly provinces: DataLoader<Day, readonly PlacedUnitRow[]>;
  /** Whether the network holds made-up records: then every figure rests on them, a zero too. */
  readonly synthetic: () => Promise<boolean>;
}

/** Makes the loaders. */
export function coverageLoaders(database: Reading, rules: RuleLoaders, placements: PlacementLoaders): CoverageLoaders {
  const counted = async (day: Day): Promise<CountedDay> => {
    const { staleAfterDays } = await rules.coverage(day);
    return { day, staleAfterDays };
  };
  let synthetic: Promise<boolean> | null = null;
  return {
    counted,
    statuses: viewLoader(async (uids, day) => statusesOf(database, placements, uids, await counted(day))),
    assigned: viewLoader((uids, day) => assignedAt(database, uids, day)),
    hadOne: viewLoader((uids, day) => formerlyServed(database, uids, day)),
    tallies: talliesLoader(database, counted),
    provinces: new DataLoader((days) => Promise.all(days.map((day) => provincesOn(database, day)))),
    synthetic: () => {
      synthetic ??= holdsSynthetic(database);
      return synthetic;
    },
  };
}

async function statusesOf(
  database: Reading,
  placements: PlacementLoaders,
  uids: readonly string[],
  counted: CountedDay,
): Promise<ReadonlyMap<string, CoverageStatus>> {
  const { day } = counted;
  const [agencies, rows] = await Promise.all([
    Promise.all(uids.map((uid) => placements.agencies.load({ uid, day }))),
    inSlices(uids, (slice) => {
      const { sql, parameters } = standings(counted, isIn('v.agency_uid', slice));
      return rowsOf<{ readonly uid: string; readonly standing: number | string }>(database, sql, parameters);
    }),
  ]);
  const standingBy = new Map(rows.map((row) => [row.uid, row.standing]));
  return new Map(
    agencies.flatMap((agency) =>
      isPlaced(agency, day) ? [[agency.uid, statusOf(standingBy.get(agency.uid) ?? null)]] : [],
    ),
  );
}

async function assignedAt(
  database: Reading,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly SpokespersonRow[]>> {
  const select = {
    columns: SPOKESPERSON_COLUMNS,
    from: 'spokesperson v',
    key: 'v.agency_uid',
    where: assignedOn(day),
    order: 'v.agency_uid, v.uid',
  };
  return groupRows(await rowsAmong<SpokespersonRow>(database, select, uids), (row) => row.agencyUid);
}

async function formerlyServed(
  database: Reading,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, true>> {
  const select = {
    columns: 'DISTINCT v.agency_uid AS `uid`',
    from: 'spokesperson v',
    key: 'v.agency_uid',
    where: { sql: "v.role = 'SPOKESPERSON' AND v.valid_to <= ? AND v.published_on <= ?", parameters: [day, day] },
    order: 'v.agency_uid',
  };
  return new Map((await rowsAmong<{ readonly uid: string }>(database, select, uids)).map((row) => [row.uid, true]));
}

function talliesLoader(
  database: Reading,
  counted: (day: Day) => Promise<CountedDay>,
): DataLoader<CountedPlace, Tally, string> {
  return new DataLoader(
    async (places) => {
      const days = groupRows(places, (place) => place.day);
      const found = new Map(
        await Promise.all(
          [...days].map(async ([day, own]) => {
            const paths = own.map((place) => place.path);
            return [day, await talliesOf(database, await counted(day), paths)] as const;
          }),
        ),
      );
      return places.map(({ path, day }) => found.get(day)?.get(path) ?? []);
    },
    { cacheKeyFn: ({ path, day }) => `${path}@${day}` },
  );
}

function provincesOn(database: Reading, day: Day): Promise<readonly PlacedUnitRow[]> {
  const where = allOf([{ sql: "v.level = 'PROVINCE'", parameters: [] }, inForceOn(day)]);
  return rowsOf(
    database,
    `SELECT ${columnsOf(PlacedUnitEntity)} FROM placed_unit v WHERE ${where.sql} ORDER BY v.sort_official, v.uid`,
    where.parameters,
  );
}

async function holdsSynthetic(database: Reading): Promise<boolean> {
  return (await rowsOf(database, 'SELECT v.uid FROM spokesperson v WHERE v.is_synthetic = 1 LIMIT 1', [])).length > 0;
}
