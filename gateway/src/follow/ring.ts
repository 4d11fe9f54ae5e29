import type { Delivery } from './receiver.js';

/** The latest events of a lane, as far as they are kept. */
export class Ring {
  readonly #kept: Delivery[] = [];
  #bytes = 0;
  /** The cursor behind which everything that is kept follows; null where that is not known. */
  #base: string | null;
  readonly #onForgotten: (cursor: string) => void;

  constructor(base: string | null, onForgotten: (cursor: string) => void) {
    this.#base = base;
    this.#onForgotten = onForgotten;
  }

  /** The cursor of the latest event, or that behind which the first will follow. */
  get end(): string | null {
    return this.#kept.at(-1)?.cursor ?? this.#base;
  }

  /** All cursors behind which it can be followed. */
  cursors(): readonly string[] {
    return [this.#base, ...this.#kept.map(({ cursor }) => cursor)].filter((cursor) => cursor !== null);
  }

  begin(base: string): void {
    this.#base = base;
  }

  add(delivery: Delivery): void {
    this.#kept.push(delivery);
    this.#bytes += delivery.text.length;
    while (this.#kept.length > KEPT_EVENTS || (this.#bytes > KEPT_CHARACTERS && this.#kept.length > 1)) {
      const oldest = this.#kept.shift();
      this.#bytes -= oldest?.text.length ?? 0;
      if (this.#base !== null) this.#onForgotten(this.#base);
      this.#base = oldest?.cursor ?? this.#base;
    }
  }

  /** The events behind a cursor, in order; null where it does not reach back to it. */
  behind(cursor: string): readonly Delivery[] | null {
    if (cursor === this.#base) return this.#kept;
    const index = this.#kept.findLastIndex((delivery) => delivery.cursor === cursor);
    return index === -1 ? null : this.#kept.slice(index + 1);
  }
}

const KEPT_EVENTS = 256;
const KEPT_CHARACTERS = 1024 * 1024;
