import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openAccount, type RequestAccount } from '@phat-ngon/runtime';
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Execution } from '../execute/execution.js';
import type { PlannedSubscription } from '../plan/plan-operation.js';
import type { LaneParts } from './lane.js';

/** What is done with each event of a subscription. */
export interface EventMakerParts {
  readonly source: PlannedSubscription['source'];
  /** Executes the subscription's plan on an event. */
  readonly execute: (execution: Pick<Execution, 'known' | 'signal' | 'account'>) => Promise<ExecutionResult>;
  /** The forms in which a result may go out, and what went wrong. */
  readonly shown: (result: ExecutionResult, account: RequestAccount) => FormattedExecutionResult;
  readonly failed: (error: unknown, account: RequestAccount) => readonly GraphQLFormattedError[];
}

/** So often a part that other subgraphs did not give is asked for, within so long. */
const TRIES = 3;
const TRIES_MS = 5_000;
const FIRST_WAIT_MS = 100;

/**
 * Makes what goes out of events: asks other subgraphs for what is selected of them, as for a query. What they do not give at first is
 * asked for again, and then null with its errors: an event is neither dropped nor held back for good.
 */
export function eventMaker({ source, execute, shown, failed }: EventMakerParts): LaneParts['make'] {
  const { subgraph, query } = source;
  return async ({ cursor, answer }, signal) => {
    const known = { subgraph, query, answer };
    const account = openAccount(randomUUID());
    const extensions = cursor === null ? {} : { extensions: { cursor } };
    try {
      const result = await withPatience(() => execute({ signal, account, known }), signal);
      return { cursor, text: JSON.stringify({ ...shown(result, account), ...extensions }) };
    } catch (error) {
      return { cursor, text: JSON.stringify({ errors: failed(error, account), ...extensions }) };
    }
  };
}

async function withPatience(attempt: () => Promise<ExecutionResult>, signal: AbortSignal): Promise<ExecutionResult> {
  const until = performance.now() + TRIES_MS;
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    const passes = result.errors?.some(({ extensions }) => extensions.retryable === true) ?? false;
    if (!passes || tries === TRIES || performance.now() > until || signal.aborted) return result;
    await delay(FIRST_WAIT_MS * tries ** 2, undefined, { signal }).catch(() => undefined);
  }
}
