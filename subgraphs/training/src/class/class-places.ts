import {
  columnsOf,
  type Database,
  type Day,
  groupRows,
  OPEN_TO,
  PlacedUnitEntity,
  type PlacedUnitRow,
  rowsAmong,
  rowsOf,
} from '@phat-ngon/kit';

/** Where the classes belong: by class, the uids of every unit whose class it is. */
export type ClassPlaces = ReadonlyMap<string, ReadonlySet<string>>;

interface Venue {
  readonly uid: string;
  readonly venueUid: string;
  readonly startsOn: Day;
}

/**
 * Reads where the classes belong, in three statements whatever is asked: a class belongs to its venue and to all above it on the
 * class's day, and to what the venue has become since with all above that today. The map changes under classes that were held
 * long ago, hence nothing of this is stored.
 */
export async function readClassPlaces(database: Database, today: Day): Promise<ClassPlaces> {
  const venues = await rowsOf<Venue>(
    database,
    'SELECT v.uid AS `uid`, v.venue_uid AS `venueUid`, v.starts_on AS `startsOn` FROM training_class v WHERE v.venue_uid IS NOT NULL ORDER BY v.uid',
    [],
  );
  const placed = await versionsOf(database, [...new Set(venues.map((venue) => venue.venueUid))]);
  const heirs = await versionsOf(database, [...new Set([...placed.values()].flat().flatMap(heirsOf))]);
  return new Map(
    venues.map(({ uid, venueUid, startsOn }): [string, ReadonlySet<string>] => {
      const versions = placed.get(venueUid) ?? [];
      const day = startsOn === OPEN_TO ? today : startsOn;
      const now = [venueUid, ...versions.flatMap(heirsOf)].flatMap((unit) =>
        seenOn(heirs.get(unit) ?? placed.get(unit) ?? [], today, true),
      );
      return [uid, new Set([...seenOn(versions, day, false), ...now].flatMap(unitsOnPath))];
    }),
  );
}

async function versionsOf(
  database: Database,
  uids: readonly string[],
): Promise<ReadonlyMap<string, readonly PlacedUnitRow[]>> {
  const select = {
    columns: columnsOf(PlacedUnitEntity),
    from: 'placed_unit v',
    key: 'v.uid',
    order: 'v.uid, v.version',
  };
  return groupRows(await rowsAmong<PlacedUnitRow>(database, select, uids), (row) => row.uid);
}

/** The version of a day, or, unless it must be in force, the last one before it. */
function seenOn(versions: readonly PlacedUnitRow[], day: Day, inForce: boolean): readonly PlacedUnitRow[] {
  const seen = versions.findLast((row) => row.validFrom <= day);
  return seen === undefined || (inForce && seen.validTo <= day) ? [] : [seen];
}

function heirsOf({ heirs }: PlacedUnitRow): readonly string[] {
  return heirs.split(' ').filter((uid) => uid !== '');
}

function unitsOnPath({ path }: PlacedUnitRow): readonly string[] {
  return path.split('/').filter((uid) => uid !== '');
}
