import { sameBytes } from '../lib/same-bytes.js';
import type { Exported, NeededKey } from './occurrences.js';

/** What fetches have told, by their numbers. */
export type AllTold = readonly (Exported | undefined)[];

/** An occurrence of which not everything is known yet: which fields are needed of it, and what is known of each. */
export interface Part {
  readonly type: string;
  readonly keys: readonly NeededKey[];
  readonly bytes: Buffer;
  /** Two numbers for each field, from here on: where its value begins and ends; or of which occurrence another fetch tells it, and nothing. */
  readonly values: readonly number[];
  readonly at: number;
}

/** Occurrences of which others have yet to tell some. Of one after the other nothing is made but numbers: there are as many of them as objects in an answer. */
export class Unsettled {
  readonly #occurrences: number[] = [];
  readonly #types: string[] = [];
  readonly #keys: (readonly NeededKey[])[] = [];
  readonly #bytes: Buffer[] = [];
  readonly #values: number[] = [];

  /** Notes what is known of a field of the next one. */
  value(first: number, second: number): void {
    this.#values.push(first, second);
  }

  /** One more, all of whose fields have been noted. */
  add(occurrence: number, type: string, keys: readonly NeededKey[], bytes: Buffer): void {
    this.#occurrences.push(occurrence);
    this.#types.push(type);
    this.#keys.push(keys);
    this.#bytes.push(bytes);
  }

  /**
   * Puts what others have told to what is known, and notes of each occurrence which object it is, as `find` has it: -1 where something has not been told,
   * and then false is the answer. What agrees with an occurrence before is not looked for again.
   */
  settle(told: AllTold, objectOf: number[], find: (part: Part) => number): boolean {
    const settled = new Settled(told);
    for (let index = 0, at = 0; index < this.#occurrences.length; index += 1) {
      const keys = this.#keys[index] as readonly NeededKey[];
      const [type, bytes] = [this.#types[index] as string, this.#bytes[index] as Buffer];
      const part: Part = { type, keys, bytes, values: this.#values, at };
      const object = settled.objectOf(part, find);
      if (object < 0) return false;
      objectOf[this.#occurrences[index] as number] = object;
      at += 2 * keys.length;
    }
    for (const list of [this.#occurrences, this.#types, this.#keys, this.#bytes, this.#values]) list.length = 0;
    return true;
  }
}

/** What has been settled, by the object of which another fetch tells the first of what it tells. */
class Settled {
  readonly #told: AllTold;
  readonly #known: { readonly part: Part; readonly object: number }[] = [];

  constructor(told: AllTold) {
    this.#told = told;
  }

  objectOf(part: Part, find: (part: Part) => number): number {
    const teller = this.#tellerOf(part);
    const known = this.#known[teller];
    if (known !== undefined && this.#agree(part, known.part)) return known.object;
    const object = find(part);
    if (teller >= 0 && object >= 0) this.#known[teller] = { part, object };
    return object;
  }

  /** The object of which another fetch tells the first of what it tells; -1 where it has not. */
  #tellerOf({ keys, values, at }: Part): number {
    for (let index = 0; index < keys.length; index += 1) {
      const { from } = keys[index] as NeededKey;
      if (from !== null) return this.#told[from]?.objectOf[values[at + 2 * index] as number] ?? -1;
    }
    return -1;
  }

  /** Whether all that is needed of two is the same: their own values, and the objects of which others tell the rest. */
  #agree(one: Part, other: Part): boolean {
    if (one.keys !== other.keys) return false;
    for (let index = 0; index < one.keys.length; index += 1) {
      const { from } = one.keys[index] as NeededKey;
      const isSame = from === null ? haveEqualValue(one, other, index) : this.#haveSameTeller(one, other, index, from);
      if (!isSame) return false;
    }
    return true;
  }

  #haveSameTeller(one: Part, other: Part, index: number, from: number): boolean {
    const { objectOf = NONE } = this.#told[from] ?? {};
    const object = objectOf[one.values[one.at + 2 * index] as number];
    return object !== undefined && object === objectOf[other.values[other.at + 2 * index] as number];
  }
}

const NONE: readonly number[] = [];

function haveEqualValue(one: Part, other: Part, index: number): boolean {
  const [first, second] = [one.values[one.at + 2 * index] as number, other.values[other.at + 2 * index] as number];
  const length = (one.values[one.at + 2 * index + 1] as number) - first;
  const otherLength = (other.values[other.at + 2 * index + 1] as number) - second;
  return length === otherLength && sameBytes(one.bytes, first, other.bytes, second, length);
}
