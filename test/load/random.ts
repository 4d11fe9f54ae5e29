/** Draws that a seed number fixes (mulberry32): a run that failed can be run again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 (included) to 1 (excluded). */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to `below`, which is excluded. */
  below(below: number): number {
    return Math.floor(this.share() * below);
  }

  /** One of the values. @throws Error for an empty list. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }

  /** The values in another order, each as often as it was there (Fisher and Yates). */
  shuffled<Value>(values: readonly Value[]): Value[] {
    const left = [...values];
    return values.flatMap(() => left.splice(this.below(left.length), 1));
  }
}
