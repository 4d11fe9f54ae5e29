import { JsonReader } from './json-reader.js';
import { SIGN } from './read-value.js';

const BEGINNING = Buffer.from('{"data":{');
const END = Buffer.from('}}');

/** The members of an answer's data that are one question's: under which key each came, and which key it is to have. */
export type Members = readonly { readonly came: string; readonly key: string }[];

/**
 * Takes the answer to several questions apart, as the bytes that came: each has its members of the data, in order. Null where they are not all there, one
 * behind the other, or something else is.
 */
export function splitBytes(bytes: Buffer, questions: readonly Members[]): readonly Buffer[] | null {
  const reader = new JsonReader(bytes);
  if (!reader.word(BEGINNING)) return null;
  let isFirst = true;
  const answers: Buffer[] = [];
  for (const members of questions) {
    const parts: Buffer[] = [];
    for (const { came, key } of members) {
      if (!isFirst && !reader.sign(SIGN.comma)) return null;
      isFirst = false;
      if (!reader.word(Buffer.from(`"${came}":`))) return null;
      const start = reader.at;
      if (!skipValue(reader)) return null;
      parts.push(Buffer.from(`${parts.length > 0 ? ',' : ''}"${key}":`), bytes.subarray(start, reader.at));
    }
    answers.push(Buffer.concat([BEGINNING, ...parts, END]));
  }
  return reader.word(END) ? answers : null;
}

/** Moves behind a value without looking into it: of objects and lists, only where they end. */
function skipValue(reader: JsonReader): boolean {
  const { bytes } = reader;
  let depth = 0;
  while (reader.at < bytes.length) {
    const code = bytes[reader.at];
    if (code === QUOTE) {
      if (!reader.string()) return false;
      if (depth === 0) return true;
      continue;
    }
    if (code === SIGN.opening || code === SIGN.list) depth += 1;
    else if (code === SIGN.closing || code === SIGN.listEnd) {
      // The end of what the value is in.
      if (depth === 0) return true;
      depth -= 1;
      if (depth === 0) {
        reader.at += 1;
        return true;
      }
    } else if (code === SIGN.comma && depth === 0) return true;
    reader.at += 1;
  }
  return false;
}

const QUOTE = 0x22;
