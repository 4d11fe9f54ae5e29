import { foldText, OPEN_FROM, OPEN_TO, sortKeyOf } from '@phat-ngon/kit';
import type { AgencyRow, StoredAgencyRow } from './agency/agency.entity.js';
import type { SuccessionOf, SuccessionRow } from './lineage/succession.entity.js';
import type { AgencyRecord, Succession, UnitRecord } from './seed/register.js';
import type { StoredUnitRow, UnitRow } from './unit/unit.entity.js';

/** The rows of a unit: one a version. */
export function unitRowsOf(unit: UnitRecord): readonly StoredUnitRow[] {
  const life = lifeOf(unit);
  return unit.versions.map((version) => storedUnitRow({ uid: unit.uid, level: unit.level, ...life, ...version }));
}

/** A version of a unit with what it is sorted and searched by. */
export function storedUnitRow(row: UnitRow): StoredUnitRow {
  return {
    ...row,
    sortName: sortKeyOf(row.name),
    foldedName: foldText(row.name),
    foldedShortName: foldText(row.shortName),
  };
}

/** The rows of an agency: one a version. */
export function agencyRowsOf(agency: AgencyRecord): readonly StoredAgencyRow[] {
  const life = lifeOf(agency);
  const { uid, tier, kind, basis } = agency;
  return agency.versions.map((version) => storedAgencyRow({ uid, tier, kind, basis, ...life, ...version }));
}

/** A version of an agency with what it is sorted and searched by. */
export function storedAgencyRow(row: AgencyRow): StoredAgencyRow {
  return { ...row, sortName: sortKeyOf(row.name), foldedName: foldText(row.name) };
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
