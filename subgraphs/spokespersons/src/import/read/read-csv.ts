import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { FileRefused } from '../problem.js';
import { decodeText, encodingOf } from './decode-text.js';
import { LIMITS } from './limits.js';
import { counted, type ReadingProgress, type SourceRow, type SourceRows } from './source-row.js';
import { partsOf } from './spool.js';

const HEAD_BYTES = 4_096;
const SEPARATORS = [',', ';', '\t'] as const;

/**
 * A text of separated values (RFC 4180) in UTF-8 or UTF-16; commas, semicolons and tabs are told apart by what the first lines
 * have most of outside quotes.
 */
export async function readCsv(handle: FileHandle, bytes: number): Promise<SourceRows> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
  const encoding = encodingOf(head.subarray(0, bytesRead));
  const delimiter = separatorOf(new TextDecoder(encoding).decode(head.subarray(0, bytesRead)));
  const progress: ReadingProgress = { done: 0, total: bytes };
  const text = (): AsyncIterable<string> => decodeText(counted(partsOf(handle), progress), encoding);
  return { format: 'CSV', countsFrom1904: false, progress, rows: () => recordsOf(text(), delimiter) };
}

function separatorOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"?/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

interface Parsed {
  readonly info: Info;
  readonly record: readonly string[];
}

async function* recordsOf(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<SourceRow, void, undefined> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    max_record_size: LIMITS.rowCharacters,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(text);
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let line = 1;
  try {
    for await (const { info, record } of parser as AsyncIterable<Parsed>) {
      yield { line, cells: record.map((cell) => ({ text: cell, kind: 'text' })) };
      line = info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(error, line) : error;
  } finally {
    source.destroy();
  }
}

function malformed(error: CsvError, line: number): FileRefused {
  const column = typeof error.column === 'number' ? error.column + 1 : null;
  const place = { line, column };
  if (error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileRefused({
      code: 'MALFORMED',
      ...place,
      en: 'A row begins here that does not end: a quotation mark is not closed, or the row is too long.',
      vi: 'Có một dòng bắt đầu ở đây mà không kết thúc: thiếu dấu ngoặc kép đóng, hoặc dòng quá dài.',
    });
  }
  return new FileRefused(
    {
      code: 'MALFORMED',
      ...place,
      en: 'A quotation mark stands inside a cell: double it, and put the cell into quotation marks.',
      vi: 'Có dấu ngoặc kép nằm giữa ô: hãy viết đôi dấu đó và đặt cả ô trong ngoặc kép.',
    },
    { cause: error },
  );
}
