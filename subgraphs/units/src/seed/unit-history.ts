import { COUNTRY_UID, type Day, OPEN_FROM, OPEN_TO, type UnitLevel } from '@phat-ngon/kit';
import type { CleanMap, MapUnit } from './clean-maps.js';
import type { CodeLink, CommuneLineage } from './commune-lineage.js';
import { DATED_CHANGES } from './dated-changes.js';
import { englishNameOf, shortNameOf } from './naming.js';
import { COUNTRY_PLACE, type Place, placeBelow, unitUid } from './place.js';
import { REFORM_DAY, type UnitVersion } from './register.js';

/** A unit with its history, before its lineage is known. */
export interface UnitHistory {
  readonly uid: string;
  readonly level: UnitLevel;
  readonly versions: readonly UnitVersion[];
}

/** The units of both eras, and who held a code before and since the reform. */
export interface UnitHistories {
  readonly units: readonly UnitHistory[];
  readonly oldUid: (level: UnitLevel, code: string) => string;
  readonly newUid: (level: UnitLevel, code: string) => string;
}

/** What histories are made of. */
export interface HistorySources {
  readonly oldMap: CleanMap;
  readonly newMap: CleanMap;
  readonly provinceLinks: readonly CodeLink[];
  readonly communes: CommuneLineage;
}

/** Gives every unit its identity (see `unitUid`) and its versions. */
export function unitHistories(sources: HistorySources): UnitHistories {
  const { oldMap, newMap, communes } = sources;
  const merged = new Set(sources.provinceLinks.map((link) => link.toCode));
  const histories = new Map<string, UnitHistory>();
  const heldBefore = new Set([...oldMap.provinces, ...oldMap.communes].map((unit) => unit.code));
  const oldUid = (level: UnitLevel, code: string): string =>
    level === 'COUNTRY' ? COUNTRY_UID : unitUid(level, code, 1);
  const newUid = (level: UnitLevel, code: string): string => {
    const isNew = level === 'PROVINCE' ? merged.has(code) : !communes.kept.has(code);
    return isNew && heldBefore.has(code) && level !== 'COUNTRY' ? unitUid(level, code, 2) : oldUid(level, code);
  };
  const add = (level: UnitLevel, unit: MapUnit, uid: string, place: Place, from: Day): void => {
    const earlier = histories.get(uid)?.versions ?? [];
    histories.set(uid, {
      uid,
      level,
      versions: [...closedAt(earlier, from), ...versionsOf(level, unit, place, from, earlier.length)],
    });
  };
  addCountry(histories);
  const oldPlaces = placeOldUnits(oldMap, oldUid, add);
  closeEnded(histories, newMap, newUid);
  placeNewUnits(newMap, newUid, oldPlaces, add, new Set(histories.keys()));
  return { units: [...histories.values()], oldUid, newUid };
}

type Add = (level: UnitLevel, unit: MapUnit, uid: string, place: Place, from: Day) => void;
type UidOf = (level: UnitLevel, code: string) => string;

function addCountry(histories: Map<string, UnitHistory>): void {
  const version: UnitVersion = {
    version: 1,
    validFrom: OPEN_FROM,
    validTo: OPEN_TO,
    code: 'VN',
    kind: 'COUNTRY',
    name: 'Việt Nam',
    shortName: 'Việt Nam',
    nameEn: 'Viet Nam',
    region: null,
    parentUid: null,
    path: COUNTRY_PLACE.path,
    sortOfficial: COUNTRY_PLACE.sortOfficial,
  };
  histories.set(COUNTRY_UID, { uid: COUNTRY_UID, level: 'COUNTRY', versions: [version] });
}

function placeOldUnits(map: CleanMap, uidOf: UidOf, add: Add): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const put = (level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE', units: readonly MapUnit[], parentLevel: UnitLevel): void => {
    for (const unit of units) {
      const parent =
        parentLevel === 'COUNTRY' ? COUNTRY_PLACE : placeAt(places, uidOf(parentLevel, unit.parentCode ?? ''));
      const uid = uidOf(level, unit.code);
      const place = placeBelow(parent, uid, unit.code);
      places.set(uid, place);
      add(level, unit, uid, place, OPEN_FROM);
    }
  };
  put('PROVINCE', map.provinces, 'COUNTRY');
  put('DISTRICT', map.districts, 'PROVINCE');
  put('COMMUNE', map.communes, 'DISTRICT');
  return places;
}

function placeNewUnits(
  map: CleanMap,
  uidOf: UidOf,
  oldPlaces: ReadonlyMap<string, Place>,
  add: Add,
  known: ReadonlySet<string>,
): void {
  const places = new Map<string, Place>();
  for (const unit of map.provinces) {
    const uid = uidOf('PROVINCE', unit.code);
    places.set(unit.code, oldPlaces.get(uid) ?? placeBelow(COUNTRY_PLACE, uid, unit.code));
    if (!known.has(uid)) add('PROVINCE', unit, uid, placeAt(places, unit.code), REFORM_DAY);
  }
  for (const unit of map.communes) {
    const uid = uidOf('COMMUNE', unit.code);
    add('COMMUNE', unit, uid, placeBelow(placeAt(places, unit.parentCode ?? ''), uid, unit.code), REFORM_DAY);
  }
}

function placeAt(places: ReadonlyMap<string, Place>, key: string): Place {
  const place = places.get(key);
  if (place === undefined) throw new Error(`the map names a parent it does not have: ${key}`);
  return place;
}

/** Ends every unit of 2023 that no unit of 2025 is. */
function closeEnded(histories: Map<string, UnitHistory>, newMap: CleanMap, uidOf: UidOf): void {
  const alive = new Set([
    COUNTRY_UID,
    ...newMap.provinces.map((unit) => uidOf('PROVINCE', unit.code)),
    ...newMap.communes.map((unit) => uidOf('COMMUNE', unit.code)),
  ]);
  for (const history of histories.values()) {
    if (!alive.has(history.uid))
      histories.set(history.uid, { ...history, versions: closedAt(history.versions, REFORM_DAY) });
  }
}

function closedAt(versions: readonly UnitVersion[], day: Day): readonly UnitVersion[] {
  return versions.map((version) => (version.validTo === OPEN_TO ? { ...version, validTo: day } : version));
}

/** The versions a unit begins with on a day: its form on the map, and what is known to change later. */
function versionsOf(level: UnitLevel, unit: MapUnit, place: Place, from: Day, before: number): readonly UnitVersion[] {
  const first: UnitVersion = {
    version: before + 1,
    validFrom: from,
    validTo: OPEN_TO,
    code: unit.code,
    kind: unit.kind,
    name: unit.name,
    shortName: unit.shortName,
    nameEn: unit.nameEn,
    region: place.region,
    parentUid: place.path.split('/').at(-3) ?? null,
    path: place.path,
    sortOfficial: place.sortOfficial,
  };
  // A unit placed before the reform takes the changes before it; what lives on is placed again on the day of the reform.
  const changes = DATED_CHANGES.filter(
    (change) =>
      change.level === level &&
      change.code === unit.code &&
      change.on > from &&
      (from >= REFORM_DAY || change.on < REFORM_DAY),
  );
  return changes.reduce<readonly UnitVersion[]>(
    (versions, change) => [
      ...closedAt(versions, change.on),
      {
        ...first,
        version: before + versions.length + 1,
        validFrom: change.on,
        kind: change.kind,
        name: change.name,
        ...shortNames(change.name, change.kind),
      },
    ],
    [first],
  );
}

function shortNames(name: string, kind: UnitVersion['kind']): Pick<UnitVersion, 'shortName' | 'nameEn'> {
  const shortName = shortNameOf(name);
  return { shortName, nameEn: englishNameOf(shortName, kind) };
}
