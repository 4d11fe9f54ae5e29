import {
  allOf,
  columnsOf,
  type Database,
  type Day,
  groupRows,
  inForceOn,
  ListLoader,
  rowsAmong,
  type ViewKey,
  viewLoader,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { ContactPointEntity, type ContactPointRow } from './contact-point.entity.js';
import { PublicationEntity, type PublicationRow } from './record-facts.entity.js';
import { SPEAKER_ROLES, SpokespersonEntity, type SpokespersonRow } from './spokesperson.entity.js';
import { publishedOn } from './spokesperson.rules.js';

/** The columns of a spokesperson under alias `v`. */
export const SPOKESPERSON_COLUMNS = columnsOf(SpokespersonEntity);

/** SQL of a role's place among an agency's speakers. */
export const ROLE_ORDER = `(CASE v.role ${SPEAKER_ROLES.map((role, index) => `WHEN '${role}' THEN ${index}`).join(' ')} END)`;

/** The last confirmation of a record up to a day. */
export interface LastConfirmation {
  readonly uid: string;
  readonly on: Day;
  readonly at: string;
}

/** The loaders of spokespersons, for one request. */
export interface SpokespersonLoaders {
  readonly byUid: DataLoader<string, SpokespersonRow | null>;
  /** Published, in the role on the day, by agency; who was assigned to speak comes first. */
  readonly speakers: DataLoader<ViewKey, readonly SpokespersonRow[] | null, string>;
  /** By record and day. */
  readonly confirmed: DataLoader<ViewKey, LastConfirmation | null, string>;
  readonly contacts: DataLoader<string, readonly ContactPointRow[]>;
  readonly publications: DataLoader<string, readonly PublicationRow[]>;
  /** Pages and counts of lists below units and agencies. */
  readonly lists: ListLoader<SpokespersonRow>;
}

/** Makes the loaders. */
export function spokespersonLoaders(database: Database): SpokespersonLoaders {
  return {
    byUid: new DataLoader(async (uids) => {
      const select = { columns: SPOKESPERSON_COLUMNS, from: 'spokesperson v', key: 'v.uid', order: 'v.uid' };
      const rows = new Map((await rowsAmong<SpokespersonRow>(database, select, uids)).map((row) => [row.uid, row]));
      return uids.map((uid) => rows.get(uid) ?? null);
    }),
    speakers: viewLoader((uids, day) => speakersOf(database, uids, day)),
    confirmed: viewLoader((uids, day) => lastConfirmations(database, uids, day)),
    contacts: new DataLoader(async (uids) => {
      const order = 'v.holder_uid, v.number';
      const select = { columns: columnsOf(ContactPointEntity), from: 'contact_point v', key: 'v.holder_uid', order };
      const groups = groupRows(await rowsAmong<ContactPointRow>(database, select, uids), (row) => row.holderUid);
      return uids.map((uid) => groups.get(uid) ?? []);
    }),
    publications: new DataLoader(async (uids) => {
      const order = 'v.spokesperson_uid, v.made_on, v.channel';
      const select = { columns: columnsOf(PublicationEntity), from: 'publication v', key: 'v.spokesperson_uid', order };
      const groups = groupRows(await rowsAmong<PublicationRow>(database, select, uids), (row) => row.spokespersonUid);
      return uids.map((uid) => groups.get(uid) ?? []);
    }),
    lists: new ListLoader(database),
  };
}

async function speakersOf(
  database: Database,
  agencyUids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly SpokespersonRow[]>> {
  const select = {
    columns: SPOKESPERSON_COLUMNS,
    from: 'spokesperson v',
    key: 'v.agency_uid',
    where: allOf([inForceOn(day), publishedOn(day)]),
    order: `v.agency_uid, ${ROLE_ORDER}, v.sort_name, v.uid`,
  };
  return groupRows(await rowsAmong<SpokespersonRow>(database, select, agencyUids), (row) => row.agencyUid);
}

async function lastConfirmations(
  database: Database,
  uids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, LastConfirmation>> {
  const select = {
    columns: 'c.spokesperson_uid AS `uid`, c.confirmed_on AS `on`, c.confirmed_at AS `at`',
    from: 'confirmation c',
    key: 'c.spokesperson_uid',
    where: { sql: 'c.confirmed_on <= ?', parameters: [day] },
    order: 'c.spokesperson_uid, c.confirmed_on',
  };
  // The later one of a record replaces the earlier.
  return new Map((await rowsAmong<LastConfirmation>(database, select, uids)).map((row) => [row.uid, row]));
}
