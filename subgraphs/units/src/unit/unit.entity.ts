import type { Day, Region, UnitLevel } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';
import type { UnitKind, ValidToBasis } from '../seed/register.js';

/**
 * A version of a unit, with what holds for its whole life beside it. On a day, the version seen is the one whose period holds
 * the day, or the last one of a unit that has ended.
 */
export interface UnitRow {
  readonly uid: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly lifeFrom: Day;
  readonly lifeTo: Day;
  readonly validToBasis: ValidToBasis | null;
  /** The uids that took over its ground on the day it ended, joined by spaces (see `followHeirs`); empty while no end is decided. */
  readonly heirs: string;
  readonly level: UnitLevel;
  readonly code: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  readonly nameEn: string;
  readonly region: Region | null;
  readonly parentUid: string | null;
  readonly path: string;
  readonly sortOfficial: string;
}

/** A version as it is stored, with what lists are sorted and searched by: long texts that no answer shows, so no list reads them. */
export interface StoredUnitRow extends UnitRow {
  readonly sortName: string;
  readonly foldedName: string;
  readonly foldedShortName: string;
}

/** Versions of units. */
export const UnitEntity = new EntitySchema<StoredUnitRow>({
  name: 'UnitVersion',
  tableName: 'unit_version',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int', primary: true },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    lifeFrom: { name: 'life_from', type: 'varchar' },
    lifeTo: { name: 'life_to', type: 'varchar' },
    validToBasis: { name: 'valid_to_basis', type: 'varchar', nullable: true },
    heirs: { type: 'text' },
    level: { type: 'varchar' },
    code: { type: 'varchar' },
    kind: { type: 'varchar' },
    name: { type: 'varchar' },
    shortName: { name: 'short_name', type: 'varchar' },
    nameEn: { name: 'name_en', type: 'varchar' },
    region: { type: 'varchar', nullable: true },
    parentUid: { name: 'parent_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    sortOfficial: { name: 'sort_official', type: 'varchar' },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
    foldedShortName: { name: 'folded_short_name', type: 'varchar', select: false },
  },
});
