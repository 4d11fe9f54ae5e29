import { numberIn } from './graph.js';

/** What all followers of a process have been delivered since they were told what to expect. */
export class Deliveries {
  /** The first event that counts. */
  from = 0;
  received = 0;
  /** Events that came before others that were fired earlier. */
  disordered = 0;
  repeated = 0;
  /** Results without the event they should tell of, and connections that ended by themselves. */
  readonly wrong: string[] = [];
  /** When the last follower had an event, by its number. */
  readonly lastAtMs = new Map<number, number>();
}

/** What one follower has been delivered. */
export class Ledger {
  readonly #deliveriesNow: () => Deliveries;
  #expected = 0;
  /** Events that came too early. */
  readonly #early = new Set<number>();
  /** The latest event it had, counted or not. */
  latest = 0;

  constructor(deliveriesNow: () => Deliveries) {
    this.#deliveriesNow = deliveriesNow;
  }

  expect(from: number): void {
    this.#expected = from;
    this.#early.clear();
  }

  /** Takes a result as it came. */
  take(result: string, atMs: number): void {
    const deliveries = this.#deliveriesNow();
    const number = numberIn(result);
    if (number === null) {
      deliveries.wrong.push(result.slice(0, 500));
      return;
    }
    this.latest = number;
    if (number < deliveries.from) return;
    if (number < this.#expected || this.#early.has(number)) {
      deliveries.repeated += 1;
      return;
    }
    deliveries.received += 1;
    deliveries.lastAtMs.set(number, atMs);
    if (number !== this.#expected) {
      deliveries.disordered += 1;
      this.#early.add(number);
      return;
    }
    do this.#expected += 1;
    while (this.#early.delete(this.#expected));
  }
}
