import { setTimeout as delay } from 'node:timers/promises';
import { type Bus, joinBus } from './changes/bus.js';
import { httpChangeSource } from './changes/http-change-source.js';
import { loadSubgraphConfig, type SubgraphConfig } from './config.js';
import { DatabaseRefusedError } from './database/database.js';
import { serveSubgraph } from './http/serve-subgraph.js';
import { openSubgraph, type Subgraph, type SubgraphDefinition, silentProgress } from './subgraph.js';

const RETRY_MS = 1_000;

/** The subgraph whose log carries placements. */
const PLACEMENTS = 'units';

/**
 * Runs a subgraph as a process of its own: configuration, database, projection, HTTP, signals. Prints one line containing
 * `listening` when it serves; on a fault at the start it says what to do and exits 1.
 */
export async function startSubgraph<Context>(definition: SubgraphDefinition<Context>): Promise<void> {
  try {
    await run(definition, loadSubgraphConfig(process.env));
  } catch (error) {
    process.stderr.write(
      `${definition.name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

async function run<Context>(definition: SubgraphDefinition<Context>, config: SubgraphConfig): Promise<void> {
  const bus = config.busUrl === null ? null : joinBus(config.busUrl, report);
  const placements = placementsOf(definition.name, config, bus);
  const subgraph = await openWithPatience(definition, config, placements);
  const hush = bus === null ? undefined : subgraph.changes.onHint?.(() => bus.ring(definition.name));
  const served = await serveSubgraph(subgraph, config);
  process.stdout.write(`${definition.name} listening on ${served.url}\n`);
  stopOnSignal(async () => {
    await served.close();
    hush?.();
    await subgraph.close();
    await placements?.close();
    await bus?.close();
  });
}

type Placements = ReturnType<typeof httpChangeSource>;

function placementsOf(name: string, { unitsUrl, secret }: SubgraphConfig, bus: Bus | null): Placements | null {
  if (unitsUrl === null) return null;
  const onHint = bus === null ? {} : { onHint: (listener: () => void) => bus.onRing(PLACEMENTS, listener) };
  return httpChangeSource({ url: unitsUrl, name, secret, ...onHint });
}

/** Waits for the units subgraph, whoever is started first; a database that does not fit ends the start at once. */
async function openWithPatience<Context>(
  definition: SubgraphDefinition<Context>,
  config: SubgraphConfig,
  placements: Placements | null,
): Promise<Subgraph> {
  for (;;) {
    try {
      return await openSubgraph(definition, {
        databaseUrl: config.databaseUrl,
        migrationMode: config.migrationMode,
        clock: config.clock,
        filling: config.filling,
        pollMs: config.pollMs,
        progress: silentProgress,
        onInternalError: report,
        ...(placements === null ? {} : { placements }),
      });
    } catch (error) {
      if (placements === null || error instanceof DatabaseRefusedError) throw error;
      report(error);
    }
    await delay(RETRY_MS);
  }
}

/** The error's own words go to the operator's log, never to a caller. */
function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function stopOnSignal(stop: () => Promise<void>): void {
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
