import { OPEN_TO } from '@phat-ngon/kit';
import type { Succession } from './register.js';
import type { UnitHistory } from './unit-history.js';

/**
 * For each unit that has ended, the units in force that cover its ground now, in official order. Lineage is followed until
 * something is in force; a district without lineage of its own is covered by what covers its communes that have lineage; a
 * commune without lineage by what covers its district, failing that its province.
 */
export function currentCover(
  units: readonly UnitHistory[],
  successions: readonly Succession[],
): ReadonlyMap<string, readonly string[]> {
  const byUid = new Map(units.map((unit) => [unit.uid, unit]));
  const successors = new Map<string, string[]>();
  for (const { fromUid, toUid } of successions) successors.set(fromUid, [...(successors.get(fromUid) ?? []), toUid]);
  const children = new Map<string, string[]>();
  for (const unit of units) {
    const parent = unit.versions.at(-1)?.parentUid ?? '';
    if (unit.level === 'COMMUNE' && !isInForce(unit)) children.set(parent, [...(children.get(parent) ?? []), unit.uid]);
    for (const version of unit.versions.slice(0, -1)) {
      // A commune that lives on lay in a district before: it covers its own part of it.
      if (version.parentUid !== null && version.parentUid !== parent)
        children.set(version.parentUid, [...(children.get(version.parentUid) ?? []), unit.uid]);
    }
  }

  const byLineage = (uid: string): ReadonlySet<string> => {
    const unit = byUid.get(uid);
    if (unit !== undefined && isInForce(unit)) return new Set([uid]);
    return new Set((successors.get(uid) ?? []).flatMap((next) => [...byLineage(next)]));
  };
  const byCommunes = (uid: string): ReadonlySet<string> =>
    new Set((children.get(uid) ?? []).flatMap((commune) => [...byLineage(commune)]));
  const cover = (unit: UnitHistory): ReadonlySet<string> => {
    const own = byLineage(unit.uid);
    if (own.size > 0) return own;
    const fromCommunes = byCommunes(unit.uid);
    if (fromCommunes.size > 0) return fromCommunes;
    const parent = byUid.get(unit.versions.at(-1)?.parentUid ?? '');
    return parent === undefined ? new Set() : cover(parent);
  };
  const order = new Map(units.map((unit) => [unit.uid, unit.versions.at(-1)?.sortOfficial ?? '']));
  return new Map(
    units
      .filter((unit) => !isInForce(unit))
      .map((unit) => [unit.uid, [...cover(unit)].sort((a, b) => compare(order.get(a), order.get(b)))]),
  );
}

function isInForce(unit: UnitHistory): boolean {
  return unit.versions.at(-1)?.validTo === OPEN_TO;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
