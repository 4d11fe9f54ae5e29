import { newMetrics, openLog } from '@phat-ngon/runtime';
import type { ChangeSource } from '../changes/change-source.js';
import type { SubgraphResponse } from '../federation/execute-request.js';
import { type Principal, PUBLIC } from '../identity/principal.js';
import { observing } from '../observe/observer.js';
import { openSubgraph } from '../open-subgraph.js';
import { type Filling, type Subgraph, type SubgraphDefinition, silentProgress } from '../subgraph.js';
import { type Clock, fixedClock } from '../view/clock.js';
import { type TestDatabase, temporaryDatabase } from './temporary-database.js';

/** The day tests take for today, unless they say otherwise. */
export const TEST_CLOCK = fixedClock(new Date('2026-11-24T05:00:00Z'));

/** Opens a subgraph on a database of its own, filled with the demonstration data unless told not to; `await using` removes both. */
export async function openTestSubgraph<Context>(
  definition: SubgraphDefinition<Context>,
  options: {
    readonly placements?: ChangeSource;
    readonly filling?: Filling | null;
    readonly clock?: Clock;
    readonly feedRetentionDays?: number;
    /** In place of a database of its own: one that outlives it. */
    readonly database?: TestDatabase;
  } = {},
): Promise<Subgraph & AsyncDisposable> {
  const database = options.database ?? (await temporaryDatabase());
  const subgraph = await openSubgraph(definition, {
    databaseUrl: database.url,
    migrationMode: 'run',
    clock: options.clock ?? TEST_CLOCK,
    filling: options.filling === undefined ? 'demo' : options.filling,
    pollMs: 50,
    feedRetentionDays: options.feedRetentionDays ?? null,
    progress: silentProgress,
    observing: observing(openLog(definition.name, 'error'), newMetrics()),
    ...(options.placements ? { placements: options.placements } : {}),
  });
  return {
    ...subgraph,
    [Symbol.asyncDispose]: async () => {
      await subgraph.close();
      if (options.database === undefined) await database[Symbol.asyncDispose]();
    },
  };
}

/** Asks a subgraph in process, as the gateway does. */
export function ask(
  subgraph: Subgraph,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  principal: Principal = PUBLIC,
): Promise<SubgraphResponse> {
  return subgraph.execute({ query, variables, principal, signal: new AbortController().signal, requestId: 'test' });
}
