import type { Dispatcher } from 'undici';
import type { EndSignal } from '../lib/ending.js';
import { timeUp } from '../lib/time-up.js';
import { FetchError, givenUp } from './subgraph-client.js';

/** What ends the reading of an answer before it has ended. */
export interface ReadingLimits {
  /** The caller's: aborts when the client goes away (any reason) or the request's time is up (a `TimeoutError`). */
  readonly signal: EndSignal;
  /** Until when it may take, by `performance.now()`. */
  readonly deadline: number;
  readonly maxBytes: number;
}

/**
 * Asks over HTTP and reads the whole answer. A reading that ends early closes the connection: nothing more of that answer is read.
 * @throws FetchError `SUBGRAPH_TIMEOUT` when time was up; `SUBGRAPH_BAD_ANSWER` for an answer that is too long; `SUBGRAPH_UNAVAILABLE` for one
 * that did not come, or has a status that says so.
 */
export function readBytes(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: ReadingLimits,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const reader = new Reader({ ...limits, resolve, reject });
    // Whoever has gone already is not asked for.
    if (!reader.isOver) dispatcher.dispatch(request, reader);
  });
}

interface Reading extends ReadingLimits {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: FetchError) => void;
}

/** Takes an answer as it comes: undici's own `request` makes a stream of each, which costs more than a small answer. */
class Reader implements Dispatcher.DispatchHandler {
  readonly #reading: Reading;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status = 0;
  #controller: Dispatcher.DispatchController | null = null;
  #ended: FetchError | null = null;

  constructor(reading: Reading) {
    const { signal, deadline } = reading;
    this.#reading = reading;
    // Whole milliseconds: timers of equal lengths are kept together.
    const left = Math.max(0, Math.ceil(deadline - performance.now()));
    this.#timer = setTimeout(() => this.#end('SUBGRAPH_TIMEOUT', timeUp()), left);
    if (signal.aborted) this.#leave();
    else signal.addEventListener('abort', this.#leave);
  }

  get isOver(): boolean {
    return this.#ended !== null;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended !== null) controller.abort(this.#ended);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maxBytes } = this.#reading;
    this.#size += chunk.length;
    if (this.#size > maxBytes)
      this.#end('SUBGRAPH_BAD_ANSWER', new Error(`the answer is longer than ${maxBytes} bytes`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (isUnavailable(this.#status)) {
      this.#end('SUBGRAPH_UNAVAILABLE', new Error(`status ${this.#status}`));
      return;
    }
    this.#letGo();
    this.#reading.resolve(this.#bytes());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end('SUBGRAPH_UNAVAILABLE', error);
  }

  #bytes(): Buffer {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
  }

  readonly #leave = (): void => {
    const { code, cause } = givenUp(this.#reading.signal);
    this.#end(code, cause);
  };

  #end(code: FetchError['code'], cause: unknown): void {
    if (this.#ended !== null) return;
    this.#ended = new FetchError(code, cause);
    this.#letGo();
    this.#reading.reject(this.#ended);
    this.#controller?.abort(this.#ended);
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#reading.signal.removeEventListener('abort', this.#leave);
  }
}

/** The statuses by which a server, or what stands before it, says that it cannot answer now. */
function isUnavailable(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}
