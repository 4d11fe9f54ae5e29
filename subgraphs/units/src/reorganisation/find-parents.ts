import { COUNTRY_UID, type Day, groupRows } from '@phat-ngon/kit';
import type { Problems } from '../lineage/file-problem.js';
import type { FileLevel, LineageColumn } from '../lineage/lineage-columns.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { UnitIndex } from './find-units.js';
import type { WantedUnit } from './new-units.js';
import { movedTo, type Placing } from './place-units.js';

/** The units as they are named once the file is carried out. */
export interface After {
  readonly on: Day;
  readonly index: UnitIndex;
  readonly ending: ReadonlySet<string>;
  /** The uid each wanted unit has. */
  readonly uids: ReadonlyMap<WantedUnit, string>;
  readonly wanted: readonly WantedUnit[];
}

/** Finds the unit each wanted one belongs to: the country, its province, or the district it names. One that is not there is noted. */
export function placingsOf(after: After, problems: Problems): readonly Placing[] {
  const byCode = new Map(after.wanted.map((unit) => [`${unit.level} ${unit.code}`, unit]));
  const find = (level: FileLevel, code: string): { readonly uid: string; readonly provinceUid: string } | null => {
    const wanted = byCode.get(`${level} ${code}`);
    if (wanted !== undefined) {
      const uid = after.uids.get(wanted) ?? '';
      const provinceUid = level === 'PROVINCE' ? uid : (find('PROVINCE', wanted.provinceCode)?.uid ?? '');
      return { uid, provinceUid };
    }
    const held = after.index.byCode(level, code);
    if (held === undefined || after.ending.has(held.uid) || held.lifeFrom > after.on) return null;
    return { uid: held.uid, provinceUid: held.path.split('/')[2] ?? '' };
  };
  return after.wanted.map((unit) => {
    const province = find('PROVINCE', unit.provinceCode);
    const isDistrict = unit.parentCode !== null && unit.parentCode !== unit.provinceCode;
    const parent = isDistrict ? find('DISTRICT', unit.parentCode ?? '') : province;
    const column = isDistrict ? 'new_parent_code' : 'new_province_code';
    const fits = unit.level === 'PROVINCE' ? unit.provinceCode === unit.code && !isDistrict : true;
    if (!fits || parent === null || province === null || parent.provinceUid !== province.uid)
      refuse(unit, column, after.on, problems);
    const parentUid = unit.level === 'PROVINCE' ? COUNTRY_UID : (parent?.uid ?? '');
    const { level } = unit;
    return { uid: after.uids.get(unit) ?? '', level, parentUid, before: unit.same, wanted: unit };
  });
}

function refuse(
  { name, row, provinceCode, parentCode }: WantedUnit,
  column: LineageColumn,
  on: Day,
  problems: Problems,
) {
  const code = column === 'new_parent_code' ? `${parentCode} (${provinceCode})` : provinceCode;
  problems.add(
    'PARENT_NOT_IN_FORCE',
    { row, column },
    {
      en: `${name} cannot belong to ${code}: no such unit is in force on ${on}`,
      vi: `${name} không thể thuộc ${code}: không có đơn vị này vào ngày ${on}`,
    },
  );
}

const NAMED_LEFT = 5;

/**
 * What lies in a unit that ends and is not named goes where that unit goes whole; where it is divided, becomes of another level or
 * takes no form at all, the file has to say, and does not.
 */
export function unnamedBelow(
  ended: readonly EndedUnit[],
  named: ReadonlySet<string>,
  units: readonly UnitRow[],
  problems: Problems,
): readonly Placing[] {
  const childrenOf = groupRows(units, (unit) => unit.parentUid ?? '');
  return ended.flatMap(({ unit, wholeInto, row }) => {
    const left = (childrenOf.get(unit.uid) ?? []).filter((child) => !named.has(child.uid));
    if (wholeInto !== null) return left.map((child) => movedTo(wholeInto, child));
    if (left.length > 0) refuseLeft(unit, left, row, problems);
    return [];
  });
}

/** A unit that ends, and the one unit of its level that takes all of it. */
export interface EndedUnit {
  readonly unit: UnitRow;
  readonly wholeInto: string | null;
  readonly row: number;
}

function refuseLeft(unit: UnitRow, left: readonly UnitRow[], row: number, problems: Problems): void {
  const shown = left.slice(0, NAMED_LEFT).map(({ code }) => code);
  const codes = [...shown, ...(left.length > NAMED_LEFT ? ['…'] : [])].join(', ');
  problems.add(
    'UNITS_LEFT_BELOW',
    { row, column: 'old_code' },
    {
      en: `${unit.name} (${unit.code}) does not go over whole to one unit, and ${left.length} units in it are not named: ${codes}`,
      vi: `${unit.name} (${unit.code}) không nhập trọn vào một đơn vị, còn ${left.length} đơn vị trực thuộc chưa được nêu: ${codes}`,
    },
  );
}
