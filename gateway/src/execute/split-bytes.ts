import { DATA_BEGINNING, DATA_END } from '../fetch/read-answer.js';
import { JsonReader, SIGN, wordOf } from './json-reader.js';

/** The members of an answer's data that are one question's: under which key each came, and which key it is to have. */
export type Members = readonly { readonly came: string; readonly key: string }[];

/**
 * Makes what takes the answer to several questions apart, as the bytes that came: each has its members of the data, in order; one of them can be several
 * questions'. Null where they are not all there, one behind the other, or something else is.
 */
export function bytesSplitter(questions: readonly Members[]): (bytes: Buffer) => readonly Buffer[] | null {
  const keys = [...new Set(questions.flatMap((members) => members.map(({ came }) => came)))];
  const words = keys.map((key) => Buffer.from(wordOf(key)));
  const all = questions.map((members) =>
    members.map(({ came, key }, index) => ({
      value: keys.indexOf(came),
      own: Buffer.from(`${index > 0 ? ',' : ''}${wordOf(key)}`),
    })),
  );
  return (bytes) => {
    const bounds = boundsOf(words, new JsonReader(bytes));
    return bounds === null ? null : all.map((members) => ownOf(members, bytes, bounds));
  };
}

/** A member of one question's data: which of the values it is, and what stands before it. */
interface OwnMember {
  readonly value: number;
  readonly own: Buffer;
}

/** The answer to one question: its members alone, under the keys that they are to have. */
function ownOf(members: readonly OwnMember[], bytes: Buffer, bounds: readonly number[]): Buffer {
  let length = DATA_BEGINNING.length + DATA_END.length;
  for (const { value, own } of members)
    length += own.length + (bounds[2 * value + 1] as number) - (bounds[2 * value] as number);
  const answer = Buffer.allocUnsafe(length);
  let at = DATA_BEGINNING.copy(answer);
  for (const { value, own } of members) {
    at += own.copy(answer, at);
    at += bytes.copy(answer, at, bounds[2 * value], bounds[2 * value + 1]);
  }
  DATA_END.copy(answer, at);
  return answer;
}

/** Where the value of each member of the data begins and ends; null where others are there, or not all of them. */
function boundsOf(words: readonly Buffer[], reader: JsonReader): readonly number[] | null {
  if (!reader.word(DATA_BEGINNING)) return null;
  const bounds: number[] = [];
  for (const word of words) {
    if (bounds.length > 0 && !reader.sign(SIGN.comma)) return null;
    if (!reader.word(word)) return null;
    const start = reader.at;
    if (!skipValue(reader)) return null;
    bounds.push(start, reader.at);
  }
  return reader.word(DATA_END) ? bounds : null;
}

/** Moves behind a value without looking into it: of objects and lists, only where they end. */
function skipValue(reader: JsonReader): boolean {
  const { bytes } = reader;
  let depth = 0;
  while (reader.at < bytes.length) {
    const code = bytes[reader.at];
    if (code === SIGN.quote) {
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
