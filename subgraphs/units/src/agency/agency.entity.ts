import type { Day, Tier } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';
import type { AgencyBasis, AgencyKind, ValidToBasis } from '../seed/register.js';

/** A version of an agency, with what holds for its whole life beside it (see `UnitRow`). */
export interface AgencyRow {
  readonly uid: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly lifeFrom: Day;
  readonly lifeTo: Day;
  readonly validToBasis: ValidToBasis | null;
  /** The uids that answer in its place since the day it ended, joined by spaces (see `followHeirs`); empty while no end is decided. */
  readonly heirs: string;
  readonly tier: Tier;
  readonly kind: AgencyKind;
  readonly basis: AgencyBasis;
  readonly name: string;
  readonly nameEn: string;
  readonly unitUid: string;
  readonly parentUid: string | null;
  readonly path: string;
  readonly sortOfficial: string;
}

/** A version as it is stored (see `StoredUnitRow`). */
export interface StoredAgencyRow extends AgencyRow {
  readonly sortName: string;
  readonly foldedName: string;
}

/** Versions of agencies. */
export const AgencyEntity = new EntitySchema<StoredAgencyRow>({
  name: 'AgencyVersion',
  tableName: 'agency_version',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int', primary: true },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    lifeFrom: { name: 'life_from', type: 'varchar' },
    lifeTo: { name: 'life_to', type: 'varchar' },
    validToBasis: { name: 'valid_to_basis', type: 'varchar', nullable: true },
    heirs: { type: 'text' },
    tier: { type: 'varchar' },
    kind: { type: 'varchar' },
    basis: { type: 'varchar' },
    name: { type: 'varchar' },
    nameEn: { name: 'name_en', type: 'varchar' },
    unitUid: { name: 'unit_uid', type: 'varchar' },
    parentUid: { name: 'parent_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    sortOfficial: { name: 'sort_official', type: 'varchar' },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
  },
});
