import {
  columnsOf,
  type Database,
  type Day,
  groupRows,
  keyOf,
  ListLoader,
  type ListQuery,
  rowsAmong,
  rowsOf,
  type ViewKey,
  viewLoader,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { type ClassPlaces, readClassPlaces } from './class-places.js';
import {
  RegistrationEntity,
  type RegistrationRow,
  TrainingClassEntity,
  type TrainingClassRow,
} from './training-class.entity.js';

const COLUMNS = columnsOf(TrainingClassEntity);
const ORDER = 'v.starts_on, v.uid';

/** A list of classes in order: everything of it but its conditions. */
export const CLASS_LIST: Omit<ListQuery, 'where' | 'name'> = {
  columns: COLUMNS,
  from: { sql: 'training_class v', parameters: [] },
  keys: [keyOf('v.starts_on'), keyOf('v.uid')],
};

/** How many registered for a class, and how many of them came. */
export interface Turnout {
  readonly uid: string;
  readonly registered: number;
  readonly attended: number;
}

/** The loaders of classes and registrations, for one request. */
export interface ClassLoaders {
  readonly byUid: DataLoader<string, TrainingClassRow | null>;
  /** By the edition they wait for. */
  readonly waitingFor: DataLoader<string, readonly TrainingClassRow[]>;
  readonly turnout: DataLoader<string, Turnout>;
  readonly registrations: ListLoader<RegistrationRow>;
  /** Registrations of an agency up to a day, the latest first. */
  readonly ofAgency: DataLoader<ViewKey, readonly RegistrationRow[] | null, string>;
  /** Whether an agency, or a spokesperson, had attended by a day. */
  readonly trainedAgencies: DataLoader<ViewKey, true | null, string>;
  readonly trainedSpokespersons: DataLoader<ViewKey, true | null, string>;
  readonly places: () => Promise<ClassPlaces>;
  /** Every class that has a venue, in order. */
  readonly withVenue: () => Promise<readonly TrainingClassRow[]>;
}

/** The classes that belong to a unit (see {@link readClassPlaces}), in order. */
export async function classesWithin(
  uid: string,
  { places, withVenue }: Pick<ClassLoaders, 'places' | 'withVenue'>,
): Promise<readonly TrainingClassRow[]> {
  const [found, rows] = await Promise.all([places(), withVenue()]);
  return rows.filter((row) => found.get(row.uid)?.has(uid));
}

/** Makes the loaders. */
export function classLoaders(database: Database, today: Day): ClassLoaders {
  let places: Promise<ClassPlaces> | null = null;
  let venues: Promise<readonly TrainingClassRow[]> | null = null;
  const withVenue = (): Promise<readonly TrainingClassRow[]> => {
    venues ??= rowsOf<TrainingClassRow>(
      database,
      `SELECT ${COLUMNS} FROM training_class v WHERE v.venue_uid IS NOT NULL ORDER BY ${ORDER}`,
      [],
    );
    return venues;
  };
  return {
    byUid: new DataLoader(async (uids) => {
      const rows = await classesAmong(database, 'v.uid', uids);
      const byUid = new Map(rows.map((row) => [row.uid, row]));
      return uids.map((uid) => byUid.get(uid) ?? null);
    }),
    waitingFor: new DataLoader(async (editions) => {
      const groups = groupRows(await classesAmong(database, 'v.waits_for', editions), (row) => row.waitsFor ?? '');
      return editions.map((edition) => groups.get(edition) ?? []);
    }),
    turnout: new DataLoader((uids) => turnouts(database, uids)),
    registrations: new ListLoader(database),
    ofAgency: viewLoader((uids, day) => registrationsOf(database, uids, day)),
    trainedAgencies: viewLoader((uids, day) => trainedBy(database, 'agency_uid', uids, day)),
    trainedSpokespersons: viewLoader((uids, day) => trainedBy(database, 'spokesperson_uid', uids, day)),
    places: () => {
      places ??= withVenue().then((rows) => readClassPlaces(database, rows, today));
      return places;
    },
    withVenue,
  };
}

function classesAmong(database: Database, key: string, uids: readonly string[]): Promise<readonly TrainingClassRow[]> {
  return rowsAmong(database, { columns: COLUMNS, from: 'training_class v', key, order: ORDER }, uids);
}

async function turnouts(database: Database, uids: readonly string[]): Promise<readonly Turnout[]> {
  const select = {
    columns: 'v.class_uid AS `uid`, v.registered AS `registered`, v.attended AS `attended`',
    from: `(SELECT class_uid, COUNT(*) AS registered, COUNT(CASE WHEN has_attended = 1 THEN 1 END) AS attended
      FROM registration GROUP BY class_uid) v`,
    key: 'v.class_uid',
    order: 'v.class_uid',
  };
  const counted = await rowsAmong<Record<keyof Turnout, unknown>>(database, select, uids);
  const byClass = new Map(counted.map((row) => [row.uid, row]));
  return uids.map((uid) => {
    const row = byClass.get(uid);
    return { uid, registered: Number(row?.registered ?? 0), attended: Number(row?.attended ?? 0) };
  });
}

const REGISTRATION_COLUMNS = columnsOf(RegistrationEntity);

async function registrationsOf(
  database: Database,
  agencyUids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly RegistrationRow[]>> {
  const select = {
    columns: REGISTRATION_COLUMNS,
    from: 'registration v',
    key: 'v.agency_uid',
    where: { sql: 'v.registered_on <= ?', parameters: [day] },
    order: 'v.agency_uid, v.registered_on DESC, v.class_uid',
  };
  return groupRows(await rowsAmong<RegistrationRow>(database, select, agencyUids), (row) => row.agencyUid);
}

async function trainedBy(
  database: Database,
  who: 'agency_uid' | 'spokesperson_uid',
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, true>> {
  const select = {
    columns: `DISTINCT v.${who} AS \`uid\``,
    from: 'registration v JOIN training_class t ON t.uid = v.class_uid',
    key: `v.${who}`,
    where: { sql: 'v.has_attended = 1 AND t.ends_on <= ?', parameters: [day] },
    order: `v.${who}`,
  };
  return new Map((await rowsAmong<{ readonly uid: string }>(database, select, uids)).map((row) => [row.uid, true]));
}

/** The registrations of a class, in order of registration. */
export function registrationList(classUid: string): ListQuery {
  return {
    name: 'registrations',
    columns: REGISTRATION_COLUMNS,
    from: { sql: 'registration v', parameters: [] },
    where: { sql: 'v.class_uid = ?', parameters: [classUid] },
    keys: [keyOf('v.registered_on'), keyOf('v.agency_uid')],
  };
}
