import type { Day } from '@phat-ngon/kit';
import type { Problems } from '../lineage/file-problem.js';
import type { FileLevel } from '../lineage/lineage-columns.js';
import type { LineageRow } from '../lineage/lineage-row.js';
import { spellingKey } from '../seed/naming.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { HeldRegister } from './decree.js';

/** A row with the unit it begins with; null where it names none that the register has, or ground that belonged to none. */
export interface FoundRow {
  readonly row: LineageRow;
  readonly old: UnitRow | null;
}

/** The units whose end is not decided, by what a file names them by. */
export interface UnitIndex {
  readonly byCode: (level: FileLevel, code: string) => UnitRow | undefined;
  readonly byUid: ReadonlyMap<string, UnitRow>;
}

/** Makes the index. */
export function indexUnits(units: readonly UnitRow[]): UnitIndex {
  const codes = new Map(units.map((unit) => [`${unit.level} ${unit.code}`, unit]));
  return {
    byCode: (level, code) => codes.get(`${level} ${code}`),
    byUid: new Map(units.map((unit) => [unit.uid, unit])),
  };
}

/**
 * Finds the old unit of each row by its code, and holds its name and places against the register. A unit found by its code counts
 * as meant even where its name differs, so that one slip gives one problem.
 */
export function findUnits(
  rows: readonly LineageRow[],
  held: HeldRegister,
  on: Day,
  problems: Problems,
): readonly FoundRow[] {
  const index = indexUnits(held.units);
  const everHeld = new Set(held.holders.map(({ level, code }) => `${level} ${code}`));
  return rows.map((row) => {
    if (row.oldLevel === null) return { row, old: null };
    const old = index.byCode(row.oldLevel, row.oldCode);
    if (old === undefined) {
      missing(row, on, everHeld.has(`${row.oldLevel} ${row.oldCode}`), problems);
      return { row, old: null };
    }
    compare(row, old, index, problems);
    if (old.validFrom >= on) changedSince(row, old, on, problems);
    return { row, old };
  });
}

function missing({ row, oldCode }: LineageRow, on: Day, wasHeld: boolean, problems: Problems): void {
  const place = { row, column: 'old_code' } as const;
  if (wasHeld)
    problems.add('NOT_IN_FORCE', place, {
      en: `no unit that is in force on the eve of ${on} and goes on holds the code ${oldCode}`,
      vi: `không có đơn vị nào còn hiệu lực đến ngày ${on} mang mã ${oldCode}`,
    });
  else
    problems.add('UNKNOWN_UNIT', place, {
      en: `no unit has ever held the code ${oldCode}`,
      vi: `chưa có đơn vị nào mang mã ${oldCode}`,
    });
}

function changedSince({ row }: LineageRow, old: UnitRow, on: Day, problems: Problems): void {
  problems.add(
    'CHANGED_SINCE',
    { row, column: 'old_code' },
    {
      en: `${old.name} (${old.code}) changed or began on ${old.validFrom}; ${on} is not after it`,
      vi: `${old.name} (${old.code}) đã thay đổi hoặc được lập ngày ${old.validFrom}; ngày ${on} không sau ngày đó`,
    },
  );
}

function compare(row: LineageRow, old: UnitRow, { byUid }: UnitIndex, problems: Problems): void {
  if (spellingKey(row.oldName) !== spellingKey(old.name))
    problems.add(
      'NAME_DIFFERS',
      { row: row.row, column: 'old_name' },
      {
        en: `${old.code} is ${old.name}, not ${row.oldName}`,
        vi: `mã ${old.code} là của ${old.name}, không phải ${row.oldName}`,
      },
    );
  const above = old.path.split('/').flatMap((uid) => byUid.get(uid) ?? []);
  const codeOf = (level: FileLevel): string => above.find((unit) => unit.level === level)?.code ?? '';
  const differs = (column: 'old_province_code' | 'old_district_code', said: string, is: string): void =>
    problems.add(
      'PLACE_DIFFERS',
      { row: row.row, column },
      {
        en: `${old.name} (${old.code}) lies in ${is || 'none'}, not in ${said}`,
        vi: `${old.name} (${old.code}) thuộc ${is || 'không đơn vị nào'}, không thuộc ${said}`,
      },
    );
  if (row.oldProvinceCode !== codeOf('PROVINCE')) differs('old_province_code', row.oldProvinceCode, codeOf('PROVINCE'));
  if (row.oldDistrictCode !== '' && row.oldDistrictCode !== codeOf('DISTRICT'))
    differs('old_district_code', row.oldDistrictCode, codeOf('DISTRICT'));
}
