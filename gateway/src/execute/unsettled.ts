import { sameBytes } from '../lib/same-bytes.js';
import type { Exported, NeededKey } from './occurrences.js';

/** What fetches have told, by their numbers. */
export type AllTold = readonly (Exported | undefined)[];

/** Occurrences one behind the other of which not everything is known yet: which fields are needed of each, and what is known of them. */
export interface Run {
  readonly type: string;
  readonly keys: readonly NeededKey[];
  readonly bytes: Buffer;
  /** What is known of each, as {@link NeededKey.noted} has it. */
  readonly values: readonly number[];
  /** Where among these those of the first begin. */
  readonly at: number;
  readonly first: number;
  length: number;
}

/** How many numbers are noted of a field, by who tells it: see {@link NeededKey.noted}. */
export const numbersOf = (from: number | null): number => (from === null ? 2 : 1);

/** Occurrences of which others have yet to tell some. Of one after the other nothing is made but numbers: there are as many of them as objects in an answer. */
export class Unsettled {
  readonly #runs: Run[] = [];
  readonly #values: number[] = [];

  /** Notes one more number of the next one. */
  note(number: number): void {
    this.#values.push(number);
  }

  /** One more, of which all has been noted. */
  add(occurrence: number, type: string, keys: readonly NeededKey[], bytes: Buffer): void {
    const last = this.#runs[this.#runs.length - 1];
    if (last?.keys === keys && last.bytes === bytes && last.first + last.length === occurrence) {
      last.length += 1;
      return;
    }
    const at = this.#values.length - widthOf(keys);
    this.#runs.push({ type, keys, bytes, values: this.#values, at, first: occurrence, length: 1 });
  }

  /**
   * Puts what others have told to what is known, and notes of each occurrence which object it is, as `find` has it: -1 where something has not been told,
   * and then false is the answer. What agrees with an occurrence before is not looked for again.
   */
  settle(told: AllTold, objectOf: number[], find: (run: Run, at: number) => number): boolean {
    const settled = new Settled(told);
    for (const run of this.#runs) {
      const width = widthOf(run.keys);
      for (let index = 0; index < run.length; index += 1) {
        const object = settled.objectOf(run, run.at + index * width, find);
        if (object < 0) return false;
        objectOf[run.first + index] = object;
      }
    }
    this.#runs.length = 0;
    this.#values.length = 0;
    return true;
  }
}

/** How many numbers are noted of each with these fields. */
function widthOf(keys: readonly NeededKey[]): number {
  return keys.reduce((most, { from, noted }) => Math.max(most, noted + numbersOf(from)), 0);
}

/** What has been settled, by the object of which another fetch tells the first of what it tells. */
class Settled {
  readonly #told: AllTold;
  readonly #known: { readonly run: Run; readonly at: number; readonly object: number }[] = [];

  constructor(told: AllTold) {
    this.#told = told;
  }

  objectOf(run: Run, at: number, find: (run: Run, at: number) => number): number {
    const teller = this.#tellerOf(run, at);
    const known = this.#known[teller];
    if (known !== undefined && this.#agree(run, at, known)) return known.object;
    const object = find(run, at);
    if (teller >= 0 && object >= 0) this.#known[teller] = { run, at, object };
    return object;
  }

  /** The object of which another fetch tells the first of what it tells; -1 where it has not. */
  #tellerOf({ keys, values }: Run, at: number): number {
    for (let index = 0; index < keys.length; index += 1) {
      const { from, noted } = keys[index] as NeededKey;
      if (from !== null) return this.#told[from]?.objectOf[values[at + noted] as number] ?? -1;
    }
    return -1;
  }

  /** Whether all that is needed of two is the same: their own values, and the objects of which others tell the rest. */
  #agree(run: Run, at: number, other: { readonly run: Run; readonly at: number }): boolean {
    if (run.keys !== other.run.keys) return false;
    for (let index = 0; index < run.keys.length; index += 1) {
      const { from, noted } = run.keys[index] as NeededKey;
      const [one, two] = [at + noted, other.at + noted];
      const isSame =
        from === null
          ? haveEqualValue(run, one, other.run, two)
          : this.#haveSameTeller(from, run.values[one], other.run.values[two]);
      if (!isSame) return false;
    }
    return true;
  }

  #haveSameTeller(from: number, one: number | undefined, other: number | undefined): boolean {
    const { objectOf = NONE } = this.#told[from] ?? {};
    const object = objectOf[one as number];
    return object !== undefined && object === objectOf[other as number];
  }
}

const NONE: readonly number[] = [];

function haveEqualValue(one: Run, at: number, other: Run, otherAt: number): boolean {
  const [first, second] = [one.values[at] as number, other.values[otherAt] as number];
  const length = (one.values[at + 1] as number) - first;
  const otherLength = (other.values[otherAt + 1] as number) - second;
  return length === otherLength && sameBytes(one.bytes, first, other.bytes, second, length);
}
