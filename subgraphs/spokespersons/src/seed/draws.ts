import { createHash } from 'node:crypto';

const DIGEST_BYTES = 32;
const DRAW_BYTES = 4;

/**
 * Draws that hang on nothing but a name: the same in every run, on every machine, whatever else is drawn. Each is four bytes of
 * SHA-256 over the name and a counter.
 */
export class Draws {
  readonly #name: string;
  #digest = Buffer.alloc(0);
  #block = 0;
  #offset = DIGEST_BYTES;

  constructor(name: string) {
    this.#name = name;
  }

  /** A number from 0 (included) to 1 (excluded). */
  share(): number {
    if (this.#offset >= DIGEST_BYTES) {
      this.#digest = createHash('sha256').update(`${this.#name}#${this.#block}`).digest();
      this.#block += 1;
      this.#offset = 0;
    }
    const drawn = this.#digest.readUInt32BE(this.#offset) / 2 ** 32;
    this.#offset += DRAW_BYTES;
    return drawn;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** True with the given likelihood. */
  chance(likelihood: number): boolean {
    return this.share() < likelihood;
  }

  /** One of the values. @throws Error for an empty list. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.between(0, values.length - 1)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}
