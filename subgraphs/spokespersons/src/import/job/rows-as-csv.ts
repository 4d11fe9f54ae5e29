import type { Reading } from '@phat-ngon/kit';
import { stringify } from 'csv-stringify/sync';
import type { ImportOutcome } from '../compare/outcome.js';
import { columnName } from '../problem.js';
import { partsOfJob } from './job.store.js';
import { type ToldImportRow, toldImportRow } from './told-job.js';

const PART_ROWS = 1_000;

/** What each outcome is called in a file for clerks. */
const OUTCOME_VI: Readonly<Record<ImportOutcome, string>> = {
  CREATE: 'Thêm mới',
  REPLACE: 'Thay thế',
  CORRECT: 'Đính chính',
  SAME: 'Không đổi',
  REFUSE: 'Không nhập',
};

const HEADINGS = [
  ...['Dòng', 'Kết quả', 'Outcome', 'Mã cơ quan', 'Mã hồ sơ', 'Cột', 'Trường', 'Hiện tại', 'Sau khi nhập'],
  ...['Lỗi', 'Giải thích', 'Explanation'],
];

/**
 * What each row of an import comes to, as a file for a spreadsheet: a line for each cell that changes and for each thing that is wrong,
 * one for a row of neither. Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export async function* rowsAsCsv(reading: Reading, jobUid: string): AsyncGenerator<string, void, undefined> {
  yield written([HEADINGS], true);
  for await (const rows of partsOfJob(reading, jobUid, PART_ROWS))
    yield written(rows.map(toldImportRow).flatMap(linesOf), false);
}

type Line = readonly (string | number | null)[];

function linesOf({ line, outcome, agencyUid, recordUid, differences, problems }: ToldImportRow): readonly Line[] {
  const head = [line, OUTCOME_VI[outcome], outcome, agencyUid, recordUid];
  const lines: readonly Line[] = [
    ...differences.map(({ field, before, after }) => [...head, null, field, before, after, null, null, null]),
    ...problems.map(({ column, field, code, vi, en }) => [
      ...head,
      column === null ? null : columnName(column),
      ...[field, null, null, code, vi, en],
    ]),
  ];
  return lines.length > 0 ? lines : [[...head, null, null, null, null, null, null, null]];
}

function written(lines: readonly Line[], bom: boolean): string {
  return stringify(
    [...lines].map((line) => [...line]),
    { bom, escape_formulas: true, record_delimiter: 'windows' },
  );
}
