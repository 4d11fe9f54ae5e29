import type { Problems } from '../lineage/file-problem.js';
import type { FileLevel } from '../lineage/lineage-columns.js';
import type { LineageRow, NewUnitCells } from '../lineage/lineage-row.js';
import { kindNamed, kindsOfLevel, shortNameOf } from '../seed/naming.js';
import type { UnitKind } from '../seed/register.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { FoundRow } from './find-units.js';

/** A unit as the file wants it, with the rows that lead to it. */
export interface WantedUnit {
  readonly level: FileLevel;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** Null: as it follows from the name. */
  readonly nameEn: string | null;
  readonly kind: UnitKind;
  readonly provinceCode: string;
  readonly parentCode: string | null;
  readonly origins: readonly Origin[];
  /** The line that names it first. */
  readonly row: number;
  /** The unit it is, which changes at most its form; null: it is new, and has a uid of its own. */
  readonly same: UnitRow | null;
}

/** A unit that gives ground to another. */
export interface Origin {
  readonly old: UnitRow;
  readonly extent: LineageRow['extent'];
  readonly row: number;
}

/** Puts the rows of each new unit together. Rows that tell of it differently, and kinds its level has not, are noted. */
export function wantedUnits(found: readonly FoundRow[], problems: Problems): readonly WantedUnit[] {
  const groups = new Map<string, { readonly into: NewUnitCells; readonly row: number; readonly origins: Origin[] }>();
  for (const { row, old } of found) {
    if (row.into === null) continue;
    const key = `${row.into.level} ${row.into.code}`;
    const group = groups.get(key) ?? { into: row.into, row: row.row, origins: [] };
    groups.set(key, group);
    if (old !== null) group.origins.push({ old, extent: row.extent, row: row.row });
    refuseOtherForm(row.row, row.into, group, problems);
    if (old !== null) refuseOtherLevel(row.row, old, row.into.level, problems);
  }
  return [...groups.values()].map(({ into, row, origins }) => {
    const { level, code, name, nameEn, provinceCode, parentCode } = into;
    const kind = readKind(row, into, problems);
    const named = { level, code, name, kind };
    const names = { shortName: shortNameOf(name), nameEn, provinceCode, parentCode };
    return { ...named, ...names, origins, row, same: sameUnit(named, origins) };
  });
}

/**
 * A unit stays itself when the file gives its code one predecessor, which is itself: whole, whatever its name, kind and parent
 * become; or in part under the name and kind it has, when parts of it are separated off. Everything else is a new unit: who is
 * merged, or divided, ends.
 */
function sameUnit(
  { level, code, name, kind }: Pick<WantedUnit, 'level' | 'code' | 'name' | 'kind'>,
  origins: readonly Origin[],
): UnitRow | null {
  const [first, ...others] = origins;
  if (first === undefined || others.some(({ old }) => old.uid !== first.old.uid)) return null;
  const { old, extent } = first;
  if (old.level !== level || old.code !== code) return null;
  return extent === 'FULL' || (old.name === name && old.kind === kind) ? old : null;
}

const FORM_COLUMNS = {
  name: 'new_name',
  kind: 'new_kind',
  nameEn: 'new_name_en',
  provinceCode: 'new_province_code',
  parentCode: 'new_parent_code',
} as const;

function refuseOtherForm(
  row: number,
  into: NewUnitCells,
  first: { readonly into: NewUnitCells; readonly row: number },
  problems: Problems,
): void {
  for (const [key, column] of Object.entries(FORM_COLUMNS) as [keyof typeof FORM_COLUMNS, 'new_name'][]) {
    const [one, other] = [first.into[key] ?? '', into[key] ?? ''].map((cell) => JSON.stringify(cell));
    if (one !== other)
      problems.add(
        'TWO_NEW_UNITS',
        { row, column },
        {
          en: `two new units of the code ${into.code}: row ${first.row} says ${one}, this one ${other}`,
          vi: `hai đơn vị mới cùng mã ${into.code}: dòng ${first.row} ghi ${one}, dòng này ghi ${other}`,
        },
      );
  }
}

/** Ground stays on its level; an island district alone may become a special zone (Law 72/2025/QH15). */
function refuseOtherLevel(row: number, old: UnitRow, level: FileLevel, problems: Problems): void {
  if (old.level === level || (old.level === 'DISTRICT' && level === 'COMMUNE')) return;
  problems.add(
    'LEVELS_DIFFER',
    { row, column: 'new_code' },
    {
      en: `${old.name} is of the level ${old.level}, what it becomes of the level ${level}`,
      vi: `${old.name} thuộc cấp ${old.level}, đơn vị mới thuộc cấp ${level}`,
    },
  );
}

function readKind(row: number, { level, name, kind }: NewUnitCells, problems: Problems): UnitKind {
  const kinds = kindsOfLevel(level);
  const named = kindNamed(level, name);
  const given = kinds.find((known) => known === kind) ?? null;
  if (kind !== null && given === null)
    problems.add(
      'UNKNOWN_KIND',
      { row, column: 'new_kind' },
      {
        en: `${JSON.stringify(kind)} is no kind of the level ${level}: ${kinds.join(', ')}`,
        vi: `${JSON.stringify(kind)} không phải loại của cấp ${level}: ${kinds.join(', ')}`,
      },
    );
  else if (named === null || (given !== null && given !== named))
    problems.add(
      'UNKNOWN_KIND',
      { row, column: 'new_name' },
      {
        en: `${JSON.stringify(name)} does not begin with the word of ${given ?? `a kind of the level ${level}`}`,
        vi: `${JSON.stringify(name)} không bắt đầu bằng từ chỉ loại ${given ?? `của cấp ${level}`}`,
      },
    );
  return given ?? named ?? kinds[0] ?? 'COMMUNE';
}
