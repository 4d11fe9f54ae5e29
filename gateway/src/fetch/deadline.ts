import type { EndSignal } from '../lib/ending.js';
import { isTimeUp, timeUp } from '../lib/time-up.js';
import { FetchError } from './subgraph-client.js';

/** Until when a fetch may run. */
export interface Deadline {
  /** The caller's: aborts when the client goes away (any reason) or the request's time is up (a `TimeoutError`). */
  readonly signal: EndSignal;
  readonly timeoutMs: number;
}

/**
 * Runs work until the caller's signal or the time limit ends it, whichever comes first, and does not wait for work that
 * ignores its signal.
 * @throws FetchError `SUBGRAPH_TIMEOUT` when time was up; what the work itself throws as one; `SUBGRAPH_UNAVAILABLE` for any other error.
 */
export async function withinDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, timeoutMs } = deadline;
  const ended = new AbortController();
  const end = (): void => ended.abort(signal.reason);
  const timer = setTimeout(() => ended.abort(timeUp()), timeoutMs);
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) throw signal.reason;
    return await Promise.race([work(ended.signal), rejectionOf(ended.signal)]);
  } catch (error) {
    if (isTimeUp(ended.signal) || isTimeUp(signal)) throw new FetchError('SUBGRAPH_TIMEOUT', error);
    throw error instanceof FetchError ? error : new FetchError('SUBGRAPH_UNAVAILABLE', error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
