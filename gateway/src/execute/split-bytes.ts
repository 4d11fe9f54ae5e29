import { DATA_BEGINNING, DATA_END, END_OF_LINE } from '../fetch/read-answer.js';
import { standsAt } from '../lib/stands-at.js';
import { BACKSLASH, SIGN, wordOf } from './json-reader.js';

/** The members of an answer's data that are one question's: under which key each came, and which key it is to have. */
export type Members = readonly { readonly came: string; readonly key: string }[];

/**
 * Makes what takes the answer to several questions apart, as the bytes that came: each has its members of the data, in order; one of them can be several
 * questions'. Null where they are not all there, one behind the other, or something else is.
 */
export function bytesSplitter(questions: readonly Members[]): (bytes: Buffer) => readonly Buffer[] | null {
  const keys = [...new Set(questions.flatMap((members) => members.map(({ came }) => came)))];
  const told = keys.map((key): Member => {
    const word = Buffer.from(wordOf(key));
    return { word, tail: word.subarray(1) };
  });
  const all = questions.map((members) =>
    members.map(({ came, key }, index) => ({
      value: keys.indexOf(came),
      own: Buffer.from(`${index > 0 ? ',' : ''}${wordOf(key)}`),
    })),
  );
  return (bytes) => {
    const bounds = boundsOf(told, bytes);
    return bounds === null ? null : all.map((members) => ownOf(members, bytes, bounds));
  };
}

/** A member of the data that is told. */
interface Member {
  /** What stands before its value; and the same without its quote, with which so much else begins that looking for it takes long. */
  readonly word: Buffer;
  readonly tail: Buffer;
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
function boundsOf(members: readonly Member[], bytes: Buffer): readonly number[] | null {
  if (!standsAt(DATA_BEGINNING, bytes, 0)) return null;
  const areLong = bytes.length > LONG * members.length;
  const bounds: number[] = [];
  let at = DATA_BEGINNING.length;
  for (let index = 0; index < members.length; index += 1) {
    const [member, next] = [members[index] as Member, members[index + 1]];
    if (!standsAt(member.word, bytes, at)) return null;
    const start = at + member.word.length;
    const end = next !== undefined && areLong ? endBefore(next, member, bytes, start) : endOfValue(bytes, start);
    if (end < 0 || (next !== undefined && bytes[end] !== SIGN.comma)) return null;
    bounds.push(start, end);
    at = next === undefined ? end : end + 1;
  }
  return standsAt(DATA_END, bytes, at) && isEnd(bytes, at + DATA_END.length) ? bounds : null;
}

function isEnd(bytes: Buffer, at: number): boolean {
  return at === bytes.length || (at === bytes.length - 1 && bytes[at] === END_OF_LINE);
}

/** Values that are longer than that are not looked through. */
const LONG = 1_024;

/**
 * The end of a value, by where the next member begins; -1 where that is not there. The same keys can be told within values: then one of them stands twice,
 * which is seen as the member's own after the one that was found for it, or as the end of the data where it is not.
 */
function endBefore(next: Member, member: Member, bytes: Buffer, start: number): number {
  const at = bytes.indexOf(next.tail, start);
  // Looking backwards takes longer than a view of the bytes.
  if (at < 0 || bytes.subarray(start, at).includes(member.tail)) return -1;
  return at - BETWEEN;
}

/** A comma and a quote. */
const BETWEEN = 2;

/** Where a value ends, without looking into it; -1 where it does not. */
function endOfValue(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const kind = KINDS[bytes[at] as number];
    if (kind === OTHER) continue;
    if (kind === QUOTE) {
      at = endOfText(bytes, at + 1);
      if (at < 0) return -1;
      if (depth === 0) return at + 1;
    } else if (kind === OPENING) depth += 1;
    // A comma behind it, or the end of what it is in.
    else if (depth === 0) return at;
    else if (kind === CLOSING) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Where the quote at the end of a string stands; -1 where there is none. */
function endOfText(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const code = bytes[at];
    if (code === SIGN.quote) return at;
    if (code === BACKSLASH) at += 1;
  }
  return -1;
}

const [OTHER, QUOTE, OPENING, CLOSING, COMMA] = [0, 1, 2, 3, 4];
/** What each byte is to who looks for the end of a value. */
const KINDS = new Uint8Array(256);
KINDS[SIGN.quote] = QUOTE;
KINDS[SIGN.comma] = COMMA;
for (const code of [SIGN.opening, SIGN.list]) KINDS[code] = OPENING;
for (const code of [SIGN.closing, SIGN.listEnd]) KINDS[code] = CLOSING;
