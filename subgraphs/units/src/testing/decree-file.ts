import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from '../lineage/lineage-columns.js';

/** The cells of a row by column; what is left out is empty. */
export type Cells = Readonly<Partial<Record<string, string>>>;

/** A lineage file of these rows, as a spreadsheet saves it. */
export function lineageFile(rows: readonly Cells[]): string {
  const columns: readonly string[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A unit as a file names it: its code and name. */
export type Named = readonly [code: string, name: string];

/** The row of a commune that becomes (a part of) another in the same province, or stays what it is. */
export function becomes(province: string, from: Named, to: Named, more: Cells = {}): Cells {
  return {
    old_level: 'commune',
    old_code: from[0],
    old_name: from[1],
    old_province_code: province,
    new_code: to[0],
    new_name: to[1],
    new_province_code: province,
    extent: 'FULL',
    ...more,
  };
}

/** The row of a part. */
export const PART: Cells = { extent: 'PARTIAL' };

/**
 * A fictional reorganisation in Điện Biên: two communes merge, one is divided, one gives off a part and goes on, one is renamed and
 * one made a ward, by the rules each on its own terms.
 */
export const FICTIONAL_DECREE: readonly Cells[] = [
  becomes('11', ['03158', 'Xã Sín Thầu'], ['03160', 'Xã Mường Nhé']),
  becomes('11', ['03160', 'Xã Mường Nhé'], ['03160', 'Xã Mường Nhé']),
  becomes('11', ['03164', 'Xã Quảng Lâm'], ['03164', 'Xã Quảng Thượng'], PART),
  becomes('11', ['03164', 'Xã Quảng Lâm'], ['90001', 'Xã Quảng Hạ'], PART),
  becomes('11', ['03169', 'Xã Nà Hỳ'], ['03169', 'Xã Nà Hỳ'], PART),
  becomes('11', ['03169', 'Xã Nà Hỳ'], ['90002', 'Xã Nà Hỳ Bắc'], PART),
  becomes('11', ['03175', 'Xã Chà Tở'], ['03175', 'Xã Chà Tở Mới']),
  becomes('11', ['03253', 'Xã Tuần Giáo'], ['03253', 'Phường Tuần Giáo']),
];
