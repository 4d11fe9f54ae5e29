import { isTimeUp } from './time-up.js';

interface Going<Value> {
  readonly result: Promise<Value>;
  readonly ending: AbortController;
  /** How many want it. */
  wanted: number;
  isOver: boolean;
}

/** Work that is under way, by what it is: whoever wants the same meanwhile is given what comes of it. */
export class InFlight<Value> {
  readonly #going = new Map<string, Going<Value>>();
  readonly #onJoined: () => void;

  constructor(onJoined: () => void = () => undefined) {
    this.#onJoined = onJoined;
  }

  /**
   * Begins the work, or joins it. Its signal aborts when nobody wants it any more, and when the time of one of those who want it is up: they
   * began it no later than the others.
   */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const known = this.#going.get(key);
    const going = known ?? this.#begin(key, work);
    going.wanted += 1;
    if (known !== undefined) this.#onJoined();
    const left = (): void => {
      going.wanted -= 1;
      if (going.isOver || (going.wanted > 0 && !isTimeUp(signal))) return;
      // Whoever comes now begins anew.
      if (this.#going.get(key) === going) this.#going.delete(key);
      going.ending.abort(signal.reason);
    };
    if (signal.aborted) left();
    else signal.addEventListener('abort', left, { once: true });
    return going.result;
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<Value>): Going<Value> {
    const ending = new AbortController();
    const result = work(ending.signal).finally(() => {
      going.isOver = true;
      if (this.#going.get(key) === going) this.#going.delete(key);
    });
    const going: Going<Value> = { result, ending, wanted: 0, isOver: false };
    this.#going.set(key, going);
    return going;
  }
}
