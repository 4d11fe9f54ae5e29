import { setTimeout as delay } from 'node:timers/promises';

/** A connection that lasts, and how it is ended from this side: the gateway goes down or it has grown old, or its token has run out. */
export interface LastingConnection {
  end(code: 1012 | 4403): void;
}

/** How long connections last. */
export interface LastingTimes {
  /** The age at which one ends; a random part of up to a tenth is taken off. */
  readonly maxAgeMs: number;
  /** Over so long all of them end when the gateway is told to stop. */
  readonly drainMs: number;
}

const JITTER = 0.1;

/** The connections that outlive a request. */
export class LastingConnections {
  readonly #times: LastingTimes;
  readonly #held = new Set<LastingConnection>();

  constructor(times: LastingTimes) {
    this.#times = times;
  }

  /** Ends a connection when its time has come. Returns the function to be called when it has ended. `until` is in milliseconds since 1970. */
  hold(connection: LastingConnection, until: number | null): () => void {
    const age = this.#times.maxAgeMs * (1 - JITTER * Math.random());
    const left = until === null ? Number.POSITIVE_INFINITY : Math.max(0, until - Date.now());
    const timer = setTimeout(() => connection.end(left < age ? 4403 : 1012), Math.min(age, left));
    this.#held.add(connection);
    return () => {
      clearTimeout(timer);
      this.#held.delete(connection);
    };
  }

  /** Ends all of them, not at one moment: who is sent away comes back at once. Resolves when the last has been told. */
  async drain(): Promise<void> {
    await Promise.all(
      [...this.#held].map(async (connection) => {
        await delay(Math.random() * this.#times.drainMs);
        if (this.#held.has(connection)) connection.end(1012);
      }),
    );
  }
}
