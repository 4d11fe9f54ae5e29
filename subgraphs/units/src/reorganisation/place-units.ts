import { COUNTRY_UID, type Day, groupRows, OPEN_TO, type UnitLevel } from '@phat-ngon/kit';
import type { FileLevel } from '../lineage/lineage-columns.js';
import { englishNameOf } from '../seed/naming.js';
import { COUNTRY_PLACE, type Place, placeBelow } from '../seed/place.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { WantedUnit } from './new-units.js';

/** A unit whose form or place may become another: what it was, what the file wants, and the unit it belongs to since. */
export interface Placing {
  readonly uid: string;
  readonly level: UnitLevel;
  readonly parentUid: string;
  /** Null: it is new. */
  readonly before: UnitRow | null;
  /** Null: the file does not name it; its place alone may change. */
  readonly wanted: WantedUnit | null;
}

const LEVELS_DOWN: readonly FileLevel[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

/**
 * Gives units their rows from a day on, from the province down. Paths and official order run through the tree: where a unit's
 * place becomes another, all that lies below it and is not named moves along.
 */
export function placeUnits(placings: readonly Placing[], units: readonly UnitRow[], on: Day): readonly UnitRow[] {
  const waiting = new Map(placings.map((placing) => [placing.uid, placing]));
  const before = new Map(units.map((unit) => [unit.uid, unit]));
  const childrenOf = groupRows(units, (unit) => unit.parentUid ?? '');
  const placed = new Map<string, UnitRow>();
  for (const level of LEVELS_DOWN) {
    for (const placing of [...waiting.values()].filter((one) => one.level === level)) {
      const parent = placed.get(placing.parentUid) ?? before.get(placing.parentUid);
      const row = rowOf(placing, placing.parentUid === COUNTRY_UID ? COUNTRY_PLACE : parent, on);
      placed.set(placing.uid, row);
      if (placing.before === null || placing.before.path === row.path) continue;
      const along = (childrenOf.get(placing.uid) ?? []).filter((child) => !waiting.has(child.uid));
      for (const child of along) waiting.set(child.uid, movedTo(placing.uid, child));
    }
  }
  return [...placed.values()];
}

/** A unit that the file does not name, in the place where its parent has moved or what its parent has become. */
export function movedTo(parentUid: string, unit: UnitRow): Placing {
  return { uid: unit.uid, level: unit.level, parentUid, before: unit, wanted: null };
}

function rowOf({ uid, level, parentUid, before, wanted }: Placing, parent: Place | undefined, on: Day): UnitRow {
  const code = wanted?.code ?? before?.code ?? '';
  // A parent that is missing was noted as a problem; nothing is made of such a plan.
  const { path, sortOfficial, region } = placeBelow(parent ?? COUNTRY_PLACE, uid, code);
  return {
    uid,
    level,
    code,
    parentUid,
    path,
    sortOfficial,
    region,
    ...formOf(before, wanted),
    version: (before?.version ?? 0) + 1,
    validFrom: on,
    validTo: OPEN_TO,
    lifeFrom: before?.lifeFrom ?? on,
    lifeTo: OPEN_TO,
    validToBasis: null,
    heirs: '',
  };
}

type Form = Pick<UnitRow, 'name' | 'shortName' | 'nameEn' | 'kind'>;

/** An English name that nobody gives is formed from the name, unless the name is as it was. */
function formOf(before: UnitRow | null, wanted: WantedUnit | null): Form {
  if (wanted === null && before !== null) {
    const { name, shortName, nameEn, kind } = before;
    return { name, shortName, nameEn, kind };
  }
  const { name, shortName, kind } = wanted ?? { name: '', shortName: '', kind: 'COMMUNE' };
  const formed = before !== null && before.name === name && before.kind === kind ? before.nameEn : null;
  return { name, kind, shortName, nameEn: wanted?.nameEn ?? formed ?? englishNameOf(shortName, kind) };
}
