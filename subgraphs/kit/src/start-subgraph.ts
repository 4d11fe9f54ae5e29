import { setTimeout as delay } from 'node:timers/promises';
import { type ProcessParts, runProcess, type Started } from '@phat-ngon/runtime';
import { type Bus, joinBus } from './changes/bus.js';
import { httpChangeSource } from './changes/http-change-source.js';
import { loadSubgraphConfig, type SubgraphConfig } from './config.js';
import { DatabaseRefusedError } from './database/database.js';
import { serveSubgraph } from './http/serve-subgraph.js';
import { type Observing, observing } from './observe/observer.js';
import { openSubgraph } from './open-subgraph.js';
import { type Subgraph, type SubgraphDefinition, silentProgress } from './subgraph.js';

const RETRY_MS = 1_000;

/** The subgraph whose log carries placements. */
const PLACEMENTS = 'units';

/** Runs a subgraph as a process of its own: database, projection, HTTP, and what every process has. */
export async function startSubgraph<Context>(definition: SubgraphDefinition<Context>): Promise<void> {
  await runProcess({
    name: definition.name,
    atEdge: false,
    load: (env) => {
      const config = loadSubgraphConfig(env);
      if (definition.projectsPlacements && config.unitsUrl === null)
        throw new Error('UNITS_URL: expected the base URL of the units subgraph');
      return config;
    },
    start: (config, parts) => start(definition, config, parts),
  });
}

async function start<Context>(
  definition: SubgraphDefinition<Context>,
  config: SubgraphConfig,
  { log, metrics }: ProcessParts,
): Promise<Started> {
  const report = (error: unknown): void =>
    log.warn({ event: 'bus', error }, 'the bus cannot be reached; logs are polled');
  const bus = config.busUrl === null ? null : joinBus(config.busUrl, report);
  const placements = placementsOf(definition.name, config, bus);
  const subgraph = await openWithPatience(definition, config, placements, observing(log, metrics));
  const hush = bus === null ? undefined : subgraph.changes.onHint?.(() => bus.ring(definition.name));
  const deafen = bus?.onRing(definition.name, () => subgraph.hint());
  const served = await serveSubgraph(subgraph, config);
  return {
    url: served.url,
    close: async () => {
      await served.close();
      hush?.();
      deafen?.();
      await subgraph.close();
      await placements?.close();
      await bus?.close();
    },
  };
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
  observing: Observing,
): Promise<Subgraph> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openSubgraph(definition, {
        databaseUrl: config.databaseUrl,
        migrationMode: config.migrationMode,
        clock: config.clock,
        filling: config.filling,
        pollMs: config.pollMs,
        feedRetentionDays: config.feedRetentionDays,
        progress: silentProgress,
        observing,
        ...(placements === null ? {} : { placements }),
      });
    } catch (error) {
      if (placements === null || error instanceof DatabaseRefusedError) throw error;
      observing.log[attempt === 1 ? 'warn' : 'debug']({ event: 'waiting', error }, 'cannot open yet; trying again');
    }
    await delay(RETRY_MS);
  }
}
