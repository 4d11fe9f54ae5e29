import type { CleanMap, MapUnit } from './clean-maps.js';
import type { ImportFinding } from './register.js';
import type { ResolvedMappings } from './resolve-mappings.js';
import { NEW_SOURCE } from './sources.js';

/** The new map with corrected codes, and what was corrected. */
export interface CorrectedMap {
  readonly map: CleanMap;
  readonly findings: readonly ImportFinding[];
}

/**
 * Corrects the code of a commune that no row gives a predecessor while exactly one commune of 2023 of its name and kind has no
 * successor: it was not reorganised and kept its code, whatever the source says (Ia Mơ carries the code of Ia Mơ Nông there).
 */
export function correctCodes(mappings: ResolvedMappings, oldMap: CleanMap, newMap: CleanMap): CorrectedMap {
  const findings: ImportFinding[] = [];
  const linkedNew = new Set(mappings.pairs.map((pair) => pair.newCode));
  const linkedOld = new Set(mappings.pairs.map((pair) => pair.oldCode));
  const orphans = oldMap.communes.filter((unit) => !linkedOld.has(unit.code));
  const taken = new Set(newMap.communes.map((unit) => unit.code));
  const correct = (unit: MapUnit): MapUnit => {
    if (linkedNew.has(unit.code)) return unit;
    const [same, ...others] = orphans.filter((old) => old.name === unit.name && old.kind === unit.kind);
    if (same === undefined || others.length > 0 || taken.has(same.code)) return unit;
    findings.push({
      source: NEW_SOURCE,
      table: 'wards',
      row: unit.code,
      kind: 'CODE_CORRECTED',
      messageVi: `${unit.name} không bị sắp xếp lại nên giữ mã cũ.`,
      messageEn: `${unit.nameEn} was not reorganised and keeps its code.`,
      before: unit.code,
      after: same.code,
    });
    return { ...unit, code: same.code };
  };
  const communes = newMap.communes.map(correct).sort((a, b) => (a.code < b.code ? -1 : 1));
  return { map: { ...newMap, communes }, findings };
}
