import { EntitySchema } from 'typeorm';
import type { PlacedAgency, PlacedUnit } from './placement.js';

/** {@link PlacedUnit} as stored: the heirs' uids joined by spaces. */
export interface PlacedUnitRow extends Omit<PlacedUnit, 'heirs'> {
  readonly heirs: string;
}

/** {@link PlacedAgency} as it is read. */
export type PlacedAgencyRow = PlacedAgency;

/** {@link PlacedAgency} as stored, with its name folded for search and its sort key. */
export interface StoredPlacedAgencyRow extends PlacedAgency {
  readonly foldedName: string;
  readonly sortName: string;
}

/** How far a projection has read its source. */
export interface ProjectionRow {
  readonly source: string;
  readonly seq: number;
  /** 1 once the snapshot was read whole. */
  readonly complete: number;
  /** 1 while there is more to read: what was read last may be half of what was written together. */
  readonly behind: number;
}

/** Versions of units, projected. */
export const PlacedUnitEntity = new EntitySchema<PlacedUnitRow>({
  name: 'PlacedUnit',
  tableName: 'placed_unit',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int', primary: true },
    level: { type: 'varchar' },
    code: { type: 'varchar' },
    name: { type: 'varchar' },
    region: { type: 'varchar', nullable: true },
    parentUid: { name: 'parent_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    sortOfficial: { name: 'sort_official', type: 'varchar' },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    heirs: { type: 'text' },
  },
});

/** Versions of agencies, projected. */
export const PlacedAgencyEntity = new EntitySchema<StoredPlacedAgencyRow>({
  name: 'PlacedAgency',
  tableName: 'placed_agency',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int', primary: true },
    tier: { type: 'varchar' },
    kind: { type: 'varchar' },
    name: { type: 'varchar' },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    unitUid: { name: 'unit_uid', type: 'varchar' },
    parentUid: { name: 'parent_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    sortOfficial: { name: 'sort_official', type: 'varchar' },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
  },
});

/** Positions of projections. */
export const ProjectionEntity = new EntitySchema<ProjectionRow>({
  name: 'Projection',
  tableName: 'projection',
  columns: {
    source: { type: 'varchar', primary: true },
    seq: { type: 'int' },
    complete: { type: 'int' },
    behind: { name: 'is_behind', type: 'int' },
  },
});
