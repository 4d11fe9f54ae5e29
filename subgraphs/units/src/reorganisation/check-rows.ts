import { groupRows } from '@phat-ngon/kit';
import type { Problems } from '../lineage/file-problem.js';
import type { LineageRow } from '../lineage/lineage-row.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { FoundRow, UnitIndex } from './find-units.js';
import type { WantedUnit } from './new-units.js';

interface Row {
  readonly row: LineageRow;
  readonly old: UnitRow;
}

/**
 * Holds the rows of each old unit together: it goes over whole, in one row, or in parts, in two or more, each to another unit;
 * none ends without a unit that takes its ground. (A district may: what lies in it is named by rows of its own.)
 */
export function checkRows(found: readonly FoundRow[], problems: Problems): void {
  const rows = found.flatMap(({ row, old }) => (old === null ? [] : [{ row, old }]));
  for (const group of groupRows<Row>(rows, ({ old }) => old.uid).values()) {
    refuseDoubles(group, problems);
    for (const { row, old } of group) {
      if (row.into === null) refuseEnd(row, old, group.length, problems);
      else refuseExtent(row, old, group.length, problems);
    }
  }
}

function refuseDoubles(group: readonly Row[], problems: Problems): void {
  const seen = new Map<string, number>();
  for (const { row, old } of group) {
    const target = row.into?.code ?? '';
    const first = seen.get(target);
    if (first === undefined) seen.set(target, row.row);
    else
      problems.add(
        'DUPLICATE_ROW',
        { row: row.row, column: null },
        {
          en: `row ${first} tells of ${old.name} (${old.code}) and ${target} already`,
          vi: `dòng ${first} đã nêu ${old.name} (${old.code}) và ${target}`,
        },
      );
  }
}

function refuseEnd({ row, extent }: LineageRow, old: UnitRow, rows: number, problems: Problems): void {
  if (old.level === 'DISTRICT' && extent === 'FULL' && rows === 1) return;
  problems.add(
    'LEADS_NOWHERE',
    { row, column: 'new_code' },
    {
      en: `${old.name} (${old.code}) would end, and no unit take its ground`,
      vi: `${old.name} (${old.code}) chấm dứt mà không có đơn vị nào tiếp nhận địa bàn`,
    },
  );
}

function refuseExtent({ row, extent }: LineageRow, old: UnitRow, rows: number, problems: Problems): void {
  if (extent === 'FULL' && rows > 1)
    problems.add(
      'EXTENTS_DISAGREE',
      { row, column: 'extent' },
      {
        en: `${old.name} (${old.code}) goes over whole here, and yet ${rows - 1} other rows have ground of it`,
        vi: `${old.name} (${old.code}) được chuyển toàn bộ ở dòng này nhưng còn ${rows - 1} dòng khác`,
      },
    );
  if (extent === 'PARTIAL' && rows === 1)
    problems.add(
      'LEADS_NOWHERE',
      { row, column: 'extent' },
      {
        en: `a part of ${old.name} (${old.code}) goes over here; no row says where the rest goes`,
        vi: `chỉ một phần ${old.name} (${old.code}) được chuyển; không dòng nào nêu phần còn lại`,
      },
    );
}

/** A code is free when nobody holds it, or its holder ends in this file. */
export function refuseCodesInUse(
  wanted: readonly WantedUnit[],
  index: UnitIndex,
  ending: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const { level, code, same, row } of wanted) {
    const holder = index.byCode(level, code);
    if (holder === undefined || same !== null || ending.has(holder.uid)) continue;
    problems.add(
      'CODE_IN_USE',
      { row, column: 'new_code' },
      {
        en: `the code ${code} is ${holder.name}'s, which does not end`,
        vi: `mã ${code} đang thuộc ${holder.name}, đơn vị này không chấm dứt`,
      },
    );
  }
}
