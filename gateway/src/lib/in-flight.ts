import { Ending, type EndSignal } from './ending.js';
import { PassingMap } from './passing-map.js';
import { isTimeUp } from './time-up.js';

/** How work is shared. */
export interface Sharing<Value> {
  readonly onJoined?: () => void;
  /** For a value that its takers change: makes one for each of them, where there are several. */
  readonly copy?: (value: Value) => Value;
  /** What those are told at once who go while others wait on; without it they are told what all are. */
  readonly leave?: (signal: EndSignal) => Error;
  /** Whether the work is over for all when the time of one is up: of those who begin together, and are given as long. */
  readonly endsWithFirst?: boolean;
}

interface Taker<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: EndSignal;
  readonly onAbort: () => void;
}

interface Going<Value> {
  readonly ending: Ending;
  takers: Taker<Value>[];
  /** How many of them still wait. */
  waiting: number;
}

/** Work that is under way, by what it is: whoever wants the same meanwhile is given what comes of it. */
export class InFlight<Value> {
  readonly #going = new PassingMap<string, Going<Value>>();
  readonly #sharing: Sharing<Value>;

  constructor(sharing: Sharing<Value> = {}) {
    this.#sharing = sharing;
  }

  /** Begins the work, or joins it. Its signal aborts when nobody wants it any more. */
  join(key: string, signal: EndSignal, work: (signal: EndSignal) => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const known = this.#going.get(key);
      const going: Going<Value> = known ?? { ending: new Ending(), takers: [], waiting: 0 };
      const taker: Taker<Value> = { resolve, reject, signal, onAbort: () => this.#leave(key, going, taker) };
      going.takers.push(taker);
      going.waiting += 1;
      if (known === undefined) this.#begin(key, going, work);
      else this.#sharing.onJoined?.();
      if (signal.aborted) taker.onAbort();
      else signal.addEventListener('abort', taker.onAbort);
    });
  }

  #begin(key: string, going: Going<Value>, work: (signal: EndSignal) => Promise<Value>): void {
    this.#going.set(key, going);
    work(going.ending).then(
      (value) => {
        const { copy } = this.#sharing;
        const takers = this.#over(key, going);
        const last = takers.pop();
        // All are given theirs before any of them goes on: the last may have what is left.
        for (const { resolve } of takers) resolve(copy ? copy(value) : value);
        last?.resolve(value);
      },
      (error: unknown) => {
        for (const { reject } of this.#over(key, going)) reject(error);
      },
    );
  }

  #over(key: string, going: Going<Value>): Taker<Value>[] {
    this.#forget(key, going);
    const { takers } = going;
    for (const { signal, onAbort } of takers) signal.removeEventListener('abort', onAbort);
    return takers;
  }

  #leave(key: string, going: Going<Value>, taker: Taker<Value>): void {
    const { leave, endsWithFirst = false } = this.#sharing;
    going.waiting -= 1;
    if (going.waiting > 0 && !(endsWithFirst && isTimeUp(taker.signal))) {
      if (leave === undefined) return;
      going.takers = going.takers.filter((each) => each !== taker);
      taker.reject(leave(taker.signal));
      return;
    }
    // Whoever comes now begins anew.
    this.#forget(key, going);
    going.ending.abort(taker.signal.reason);
  }

  #forget(key: string, going: Going<Value>): void {
    if (this.#going.get(key) === going) this.#going.delete(key);
  }
}
