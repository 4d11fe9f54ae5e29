import { isUtf8 } from 'node:buffer';
import { FileRefused } from '../problem.js';

/** The encodings a text may come in; Excel's "Unicode text" is UTF-16 with a byte order mark. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding of a text, by its first bytes: by the mark, or without one by where a text in Latin letters has its zeros. */
export function encodingOf(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = (offset: number): number => {
    let count = 0;
    for (let index = offset; index < head.length; index += 2) if (head[index] === 0) count += 1;
    return count / Math.max(1, head.length / 2);
  };
  if (zeros(1) > 0.3 && zeros(0) < 0.1) return 'utf-16le';
  if (zeros(0) > 0.3 && zeros(1) < 0.1) return 'utf-16be';
  return 'utf-8';
}

/**
 * Decodes a text part by part; the byte order mark is left out.
 * @throws FileRefused `UNKNOWN_ENCODING` with the line, for bytes that are none of the encoding.
 */
export async function* decodeText(
  parts: AsyncIterable<Buffer>,
  encoding: TextEncoding,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of parts) {
    try {
      const text = decoder.decode(part, { stream: true });
      line += linesIn(text);
      yield text;
    } catch {
      throw unknownEncoding(encoding, Buffer.concat([rest, part]), line);
    }
    // A letter that is cut by the end of a part is judged with the next; lines before it have been counted.
    rest = part.subarray(Math.max(0, part.length - 3, part.lastIndexOf(0x0a) + 1));
  }
  try {
    yield decoder.decode();
  } catch {
    throw unknownEncoding(encoding, rest, line);
  }
}

function linesIn(text: string): number {
  let count = 0;
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) count += 1;
  return count;
}

/** Letters with tone marks of their own (`Ì`, `Ò`, `Þ`, `ì`, `ò` in place of the marks), `ă`, `đ`, `ơ`, `ư` and `₫`: Windows-1258. */
const WINDOWS_1258 =
  /[A-Za-z\xc2\xca\xd4\xe2\xea\xf4\xe3\xf5\xfd][\xcc\xd2\xde\xec\xf2]|[\xe3\xf0\xf5\xfd\xc3\xd0\xd5\xdd]/;

function unknownEncoding(encoding: TextEncoding, bytes: Buffer, firstLine: number): FileRefused {
  const { line, lines } = encoding === 'utf-8' ? lineAtFault(bytes) : { line: bytes, lines: 0 };
  const isKnown = encoding === 'utf-8' && WINDOWS_1258.test(line.toString('latin1'));
  const en = isKnown ? 'Windows-1258, a code page of old programs' : `no ${encoding.toUpperCase()} from here on`;
  const vi = isKnown
    ? 'có vẻ là Windows-1258, bảng mã của chương trình cũ'
    : `từ đây không đúng mã ${encoding.toUpperCase()}`;
  return new FileRefused({
    code: 'UNKNOWN_ENCODING',
    line: firstLine + lines,
    en: `The text is ${en}. Save the file as "CSV UTF-8", or as XLSX.`,
    vi: `Văn bản ${vi}. Hãy lưu lại tệp dạng "CSV UTF-8" hoặc XLSX.`,
  });
}

/** The first line that is no UTF-8, and how many come before it. */
function lineAtFault(bytes: Buffer): { readonly line: Buffer; readonly lines: number } {
  for (let start = 0, lines = 0; ; lines += 1) {
    const end = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (end < 0 || !isUtf8(line)) return { line, lines };
    start = end + 1;
  }
}
