import type { FileHandle } from 'node:fs/promises';
import { FileRefused } from '../problem.js';
import { readCsv } from './read-csv.js';
import type { FileFormat, SourceRows } from './source-row.js';
import { encrypted, notXlsx } from './xlsx/archive.js';
import { readXlsx } from './xlsx/read-xlsx.js';

/** How many bytes tell what a file is. */
const MAGIC_BYTES = 8;
/** Archives (APPNOTE, 4.3.7), of which XLSX is a kind. */
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Compound files ([MS-CFB], 2.2): Excel's format before 2007, and whatever is under a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * Opens a file for reading by what it is, not by what it is called; `declared` is what it was said to be.
 * @throws FileRefused for one that is neither a text of separated values nor a workbook.
 */
export async function readSource(handle: FileHandle, bytes: number, declared: FileFormat): Promise<SourceRows> {
  const magic = Buffer.alloc(MAGIC_BYTES);
  const { bytesRead } = await handle.read(magic, 0, MAGIC_BYTES, 0);
  if (bytesRead === 0) {
    throw new FileRefused({ code: 'EMPTY_FILE', en: 'The file is empty.', vi: 'Tệp rỗng.' });
  }
  if (magic.subarray(0, ZIP.length).equals(ZIP)) return readXlsx(handle);
  if (magic.equals(COMPOUND)) throw await compoundFile(handle);
  if (declared === 'XLSX') throw notXlsx();
  return readCsv(handle, bytes);
}

const COMPOUND_HEAD_BYTES = 1024 * 1024;
/** The stream in which a workbook under a password lies ([MS-OFFCRYPTO], 1.3.2). */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

async function compoundFile(handle: FileHandle): Promise<FileRefused> {
  const head = Buffer.alloc(COMPOUND_HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, COMPOUND_HEAD_BYTES, 0);
  if (head.subarray(0, bytesRead).includes(ENCRYPTED_PACKAGE)) return encrypted();
  return new FileRefused({
    code: 'OLD_EXCEL',
    en: 'The file is a workbook of Excel 97–2003 (.xls). Save it as "Excel Workbook (*.xlsx)".',
    vi: 'Tệp là sổ tính Excel 97–2003 (.xls). Hãy lưu lại dạng "Excel Workbook (*.xlsx)".',
  });
}
