/** What is longer than that is given away with its room. */
const MOST_ROOM = 16_384;

/**
 * Whole numbers that are put down one behind the other, each time in the same room, and taken as a list of just their number: one that grows by itself
 * leaves three times its length behind.
 */
export class NumberPad {
  #room: number[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    this.#room[this.#length] = number;
    this.#length += 1;
  }

  /** Takes away what stands from an index on. */
  take(from = 0): number[] {
    const taken = from === 0 && this.#length > MOST_ROOM ? this.#giveAway() : this.#room.slice(from, this.#length);
    this.#length = from;
    return taken;
  }

  /** Forgets all of it. */
  clear(): void {
    this.#length = 0;
    if (this.#room.length > MOST_ROOM) this.#room = [];
  }

  #giveAway(): number[] {
    const all = this.#room;
    all.length = this.#length;
    this.#room = [];
    return all;
  }
}
