import type { Reading } from '@phat-ngon/kit';
import type { ImportOutcome } from '../compare/outcome.js';
import { partsOfJob } from '../job/job.store.js';
import { type ToldImportRow, toldImportRow } from '../job/told-job.js';
import { columnName } from '../problem.js';
import { type Line, writeLines } from './write-lines.js';

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
 * one for a row of neither.
 */
export async function* toldRowsAsCsv(reading: Reading, jobUid: string): AsyncGenerator<string, void, undefined> {
  yield writeLines([HEADINGS], 'begins');
  for await (const rows of partsOfJob(reading, jobUid, PART_ROWS))
    yield writeLines(rows.map(toldImportRow).flatMap(linesOf), 'follows');
}

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
