import { setTimeout as delay } from 'node:timers/promises';
import { httpChangeSource } from './changes/http-change-source.js';
import { loadSubgraphConfig, type SubgraphConfig } from './config.js';
import { DatabaseRefusedError } from './database/database.js';
import { type ServedSubgraph, serveSubgraph } from './http/serve-subgraph.js';
import { openSubgraph, type Subgraph, type SubgraphDefinition, silentProgress } from './subgraph.js';

const RETRY_MS = 1_000;

/**
 * Runs a subgraph as a process of its own: configuration, database, projection, HTTP, signals. Prints one line containing
 * `listening` when it serves; on a fault at the start it says what to do and exits 1.
 */
export async function startSubgraph<Context>(definition: SubgraphDefinition<Context>): Promise<void> {
  try {
    const config = loadSubgraphConfig(process.env);
    const subgraph = await openWithPatience(definition, config);
    const served = await serveSubgraph(subgraph, config);
    process.stdout.write(`${definition.name} listening on ${served.url}\n`);
    stopOnSignal(subgraph, served);
  } catch (error) {
    process.stderr.write(
      `${definition.name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

/** Waits for the units subgraph, whoever is started first; a database that does not fit ends the start at once. */
async function openWithPatience<Context>(
  definition: SubgraphDefinition<Context>,
  config: SubgraphConfig,
): Promise<Subgraph> {
  for (;;) {
    try {
      return await open(definition, config);
    } catch (error) {
      if (config.unitsUrl === null || error instanceof DatabaseRefusedError) throw error;
      report(error);
    }
    await delay(RETRY_MS);
  }
}

function open<Context>(definition: SubgraphDefinition<Context>, config: SubgraphConfig): Promise<Subgraph> {
  const { unitsUrl, secret } = config;
  return openSubgraph(definition, {
    databaseUrl: config.databaseUrl,
    migrationMode: config.migrationMode,
    clock: config.clock,
    seed: config.seed,
    pollMs: config.pollMs,
    progress: silentProgress,
    onInternalError: report,
    ...(unitsUrl === null ? {} : { placements: httpChangeSource({ url: unitsUrl, name: definition.name, secret }) }),
  });
}

/** The error's own words go to the operator's log, never to a caller. */
function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function stopOnSignal(subgraph: Subgraph, served: ServedSubgraph): void {
  const stop = async (): Promise<void> => {
    await served.close();
    await subgraph.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          report(error);
          process.exit(1);
        },
      );
    });
  }
}
