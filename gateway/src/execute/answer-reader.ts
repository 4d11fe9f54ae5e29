import { COMMA, JsonReader } from './json-reader.js';
import type { Occurrences } from './occurrences.js';

/** Reads what a fetch has told, and notes what other fetches are about, and where what they tell belongs. */
export class AnswerReader extends JsonReader {
  /** By the number of the fetch. */
  readonly occurrences: readonly Occurrences[];
  /** Where in the parts each run of fields begins, and where the last of an object ends. */
  readonly bounds: number[] = [];
  /** Where what other fetches need to know begins and ends, of the objects that are being read: each kind of them has its own places. */
  readonly needed: number[] = [];
  /** Where in the bytes each value that others need of the objects a fetch is about begins and ends; and where among these those of each object begin. */
  readonly exports: number[] = [];
  readonly exportStarts: number[] = [];

  constructor(bytes: Buffer, occurrences: readonly Occurrences[]) {
    super(bytes);
    this.occurrences = occurrences;
  }

  bound(): void {
    this.bounds.push(this.parts.length);
  }

  /** Notes that a run of what another fetch tells of the object that is read follows here. */
  slot({ fetch, run, isFirst }: Slot): void {
    this.note();
    if (!isFirst) this.comma();
    // Objects of one fetch do not lie in each other: none is added while this one is read.
    const occurrence = this.occurrences[fetch]?.length ?? 0;
    this.mark(slotMark(fetch), occurrence * MOST_RUNS + run);
  }

  comma(): void {
    this.mark(COMMA, 0);
  }
}

/** Where a run of what another fetch tells is written. */
export interface Slot {
  readonly fetch: number;
  readonly run: number;
  /** Whether nothing of the object is written before it. */
  readonly isFirst: boolean;
}

/** An object has no more runs of one fetch. */
export const MOST_RUNS = 8;

const slotMark = (fetch: number): number => COMMA - 1 - fetch;

/** What a mark of a slot, with its value, stands for: a run of what a fetch tells of one of its occurrences. */
export const fetchOfMark = slotMark;
export const occurrenceOfValue = (value: number): number => Math.floor(value / MOST_RUNS);
export const runOfValue = (value: number): number => value % MOST_RUNS;
