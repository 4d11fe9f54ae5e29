import {
  allOf,
  columnsOf,
  type Day,
  groupRows,
  inForceOn,
  type KeyedSelect,
  ListLoader,
  type Reading,
  rowsAmong,
  type ViewLoader,
  viewLoader,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { ContactPointEntity, type ContactPointRow } from './contact-point.entity.js';
import {
  ConfirmationEntity,
  type ConfirmationRow,
  PublicationEntity,
  type PublicationRow,
} from './record-facts.entity.js';
import { SPEAKER_ROLES, SpokespersonEntity, type SpokespersonRow } from './spokesperson.entity.js';
import { publishedOn } from './spokesperson.rules.js';

/** The columns of a spokesperson under alias `v`. */
export const SPOKESPERSON_COLUMNS = columnsOf(SpokespersonEntity);

/** SQL of a role's place among an agency's speakers. */
export const ROLE_ORDER = `(CASE v.role ${SPEAKER_ROLES.map((role, index) => `WHEN '${role}' THEN ${index}`).join(' ')} END)`;

/** The loaders of spokespersons, for one request. */
export interface SpokespersonLoaders {
  readonly byUid: DataLoader<string, SpokespersonRow | null>;
  /** Every record of an agency, whatever its state, the latest term first. */
  readonly ofAgency: DataLoader<string, readonly SpokespersonRow[]>;
  /** Published, in the role on the day, by agency; who was assigned to speak comes first. */
  readonly speakers: ViewLoader<readonly SpokespersonRow[]>;
  /** By record, the earliest first. Not by day: a history asks for as many days as it has records. */
  readonly confirmations: DataLoader<string, readonly ConfirmationRow[]>;
  readonly contacts: DataLoader<string, readonly ContactPointRow[]>;
  readonly publications: DataLoader<string, readonly PublicationRow[]>;
  /** Pages and counts of lists below units and agencies. */
  readonly lists: ListLoader<SpokespersonRow>;
}

/** Makes the loaders. */
export function spokespersonLoaders(database: Reading): SpokespersonLoaders {
  return {
    byUid: new DataLoader(async (uids) => {
      const select = { columns: SPOKESPERSON_COLUMNS, from: 'spokesperson v', key: 'v.uid', order: 'v.uid' };
      const rows = new Map((await rowsAmong<SpokespersonRow>(database, select, uids)).map((row) => [row.uid, row]));
      return uids.map((uid) => rows.get(uid) ?? null);
    }),
    ofAgency: rowsByOwner<SpokespersonRow>(
      database,
      {
        columns: SPOKESPERSON_COLUMNS,
        from: 'spokesperson v',
        key: 'v.agency_uid',
        order: 'v.agency_uid, v.valid_from DESC, v.uid',
      },
      (row) => row.agencyUid,
    ),
    speakers: viewLoader((uids, day) => speakersOf(database, uids, day)),
    confirmations: rowsByOwner<ConfirmationRow>(
      database,
      {
        columns: columnsOf(ConfirmationEntity),
        from: 'confirmation v',
        key: 'v.spokesperson_uid',
        order: 'v.spokesperson_uid, v.confirmed_on',
      },
      (row) => row.spokespersonUid,
    ),
    contacts: rowsByOwner<ContactPointRow>(
      database,
      {
        columns: columnsOf(ContactPointEntity),
        from: 'contact_point v',
        key: 'v.holder_uid',
        order: 'v.holder_uid, v.number',
      },
      (row) => row.holderUid,
    ),
    publications: rowsByOwner<PublicationRow>(
      database,
      {
        columns: columnsOf(PublicationEntity),
        from: 'publication v',
        key: 'v.spokesperson_uid',
        order: 'v.spokesperson_uid, v.made_on, v.channel',
      },
      (row) => row.spokespersonUid,
    ),
    lists: new ListLoader(database),
  };
}

async function speakersOf(
  database: Reading,
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

/** What belongs to things, by thing. */
function rowsByOwner<Row>(
  database: Reading,
  select: KeyedSelect,
  ownerOf: (row: Row) => string,
): DataLoader<string, readonly Row[]> {
  return new DataLoader(async (uids) => {
    const groups = groupRows(await rowsAmong<Row>(database, select, uids), ownerOf);
    return uids.map((uid) => groups.get(uid) ?? []);
  });
}
