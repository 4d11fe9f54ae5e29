import type { FileLevel } from './lineage-columns.js';

/** A row of a lineage file: one unit before and one after that share ground. */
export interface LineageRow {
  /** Its line in the file, the header's being 1. */
  readonly row: number;
  /** Null: ground that belonged to no commune; the register has no such unit. */
  readonly oldLevel: FileLevel | null;
  readonly oldCode: string;
  readonly oldName: string;
  /** Empty where the file does not say. */
  readonly oldDistrictCode: string;
  readonly oldProvinceCode: string;
  /** Null: the old unit is abolished, and no new one takes its place. */
  readonly into: NewUnitCells | null;
  readonly extent: 'FULL' | 'PARTIAL';
}

/** What a row says of the unit after. */
export interface NewUnitCells {
  readonly level: FileLevel;
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
  /** Null where the file leaves it to the name. */
  readonly kind: string | null;
  /** Null where the file leaves it to the name. */
  readonly nameEn: string | null;
  /** Null: the province. */
  readonly parentCode: string | null;
}
