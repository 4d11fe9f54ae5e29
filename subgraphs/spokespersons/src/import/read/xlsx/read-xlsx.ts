import type { FileHandle } from 'node:fs/promises';
import { counted, type ReadingProgress, type SourceRow, type SourceRows } from '../source-row.js';
import { type Archive, openArchive } from './archive.js';
import { readSheet } from './read-sheet.js';
import { SharedStrings } from './shared-strings.js';
import { findList, type Workbook } from './workbook.js';

/** A workbook (ECMA-376): its list, row by row. @throws FileRefused. */
export async function readXlsx(handle: FileHandle): Promise<SourceRows> {
  const archive = await openArchive(handle);
  const workbook = await findList(archive);
  const total = (archive.sizeOf(workbook.strings) ?? 0) + (archive.sizeOf(workbook.sheet) ?? 0);
  const progress: ReadingProgress = { done: 0, total };
  const { countsFrom1904 } = workbook;
  return { format: 'XLSX', countsFrom1904, progress, rows: () => rowsOf(archive, workbook, progress) };
}

async function* rowsOf(
  archive: Archive,
  { sheet, strings: name }: Workbook,
  progress: ReadingProgress,
): AsyncGenerator<SourceRow, void, undefined> {
  const strings = await SharedStrings.read(counted(archive.textOf(name), progress));
  try {
    yield* readSheet(counted(archive.textOf(sheet), progress), strings);
  } finally {
    await strings.close();
  }
}
