import type { Day } from '@phat-ngon/kit';
import type { UnitKind } from './register.js';

/** A change of a unit's name or kind on a known day, by which it stays the same unit. */
export interface DatedChange {
  readonly level: 'PROVINCE' | 'COMMUNE';
  /** The code it holds on that day. */
  readonly code: string;
  readonly on: Day;
  readonly kind: UnitKind;
  /** Its name from then on, with the kind word. */
  readonly name: string;
}

const DONG_NAI_DAY: Day = '2026-04-30';

const DONG_NAI_WARDS: Readonly<Record<string, string>> = {
  '25270': 'Lộc Ninh',
  '25357': 'Tân Khai',
  '25363': 'Đồng Phú',
  '26116': 'Tân Phú',
  '26170': 'Trị An',
  '26248': 'Trảng Bom',
  '26326': 'Dầu Giây',
  '26368': 'Long Thành',
  '26425': 'Xuân Lộc',
  '26485': 'Nhơn Trạch',
};

/**
 * What changed on a known day beside the reform: Thừa Thiên Huế became the municipality of Huế (Resolution 175/2024/QH15); Đồng
 * Nai became a municipality and ten of its communes wards.
 */
export const DATED_CHANGES: readonly DatedChange[] = [
  { level: 'PROVINCE', code: '46', on: '2025-01-01', kind: 'MUNICIPALITY', name: 'Thành phố Huế' },
  { level: 'PROVINCE', code: '75', on: DONG_NAI_DAY, kind: 'MUNICIPALITY', name: 'Thành phố Đồng Nai' },
  ...Object.entries(DONG_NAI_WARDS).map(
    ([code, name]): DatedChange => ({ level: 'COMMUNE', code, on: DONG_NAI_DAY, kind: 'WARD', name: `Phường ${name}` }),
  ),
];
