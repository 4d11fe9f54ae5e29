import { foldText, OPEN_FROM, OPEN_TO, sortKeyOf } from '@phat-ngon/kit';
import type { StoredAgencyRow } from './agency/agency.entity.js';
import type { SuccessionOf, SuccessionRow } from './lineage/succession.entity.js';
import type { AgencyRecord, Succession, UnitRecord } from './seed/register.js';
import type { StoredUnitRow } from './unit/unit.entity.js';

/** The rows of a unit: one a version. */
export function unitRowsOf(unit: UnitRecord): readonly StoredUnitRow[] {
  const life = lifeOf(unit);
  return unit.versions.map((version) => ({
    uid: unit.uid,
    level: unit.level,
    ...life,
    ...version,
    sortName: sortKeyOf(version.name),
    foldedName: foldText(version.name),
    foldedShortName: foldText(version.shortName),
  }));
}

/** The rows of an agency: one a version. */
export function agencyRowsOf(agency: AgencyRecord): readonly StoredAgencyRow[] {
  const life = lifeOf(agency);
  const { uid, tier, kind, basis } = agency;
  return agency.versions.map((version) => ({
    uid,
    tier,
    kind,
    basis,
    ...life,
    ...version,
    sortName: sortKeyOf(version.name),
    foldedName: foldText(version.name),
  }));
}

/** The row of a link. */
export function successionRowOf(of: SuccessionOf, link: Succession): SuccessionRow {
  const { legalBasis, ...rest } = link;
  return {
    of,
    ...rest,
    documentNumber: legalBasis?.number ?? null,
    documentTitle: legalBasis?.title ?? null,
    documentIssuedOn: legalBasis?.issuedOn ?? null,
  };
}

function lifeOf(
  record: UnitRecord | AgencyRecord,
): Pick<StoredUnitRow, 'lifeFrom' | 'lifeTo' | 'validToBasis' | 'heirs'> {
  return {
    lifeFrom: record.versions[0]?.validFrom ?? OPEN_FROM,
    lifeTo: record.versions.at(-1)?.validTo ?? OPEN_TO,
    validToBasis: record.validToBasis,
    heirs: record.heirs.join(' '),
  };
}
