import type { Problems } from './file-problem.js';
import {
  type CellForm,
  CODES,
  type FileLevel,
  FORMS,
  LEVELS,
  type LineageColumn,
  UNINCORPORATED,
} from './lineage-columns.js';
import type { LineageRow, NewUnitCells } from './lineage-row.js';

type Cells = ReadonlyMap<LineageColumn, string>;

/** Takes a cell of a form; what has another is noted. */
type Take = (column: LineageColumn, form: CellForm) => string;

/** Reads a row; every cell that is wrong is noted, and then the row is null. */
export function readRow(row: number, cells: Cells, problems: Problems): LineageRow | null {
  let sound = true;
  const take: Take = (column, form) => {
    const value = cells.get(column) ?? '';
    if (form.pattern.test(value)) return value;
    sound = false;
    const shown = JSON.stringify(value);
    problems.add(
      'MALFORMED',
      { row, column },
      { en: `expected ${form.en}, got ${shown}`, vi: `cần ${form.vi}, nhận được ${shown}` },
    );
    return value;
  };
  const level = take('old_level', FORMS.level);
  const oldLevel = LEVELS.get(level) ?? null;
  const nameless = level === UNINCORPORATED;
  const read: LineageRow = {
    row,
    oldLevel,
    oldCode: take('old_code', oldLevel === null ? FORMS.unincorporatedCode : CODES[oldLevel]),
    oldName: take('old_name', nameless ? FORMS.nameOrNothing : FORMS.name),
    oldDistrictCode: take('old_district_code', FORMS.districtOrNothing),
    oldProvinceCode: take('old_province_code', CODES.PROVINCE),
    into: cells.get('new_code') === '' && !nameless ? noNewUnit(take) : newUnit(cells, take),
    extent: take('extent', FORMS.extent) === 'FULL' ? 'FULL' : 'PARTIAL',
  };
  return sound ? read : null;
}

function noNewUnit(take: Take): null {
  for (const column of ['new_name', 'new_level', 'new_kind', 'new_name_en', 'new_parent_code'] as const)
    take(column, FORMS.nothing);
  return null;
}

function newUnit(cells: Cells, take: Take): NewUnitCells {
  const named = LEVELS.get(take('new_level', FORMS.newLevel)) ?? null;
  const code = take('new_code', named === null ? FORMS.code : CODES[named]);
  return {
    level: named ?? levelOfCode(code),
    code,
    name: take('new_name', FORMS.name),
    provinceCode: take('new_province_code', CODES.PROVINCE),
    kind: cells.get('new_kind') || null,
    nameEn: take('new_name_en', FORMS.nameOrNothing) || null,
    parentCode: take('new_parent_code', FORMS.parentOrNothing) || null,
  };
}

/** Codes have two, three and five digits from the province down. */
function levelOfCode(code: string): FileLevel {
  return code.length === 2 ? 'PROVINCE' : code.length === 3 ? 'DISTRICT' : 'COMMUNE';
}
