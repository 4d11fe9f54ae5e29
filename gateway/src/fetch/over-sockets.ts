import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
import { FetchError, type SubgraphRequest, type SubgraphResponse, SubscriptionRefused } from './subgraph-client.js';

/** How a subgraph's subscriptions are reached. */
export interface SocketOptions {
  /** The address of its graph. */
  readonly url: string;
  /** Signs for whom is asked; null sends no identity. */
  readonly signIdentity: ((principal: Principal) => Promise<string>) | null;
}

/** So many events are taken before they are wanted; then the socket is not read, and the subgraph waits. */
const TAKEN_AHEAD = 32;
/** After such a silence the subgraph is asked whether it is there, and has so long to say so. */
const SILENCE_MS = 25_000;
const PONG_MS = 10_000;

/**
 * The events of a subgraph's subscription over a connection of its own (`graphql-transport-ws`): one that is read slowly keeps no other
 * waiting.
 * @throws SubscriptionRefused, FetchError (the iterator).
 */
export async function* eventsOverSocket(
  request: SubgraphRequest,
  { url, signIdentity }: SocketOptions,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  const taken = new Taken();
  const { query, variables, operationName, principal, signal } = request;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: async () => (signIdentity === null ? {} : { [IDENTITY_HEADER]: await signIdentity(principal) }),
    // Whoever follows knows behind which event to go on; this client does not.
    retryAttempts: 0,
    keepAlive: SILENCE_MS,
    on: {
      opened: (socket) => taken.watch(socket as WebSocket),
      ping: taken.asked,
      pong: taken.heard,
      // After a close that counts as normal it would connect again, and begin where it began.
      closed: (event) => taken.end(new FetchError('SUBGRAPH_UNAVAILABLE', event)),
    },
  });
  const leave = client.subscribe(
    { query, variables, ...(operationName === undefined ? {} : { operationName }) },
    {
      next: (answer) => taken.put(answer as SubgraphResponse),
      error: (reason) => taken.end(errorOf(reason)),
      complete: () => taken.end(null),
    },
  );
  const stop = (): void => taken.end(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) stop();
    yield* taken.events();
  } finally {
    signal.removeEventListener('abort', stop);
    leave();
    await client.dispose();
    taken.release();
  }
}

function errorOf(reason: unknown): Error {
  // What the subgraph says of the subscription itself comes as a list of its errors; all else is about the connection.
  return Array.isArray(reason) ? new SubscriptionRefused(reason) : new FetchError('SUBGRAPH_UNAVAILABLE', reason);
}

/** The events that have come and are not wanted yet. */
class Taken {
  readonly #waiting: SubgraphResponse[] = [];
  #ending: { readonly error: unknown } | null = null;
  #wake: () => void = () => undefined;
  #socket: WebSocket | null = null;
  #silence: NodeJS.Timeout | undefined;

  watch(socket: WebSocket): void {
    this.#socket = socket;
  }

  /** A question has gone out, or come in; to those that went out there must be an answer. */
  readonly asked = (received: boolean): void => {
    if (received) return;
    this.heard();
    this.#silence = setTimeout(() => {
      if (!this.#socket?.isPaused) this.#socket?.terminate();
    }, PONG_MS).unref();
  };

  readonly heard = (): void => clearTimeout(this.#silence);

  put(answer: SubgraphResponse): void {
    if (this.#ending !== null) return;
    this.heard();
    this.#waiting.push(answer);
    if (this.#waiting.length >= TAKEN_AHEAD) this.#socket?.pause();
    this.#wake();
  }

  end(error: unknown): void {
    this.#ending ??= { error };
    this.#wake();
  }

  async *events(): AsyncGenerator<SubgraphResponse, void, undefined> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#ending === null) await this.#news();
      else break;
      if (this.#waiting.length === 0 && this.#socket?.isPaused) this.#socket.resume();
    }
    if (this.#ending.error !== null) throw this.#ending.error;
  }

  /** Nobody answers any more: whatever is left of the connection goes. */
  release(): void {
    this.heard();
    if (this.#socket?.isPaused) this.#socket.resume();
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
