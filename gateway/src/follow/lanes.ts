import { Lane, type LaneListener, type LaneParts } from './lane.js';
import type { Receiver } from './receiver.js';

/**
 * Equal subscriptions: one lane serves all who are at the same place. Who comes with a cursor that no lane reaches back to gets one that
 * begins there; once two lanes have come by the same event, the one goes on with the other's receivers. So no order of cursors has to be
 * known, and nothing lies between the two.
 */
export class Lanes {
  readonly #parts: LaneParts;
  readonly #onEmpty: () => void;
  readonly #open = new Set<Lane>();
  /** The lane that came by a cursor first, as long as it reaches back to it. */
  readonly #at = new Map<string, Lane>();
  /** The lane whose end is that of the source. */
  #latest: Lane | null = null;

  constructor(parts: LaneParts, onEmpty: () => void) {
    this.#parts = parts;
    this.#onEmpty = onEmpty;
  }

  /** Adds a receiver behind a cursor, or from now on. Returns the function by which it leaves. */
  join(receiver: Receiver, after: string | null): () => void {
    if (after === null) {
      this.#latest ??= this.#begin(null);
      this.#latest.join(receiver, null);
    } else (this.#at.get(after) ?? this.#begin(after)).join(receiver, after);
    // Where it is by then: lanes send their receivers on.
    return () => [...this.#open].find((lane) => lane.has(receiver))?.leave(receiver);
  }

  #begin(after: string | null): Lane {
    const lane = new Lane(this.#parts, after, this.#listener);
    this.#open.add(lane);
    return lane;
  }

  readonly #listener: LaneListener = {
    reached: (lane, cursor) => {
      const other = this.#at.get(cursor);
      if (other === undefined || other === lane) {
        this.#at.set(cursor, lane);
        return;
      }
      if (this.#latest === lane) this.#latest = other;
      lane.moveTo(other, cursor);
    },
    forgotten: (lane, cursor) => {
      if (this.#at.get(cursor) === lane) this.#at.delete(cursor);
    },
    closed: (lane) => {
      this.#open.delete(lane);
      if (this.#latest === lane) this.#latest = null;
      if (this.#open.size === 0) this.#onEmpty();
    },
  };
}
