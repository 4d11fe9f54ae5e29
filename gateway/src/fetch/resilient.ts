import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { isTimeUp } from '../lib/time-up.js';
import { FetchError, type FetchRequest, type SubgraphClient, type SubgraphResponse } from './subgraph-client.js';

/** When a failing subgraph is tried again, and when it is left alone. */
export interface ResilienceOptions {
  /** One budget for a fetch with its second try. */
  readonly timeoutMs: number;
  /** So many failures in a row open the circuit: the subgraph is not asked for a while, and its part fails at once. */
  readonly breakAfter: number;
  /** How long it is first left alone; doubled each time it fails again, up to thirty times as long. */
  readonly restMs: number;
  /** Hears when a circuit opens and when it closes. */
  readonly onCircuit?: (state: 'open' | 'closed') => void;
  /** Hears of each second try. */
  readonly onRetry?: () => void;
}

const RETRY_AFTER = { initialDelay: 25, maxDelay: 100 } as const;
const LONGEST_REST = 30;

/**
 * A client that tries a read once more when the subgraph could not be reached, within the one deadline, and does not hammer
 * a subgraph that keeps failing (circuit breaker). Mutations are never sent twice. A fetch that its client gave up says
 * nothing about the subgraph and counts for nothing.
 */
export function resilientClient(inner: SubgraphClient, options: ResilienceOptions): SubgraphClient {
  const breaker = breakerOf(options);
  const again = retry(
    handleWhen((error) => error instanceof FetchError && error.code === 'SUBGRAPH_UNAVAILABLE'),
    { maxAttempts: 1, backoff: new ExponentialBackoff(RETRY_AFTER) },
  );
  again.onRetry(() => options.onRetry?.());
  const forReads = wrap(again, breaker);
  return {
    ...inner,
    execute: async (request) => {
      const deadline = performance.now() + options.timeoutMs;
      try {
        return await (isRead(request) ? forReads : breaker).execute(() => attempt(inner, request, deadline));
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new FetchError('SUBGRAPH_UNAVAILABLE', error);
        throw error instanceof CallerGone ? error.cause : error;
      }
    },
  };
}

function breakerOf({ breakAfter, restMs, onCircuit }: ResilienceOptions): CircuitBreakerPolicy {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof FetchError),
    {
      breaker: new ConsecutiveBreaker(breakAfter),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: restMs, maxDelay: restMs * LONGEST_REST }),
    },
  );
  breaker.onBreak(() => onCircuit?.('open'));
  breaker.onReset(() => onCircuit?.('closed'));
  return breaker;
}

/** The caller has gone: no failure of the subgraph. */
class CallerGone extends Error {
  override readonly name = 'CallerGone';
}

async function attempt(inner: SubgraphClient, request: FetchRequest, deadline: number): Promise<SubgraphResponse> {
  try {
    return await inner.execute(request, deadline);
  } catch (cause) {
    if (request.signal.aborted && !isTimeUp(request.signal)) throw new CallerGone('the caller has gone', { cause });
    throw cause;
  }
}

/** Wherever the word stands: what is taken for a mutation and is none loses its second try, and nothing else. */
function isRead({ query, isRead: isKnown }: FetchRequest): boolean {
  return isKnown ?? !/\bmutation\b/.test(query);
}
