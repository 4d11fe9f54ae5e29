import { ByteWriter } from '../lib/byte-writer.js';
import { fetchOfMark, occurrenceOfValue, runOfValue } from './answer-reader.js';
import { COMMA, type Parts } from './json-reader.js';
import type { Exported } from './occurrences.js';

/** What a fetch has told, ready to be written. */
export interface Told extends Exported {
  readonly parts: Parts;
  /** Where in the parts each run of fields begins, and where the last of an object ends. */
  readonly bounds: readonly number[];
  /** Of each object, which of the bounds is its first. */
  readonly firstBounds: readonly number[];
}

/** Writes an answer of what the fetches of a plan have told, by their numbers. */
export class AnswerWriter extends ByteWriter {
  readonly #told: readonly (Told | undefined)[];

  /** In as much room as the bytes that have been told take, so many times: what is told once is written wherever it belongs. */
  constructor(told: readonly (Told | undefined)[], times: number) {
    super(Math.ceil(times * lengthOf(told)) + MARGIN);
    this.#told = told;
  }

  /** How many times longer what has been written is than what had been told; no more than room should be made for. */
  get times(): number {
    return Math.min(MOST_TIMES, this.length / Math.max(1, lengthOf(this.#told)));
  }

  /** What has been written. */
  get written(): Buffer {
    return this.bytes.subarray(0, this.length);
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
      if (first >= 0) this.copy(bytes, first, second);
      else if (first === COMMA) this.comma();
      else this.run(fetchOfMark(first), occurrenceOfValue(second), runOfValue(second));
    }
  }
}

/** An answer can be much longer than the one before of its form. */
const MOST_TIMES = 4;

/** More room than is thought to be needed. */
const MARGIN = 256;

function lengthOf(told: readonly (Told | undefined)[]): number {
  return told.reduce((sum, each) => sum + (each?.bytes.length ?? 0), 0);
}
