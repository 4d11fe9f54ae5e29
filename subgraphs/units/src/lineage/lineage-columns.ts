import type { UnitLevel } from '@phat-ngon/kit';

/** The levels that a file's units can be of. */
export type FileLevel = Exclude<UnitLevel, 'COUNTRY'>;

/** The columns every lineage file has: one row for each pair of a unit before and a unit after that share ground. */
export const REQUIRED_COLUMNS = [
  'old_level',
  'old_code',
  'old_name',
  'old_district_code',
  'old_province_code',
  'new_code',
  'new_name',
  'new_province_code',
  'extent',
] as const;

/** The columns that a file may have beside them: what a new unit is, where its code and name do not say. */
export const OPTIONAL_COLUMNS = ['new_level', 'new_kind', 'new_name_en', 'new_parent_code'] as const;

/** A column of a lineage file. */
export type LineageColumn = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** What the cells of a column look like, and how that is said. */
export interface CellForm {
  readonly pattern: RegExp;
  readonly en: string;
  readonly vi: string;
}

/** The levels as `old_level` and `new_level` write them. */
export const LEVELS: ReadonlyMap<string, FileLevel> = new Map([
  ['province', 'PROVINCE'],
  ['district', 'DISTRICT'],
  ['commune', 'COMMUNE'],
]);

/** What `old_level` says of ground that belonged to no commune; the register has no such unit. */
export const UNINCORPORATED = 'unincorporated';

/** The codes of each level (statistical office): digits, with leading zeros. */
export const CODES: Readonly<Record<FileLevel, CellForm>> = {
  PROVINCE: { pattern: /^\d{2}$/, en: 'two digits', vi: 'hai chữ số' },
  DISTRICT: { pattern: /^\d{3}$/, en: 'three digits', vi: 'ba chữ số' },
  COMMUNE: { pattern: /^\d{5}$/, en: 'five digits', vi: 'năm chữ số' },
};

const NAME: CellForm = { pattern: /^.{1,150}$/su, en: 'a name of up to 150 letters', vi: 'tên không quá 150 chữ' };

/** What the other cells look like. */
export const FORMS = {
  level: {
    pattern: /^(province|district|commune|unincorporated)$/,
    en: 'province, district, commune or unincorporated',
    vi: 'province, district, commune hoặc unincorporated',
  },
  newLevel: {
    pattern: /^(province|district|commune)?$/,
    en: 'province, district or commune',
    vi: 'province, district hoặc commune',
  },
  unincorporatedCode: { pattern: /^\d{0,5}$/, en: 'nothing, or digits', vi: 'để trống hoặc chữ số' },
  name: NAME,
  nameOrNothing: { ...NAME, pattern: /^.{0,150}$/su },
  code: {
    pattern: /^(\d{2}|\d{3}|\d{5})$/,
    en: 'a code of two, three or five digits',
    vi: 'mã hai, ba hoặc năm chữ số',
  },
  districtOrNothing: { pattern: /^(\d{3})?$/, en: 'three digits, or nothing', vi: 'ba chữ số hoặc để trống' },
  parentOrNothing: { pattern: /^(\d{2}|\d{3})?$/, en: 'a code of two or three digits', vi: 'mã hai hoặc ba chữ số' },
  extent: { pattern: /^(FULL|PARTIAL)$/, en: 'FULL or PARTIAL', vi: 'FULL hoặc PARTIAL' },
  nothing: {
    pattern: /^$/,
    en: 'nothing, as the row names no new unit',
    vi: 'để trống, vì dòng này không nêu đơn vị mới',
  },
} as const satisfies Record<string, CellForm>;
