import { addDays, type Day, isDay, OPEN_TO } from '@phat-ngon/kit';
import type { CleanCell } from './clean-cell.js';

/** The day before which no entry of a list lies: a number that comes to less is none of a day. */
const EARLIEST: Day = '1950-01-01';
/** Day 0 of workbooks; the leap day of 1900 that they count and that there never was lies before any day of a list. */
const DAY_ZERO: Day = '1899-12-30';
const DAY_ZERO_1904: Day = '1904-01-01';

/**
 * The day a cell says: ISO 8601, day/month/year, or the number under which a spreadsheet keeps it (ECMA-376, 18.17.4.1); null for what
 * is none. The month is never first, and years have four digits.
 */
export function readDayCell({ text }: CleanCell, countsFrom1904: boolean): Day | null {
  const day = /^\d{5,6}([.,]\d+)?$/.test(text)
    ? addDays(countsFrom1904 ? DAY_ZERO_1904 : DAY_ZERO, Math.floor(Number(text.replace(',', '.'))))
    : (isoDay(text) ?? vietnameseDay(text));
  return day !== null && isDay(day) && day >= EARLIEST && day < OPEN_TO ? day : null;
}

function isoDay(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(text) ?? [];
  return year === undefined ? null : iso(year, month, day);
}

function vietnameseDay(text: string): string | null {
  const [, day, month, year] = /^(?:ngày )?(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?: .*)?$/iu.exec(text) ?? [];
  return year === undefined ? null : iso(year, month, day);
}

function iso(year: string, month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
