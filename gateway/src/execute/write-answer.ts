import { fetchOfMark, occurrenceOfValue, runOfValue } from './answer-reader.js';
import { COMMA, type Parts, SIGN } from './json-reader.js';
import type { Exported } from './occurrences.js';

/** What a fetch has told, ready to be written. */
export interface Told extends Exported {
  readonly parts: Parts;
  /** Where in the parts each run of fields begins, and where the last of an object ends. */
  readonly bounds: readonly number[];
  /** Of each object, which of the bounds is its first. */
  readonly firstBounds: readonly number[];
}

/** So few bytes are copied sooner than it is said that they should be. */
const FEW = 16;

/** Writes an answer of what the fetches of a plan have told, by their numbers. */
export class AnswerWriter {
  readonly #told: readonly (Told | undefined)[];
  #bytes: Buffer;
  #length = 0;

  constructor(told: readonly (Told | undefined)[]) {
    this.#told = told;
    this.#bytes = Buffer.allocUnsafe(told.reduce((sum, each) => sum + (each?.bytes.length ?? 0), MARGIN));
  }

  /** What has been written. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Text of ASCII. */
  text(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** A run of what a fetch has told of one of its occurrences. */
  run(fetch: number, occurrence: number, run: number): void {
    const told = this.#told[fetch] as Told;
    const bound = (told.firstBounds[told.objectOf[occurrence] as number] as number) + run;
    this.#parts(told, told.bounds[bound] as number, told.bounds[bound + 1] as number);
  }

  #parts({ bytes, parts }: Told, from: number, to: number): void {
    for (let index = from; index < to; index += 2) {
      const [first, second] = [parts[index] as number, parts[index + 1] as number];
      if (first >= 0) this.#copy(bytes, first, second);
      else if (first === COMMA) this.comma();
      else this.run(fetchOfMark(first), occurrenceOfValue(second), runOfValue(second));
    }
  }

  comma(): void {
    this.#reserve(1);
    this.#bytes[this.#length] = SIGN.comma;
    this.#length += 1;
  }

  #copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    if (end - start > FEW) from.copy(this.#bytes, this.#length, start, end);
    else for (let at = start; at < end; at += 1) this.#bytes[this.#length + at - start] = from[at] as number;
    this.#length += end - start;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** What is written beside what has been told, at first. */
const MARGIN = 256;
