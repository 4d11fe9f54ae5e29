import { machineMs } from './machine-clock.js';

/** An event, and when it was fired. */
export interface Fired {
  readonly number: number;
  readonly atMs: number;
}

/** A feed in memory, whose events are fired on command. */
export class Feed {
  /** The number of the latest event. */
  #end = 0;
  readonly #wake = new Set<() => void>();
  /** Subscriptions that were opened, and those that are. */
  opened = 0;
  open = 0;

  get cursor(): string {
    return `c${this.#end}`;
  }

  fire(): Fired {
    this.#end += 1;
    const fired = { number: this.#end, atMs: machineMs() };
    for (const wake of this.#wake) wake();
    return fired;
  }

  /** The events behind a cursor, or from now on. Ends when it is returned, at the latest with the next event. */
  follow(after: string | null | undefined): AsyncGenerator {
    let next = after ? Number(after.slice(1)) + 1 : this.#end + 1;
    let over = false;
    let wake: () => void = () => undefined;
    const news = (): void => wake();
    this.#wake.add(news);
    this.opened += 1;
    this.open += 1;
    const leave = (): void => {
      if (over) return;
      over = true;
      this.open -= 1;
      this.#wake.delete(news);
      wake();
    };
    const step = async (): Promise<IteratorResult<unknown>> => {
      while (!over && next > this.#end) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (over) return { done: true, value: undefined };
      next += 1;
      return { done: false, value: eventOf(next - 1) };
    };
    const end = async (): Promise<IteratorResult<unknown>> => {
      leave();
      return { done: true, value: undefined };
    };
    // A generator that waits does not hear that it shall return; this does.
    const events: AsyncGenerator = {
      next: step,
      return: end,
      throw: end,
      [Symbol.asyncIterator]: () => events,
      [Symbol.asyncDispose]: async () => leave(),
    };
    return events;
  }
}

function eventOf(number: number): unknown {
  return { changed: { cursor: `c${number}`, kind: 'CREATED', person: { id: String(number) } } };
}
