import {
  columnsOf,
  type Database,
  type Day,
  groupRows,
  OPEN_TO,
  PlacedUnitEntity,
  type PlacedUnitRow,
  rowsAmong,
} from '@phat-ngon/kit';
import type { TrainingClassRow } from './training-class.entity.js';

/** Where the classes belong: by class, the uids of every unit whose class it is. */
export type ClassPlaces = ReadonlyMap<string, ReadonlySet<string>>;

/** What of a class says where it belongs. */
type Placed = Pick<TrainingClassRow, 'uid' | 'venueUid' | 'startsOn'>;

/**
 * Reads where classes belong, in two statements however many they are, and one for every further reorganisation of a place: a
 * class belongs to its venue and to all above it on the class's day, and to what the venue has become since with all above that today. The map changes under classes that were held
 * long ago, hence nothing of this is stored. A class without a venue belongs nowhere.
 */
export async function readClassPlaces(
  database: Database,
  classes: readonly Placed[],
  today: Day,
): Promise<ClassPlaces> {
  const venues = classes.flatMap(({ uid, venueUid, startsOn }) =>
    venueUid === null ? [] : { uid, venueUid, startsOn },
  );
  const placed = await readWithHeirs(
    database,
    venues.map((venue) => venue.venueUid),
  );
  return new Map(
    venues.map(({ uid, venueUid, startsOn }): [string, ReadonlySet<string>] => {
      const versions = placed.get(venueUid) ?? [];
      const day = startsOn === OPEN_TO ? today : startsOn;
      const now = [...withHeirs(venueUid, placed)].flatMap((unit) => seenOn(placed.get(unit) ?? [], today, true));
      return [uid, new Set([...seenOn(versions, day, false), ...now].flatMap(unitsOnPath))];
    }),
  );
}

/** The versions of units, of their heirs, of those heirs' heirs, and so on. */
async function readWithHeirs(
  database: Database,
  uids: readonly string[],
): Promise<ReadonlyMap<string, readonly PlacedUnitRow[]>> {
  const placed = new Map<string, readonly PlacedUnitRow[]>();
  for (let next = [...new Set(uids)]; next.length > 0; ) {
    const found = await versionsOf(database, next);
    for (const uid of next) placed.set(uid, found.get(uid) ?? []);
    const heirs = [...found.values()].flat().flatMap(heirsOf);
    next = [...new Set(heirs)].filter((uid) => !placed.has(uid));
  }
  return placed;
}

/** A unit with all that came after it, however often its ground was reorganised. */
function withHeirs(uid: string, placed: ReadonlyMap<string, readonly PlacedUnitRow[]>): ReadonlySet<string> {
  const units = new Set([uid]);
  // A set gives what is added while it is read.
  for (const unit of units) for (const heir of (placed.get(unit) ?? []).flatMap(heirsOf)) units.add(heir);
  return units;
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
