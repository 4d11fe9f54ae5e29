import { exchange } from './exchange.js';
import type { HostileRequest, World } from './hostile-request.js';
import { judgeExchange, type Verdict } from './judge-exchange.js';

/** A request with what came of it. */
export interface Outcome extends Verdict {
  readonly kind: string;
  readonly seed: number;
  readonly index: number;
  readonly ms: number;
}

/** How requests are sent. */
export interface HostileRun {
  readonly world: World;
  readonly url: string;
  readonly requests: Iterable<HostileRequest>;
  /** How many are under way at once. */
  readonly concurrency: number;
  /** How long an answer may take before the request counts as hanging: more than the gateway's own deadline. */
  readonly patienceMs: number;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Sends hostile requests, a few at once, and judges what comes of each. */
export async function runHostile({
  requests,
  concurrency,
  onOutcome,
  ...run
}: HostileRun): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = requests[Symbol.iterator]();
  const client = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const outcome = await send(next.value, run);
      outcomes.push(outcome);
      onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return outcomes;
}

async function send(
  request: HostileRequest,
  { world, url, patienceMs }: Pick<HostileRun, 'world' | 'url' | 'patienceMs'>,
): Promise<Outcome> {
  const answered = await exchange(new URL(url), request, patienceMs);
  const { kind, seed, index } = request;
  return { kind, seed, index, ms: answered.ms, ...judgeExchange(world.schema, request, answered) };
}
