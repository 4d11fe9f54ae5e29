import { OPEN_TO, type UnitLevel } from '@phat-ngon/kit';
import { agencyHistories } from './agency-history.js';
import { agencyHeirs, agencySuccessions } from './agency-lineage.js';
import { cleanNewMap, cleanOldMap } from './clean-maps.js';
import { type CodeLink, communeLineage, provinceLineage } from './commune-lineage.js';
import { correctCodes } from './correct-codes.js';
import { currentCover } from './current-cover.js';
import { DOCUMENTS } from './documents.js';
import { REFORM_DAY, type Register, type Succession, type UnitRecord } from './register.js';
import { resolveMappings } from './resolve-mappings.js';
import { readNewMap, readOldMap } from './sources.js';
import { type UnitHistories, type UnitHistory, unitHistories } from './unit-history.js';

/**
 * The register in both eras, built from the two packages: read, cleaned, linked, dated. Deterministic; takes a second or two.
 * @throws Error when a source lacks a table or contradicts itself in a way that cannot be resolved row by row.
 */
export function buildRegister(): Register {
  const newSource = readNewMap();
  const old = cleanOldMap(readOldMap());
  const cleaned = cleanNewMap(newSource);
  const mappings = resolveMappings(newSource.mappings, old.map, cleaned.map);
  const current = correctCodes(mappings, old.map, cleaned.map);
  const provinceLinks = provinceLineage(mappings, old.map, current.map);
  const communes = communeLineage(mappings, old.map, current.map);
  const histories = unitHistories({ oldMap: old.map, newMap: current.map, provinceLinks, communes });
  const unitSuccessions = [...provinceLinks, ...communes.links].map((link) => successionOf(link, histories));
  const cover = currentCover(histories.units, unitSuccessions);
  const agencies = agencyHistories(histories.units, unitSuccessions);
  const successions = agencySuccessions(agencies, histories.units, unitSuccessions);
  const heirs = agencyHeirs(agencies, successions, cover);
  return {
    units: histories.units.map((unit) => recordOf(unit, cover, mappings.linkedByCode)),
    unitSuccessions,
    agencies: agencies.map((agency) => ({ ...agency, heirs: heirs.get(agency.uid) ?? [] })),
    agencySuccessions: successions,
    findings: [...old.findings, ...cleaned.findings, ...mappings.findings, ...current.findings],
  };
}

function successionOf(link: CodeLink, { oldUid, newUid }: UnitHistories): Succession {
  const toLevel: UnitLevel = link.fromLevel === 'PROVINCE' ? 'PROVINCE' : 'COMMUNE';
  return {
    fromUid: oldUid(link.fromLevel, link.fromCode),
    toUid: newUid(toLevel, link.toCode),
    date: REFORM_DAY,
    extent: link.extent,
    kind: link.kind,
    legalBasis: toLevel === 'PROVINCE' ? DOCUMENTS.provinces2025 : DOCUMENTS.communes2025,
  };
}

/** A commune whose own code no mapping row has was gone before the map of June 2025; when exactly is not in the sources. */
function recordOf(
  unit: UnitHistory,
  cover: ReadonlyMap<string, readonly string[]>,
  linkedByCode: ReadonlySet<string>,
): UnitRecord {
  const last = unit.versions.at(-1);
  const ended = last !== undefined && last.validTo !== OPEN_TO;
  const unknown = unit.level === 'COMMUNE' && !linkedByCode.has(last?.code ?? '');
  return {
    ...unit,
    validToBasis: ended ? (unknown ? 'NO_LATER_THAN' : 'KNOWN') : null,
    heirs: cover.get(unit.uid) ?? [],
  };
}
