import { NumberPad } from '../lib/number-pad.js';
import { standsAt } from '../lib/stands-at.js';

/** Marks in the parts of what has been read, where no bytes were: each stands with a number beside it. */
export const COMMA = -1;

/** The parts of an answer in the order in which they are written, two numbers each: where bytes begin and end; or a negative mark, and what it says. */
export type Parts = readonly number[];

/** One for all: each answer is read to its end before another. */
const PARTS = new NumberPad();

/**
 * Reads JSON as `JSON.stringify` writes it, byte by byte, and notes which of the bytes go on: all of them, but for what is cut out. Whatever is written in
 * another way is not read: then `false` is the answer, and nothing more of it may be read.
 */
export class JsonReader {
  readonly bytes: Buffer;
  /** The parts so far. */
  readonly parts = PARTS;
  /** Where it stands. */
  at = 0;
  /** From where on the bytes that have been read have not been noted. */
  #from = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.parts.clear();
  }

  /** Notes what has been read, up to a place or to where it stands: what is read from now on follows that. */
  note(until: number = this.at): void {
    if (this.#from < until) this.mark(this.#from, until);
    this.#from = this.at;
  }

  /** Lets what has been read since the last note go: bytes from here on follow. */
  drop(from: number = this.at): void {
    this.#from = from;
  }

  /** Notes something that is not in these bytes. */
  mark(mark: number, value: number): void {
    this.parts.push(mark);
    this.parts.push(value);
  }

  /** One character. */
  sign(code: number): boolean {
    if (this.bytes[this.at] !== code) return false;
    this.at += 1;
    return true;
  }

  /** Just these bytes. */
  word(word: Uint8Array): boolean {
    if (!standsAt(word, this.bytes, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** A string, with those escapes alone that have to be. Whether it is UTF-8 is not looked at. */
  string(): boolean {
    const { bytes } = this;
    if (bytes[this.at] !== SIGN.quote) return false;
    for (let at = this.at + 1; at < bytes.length; at += 1) {
      const code = bytes[at] as number;
      if (code === SIGN.quote) {
        this.at = at + 1;
        return true;
      }
      if (code < SPACE) return false;
      if (code === BACKSLASH) {
        at += 1;
        if (ESCAPED[bytes[at] ?? 0] !== 1) return false;
      }
    }
    return false;
  }

  /** A whole number of no more digits than are exact. */
  integer(): boolean {
    const { bytes } = this;
    const start = bytes[this.at] === MINUS ? this.at + 1 : this.at;
    let at = start;
    while (isDigit(bytes[at])) at += 1;
    if (at === start || at - start > EXACT_DIGITS) return false;
    if (bytes[start] === ZERO && (at - start > 1 || start > this.at)) return false;
    // What goes on is another number: one with a fraction, or an exponent.
    if (bytes[at] === POINT || bytes[at] === EXPONENT) return false;
    this.at = at;
    return true;
  }

  number(): boolean {
    const start = this.at;
    if (this.integer()) return true;
    let at = start;
    while (isOfNumber(this.bytes[at])) at += 1;
    const text = this.bytes.toString('latin1', start, at);
    if (text === '' || JSON.stringify(Number(text)) !== text) return false;
    this.at = at;
    return true;
  }
}

/** The characters that JSON is made of. */
export const SIGN = { comma: 0x2c, opening: 0x7b, closing: 0x7d, list: 0x5b, listEnd: 0x5d, quote: 0x22 } as const;

export const BACKSLASH = 0x5c;
const [SPACE, ZERO, NINE] = [0x20, 0x30, 0x39] as const;
const [MINUS, PLUS, POINT, EXPONENT] = [0x2d, 0x2b, 0x2e, 0x65] as const;
const EXACT_DIGITS = 15;

/** What follows a backslash in what `JSON.stringify` writes, but for `u`: those it writes for few characters alone. */
const ESCAPED = new Uint8Array(256);
for (const code of Buffer.from('"\\bfnrt')) ESCAPED[code] = 1;

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

function isOfNumber(code: number | undefined): boolean {
  return isDigit(code) || code === MINUS || code === PLUS || code === POINT || code === EXPONENT;
}

/** A key as it stands before its value. Names of GraphQL need no escapes. */
export function wordOf(key: string): string {
  return `"${key}":`;
}
