/** The tiers in Vietnamese, in their order. */
export const TIER_NAMES: Readonly<Record<string, string>> = {
  CENTRAL: 'Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ',
  PROVINCE: 'UBND cấp tỉnh',
  PROVINCIAL_DEPARTMENT: 'Sở, ban, ngành cấp tỉnh',
  DISTRICT: 'UBND cấp huyện',
  COMMUNE: 'UBND cấp xã',
};

/** What happened to spokespersons, in Vietnamese. */
export const TURNOVER_NAMES: Readonly<Record<string, string>> = {
  NEW: 'Mới có người phát ngôn',
  REPLACED: 'Thay người phát ngôn',
  LEFT: 'Thôi, chưa có người thay',
  AGENCY_ENDED: 'Thôi vì cơ quan kết thúc hoạt động',
};

/** The roles in Vietnamese. */
export const ROLE_NAMES: Readonly<Record<string, string>> = {
  HEAD: 'Người đứng đầu',
  SPOKESPERSON: 'Người phát ngôn',
  AUTHORIZED: 'Người được ủy quyền',
  COORDINATING: 'Người phối hợp',
};

/** A word of a table; an unknown key stands for itself. */
export function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}

const numbers = new Intl.NumberFormat('vi-VN');
const percents = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A number as Vietnamese writes it: 12.542. */
export function shownNumber(value: number): string {
  return numbers.format(value);
}

/** A share in percent, 8,29 %; a dash where nothing is expected. */
export function shownShare(share: { readonly expected: number; readonly covered: number } | null): string {
  return share === null || share.expected === 0 ? '–' : `${percents.format((100 * share.covered) / share.expected)} %`;
}

/** A difference with its sign, 0 without. */
export function shownChange(change: number, format: (value: number) => string = shownNumber): string {
  if (change === 0) return '0';
  return `${change > 0 ? '+' : '−'}${format(Math.abs(change))}`;
}

/** Percentage points with two digits. */
export function shownPoints(change: number): string {
  return shownChange(Math.round(change * 10_000) / 100, (value) => percents.format(value));
}

/** A day as Vietnamese writes it: 08/08/2023. */
export function shownDate(day: string): string {
  return day.split('-').reverse().join('/');
}
