import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { FileRefused } from '../../problem.js';
import { LIMITS } from '../limits.js';

/** An archive, read entry by entry from disk. */
export interface Archive {
  /** The size an entry says it has; null where there is none of the name. */
  sizeOf(name: string): number | null;
  /**
   * The text of an entry in parts, empty where there is none.
   * @throws FileRefused `ZIP_BOMB` when it, or all that was read, comes to more than it may; `ENCRYPTED`; `MALFORMED`.
   */
  textOf(name: string): AsyncGenerator<string, void, undefined>;
}

/**
 * Opens an archive (APPNOTE 6.3). Only entries that are asked for are inflated, and what they come to is counted while they are: what an
 * archive says of its sizes is not believed.
 * @throws FileRefused `NOT_XLSX` for what is no archive, `ZIP_BOMB` for too many entries, `ENCRYPTED`.
 */
export async function openArchive(handle: FileHandle): Promise<Archive> {
  const zip = await openZip(handle);
  const entries = await entriesOf(zip);
  const budget = { left: LIMITS.inflatedBytes };
  return {
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
    textOf: (name) => textOf(zip, entries.get(name), budget),
  };
}

async function openZip(handle: FileHandle): Promise<ZipFile> {
  try {
    return await fromFdPromise(handle.fd, { autoClose: false, lazyEntries: true });
  } catch (error) {
    throw notXlsx(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > LIMITS.archiveEntries) throw bomb();
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (error) {
    throw notXlsx(error);
  }
  if ([...entries.values()].some((entry) => entry.isEncrypted())) throw encrypted();
  return entries;
}

async function* textOf(
  zip: ZipFile,
  entry: Entry | undefined,
  budget: { left: number },
): AsyncGenerator<string, void, undefined> {
  if (entry === undefined) return;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const most = Math.max(LIMITS.smallEntryBytes, entry.compressedSize * LIMITS.inflation);
  let inflated = 0;
  try {
    for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      inflated += part.length;
      budget.left -= part.length;
      if (inflated > most || budget.left < 0) throw bomb();
      yield decoder.decode(part, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof FileRefused ? error : malformed(error);
  }
}

/** The refusal of what is no workbook, or of no kind that is read. */
export function notXlsx(cause?: unknown): FileRefused {
  return new FileRefused(
    {
      code: 'NOT_XLSX',
      en: 'The file is no XLSX workbook. Save it anew as "Excel Workbook (*.xlsx)", or send it as CSV.',
      vi: 'Tệp không phải sổ tính XLSX. Hãy lưu lại dạng "Excel Workbook (*.xlsx)", hoặc gửi dạng CSV.',
    },
    { cause },
  );
}

/** The refusal of a workbook that is damaged. */
export function malformed(cause?: unknown): FileRefused {
  return new FileRefused(
    {
      code: 'MALFORMED',
      en: 'The workbook is damaged. Open it in a spreadsheet program and save it anew.',
      vi: 'Sổ tính bị hỏng. Hãy mở bằng chương trình bảng tính và lưu lại.',
    },
    { cause },
  );
}

/** The refusal of a file under a password. */
export function encrypted(): FileRefused {
  return new FileRefused({
    code: 'ENCRYPTED',
    en: 'The file is under a password. Save it without one.',
    vi: 'Tệp có mật khẩu. Hãy lưu lại không đặt mật khẩu.',
  });
}

function bomb(): FileRefused {
  return new FileRefused({
    code: 'ZIP_BOMB',
    en: 'The workbook comes to far more than its size: this is no list that somebody has filled in.',
    vi: 'Sổ tính giải nén ra quá lớn so với kích thước tệp: đây không phải danh sách bình thường.',
  });
}
