import { join } from 'node:path';
import type { SubgraphRequest as GatewayRequest, InProcessSubgraph } from '@phat-ngon/gateway';
import {
  type Clock,
  type Observing,
  openSubgraph,
  type ProgressListener,
  roleOf,
  type Served,
  type Subgraph,
  type SubgraphRequest,
  serveServices,
} from '@phat-ngon/kit';
import { openInOrder } from './definitions.js';

/** The subgraphs in this process. */
export interface EmbeddedSubgraphs {
  readonly subgraphs: readonly Subgraph[];
  close(): Promise<void>;
}

/** How they are opened. */
export interface EmbeddedOptions {
  /** The database of a subgraph, by name. */
  readonly databaseUrlOf: (name: string) => string;
  readonly clock: Clock;
  readonly progress: ProgressListener;
  readonly observing: Observing;
}

const POLL_MS = 1_000;

/** A SQLite file a subgraph in a directory. */
export function sqliteIn(directory: string): (name: string) => string {
  return (name) => `sqlite:${join(directory, `${name}.sqlite`)}`;
}

/** Opens the subgraphs, each on its own database, filled at the first start in one transaction: a half-finished start leaves nothing. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedSubgraphs> {
  const opened: Subgraph[] = [];
  // The last opened is closed first: projections stop before what they follow.
  const close = async (): Promise<void> => {
    for (const subgraph of opened.splice(0).reverse()) await subgraph.close();
  };
  const shared = {
    ...options,
    migrationMode: 'run',
    filling: 'demo',
    pollMs: POLL_MS,
    feedRetentionDays: null,
  } as const;
  try {
    await openInOrder(async (definition, placements) => {
      const databaseUrl = options.databaseUrlOf(definition.name);
      const source = placements === null ? {} : { placements };
      const subgraph = await openSubgraph(definition, { ...shared, ...source, databaseUrl });
      opened.push(subgraph);
      return subgraph;
    });
    return { subgraphs: [...opened], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The services of subgraphs in this process. */
export interface EmbeddedServices {
  /** The base URL of each, by the subgraph's name. */
  readonly urls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Serves the services of those subgraphs that have any, each on a port of the loopback: streams need a connection, and whoever else
 * finds the port does not know the secret.
 */
export async function serveEmbeddedServices(
  subgraphs: readonly Subgraph[],
  secret: Uint8Array,
): Promise<EmbeddedServices> {
  const served = new Map<string, Served>();
  for (const subgraph of subgraphs) {
    if (subgraph.services !== null)
      served.set(subgraph.name, await serveServices(subgraph, { host: '127.0.0.1', port: 0, secret }));
  }
  return {
    urls: new Map([...served].map(([name, { url }]) => [name, url])),
    close: async () => {
      for (const { close } of served.values()) await close();
    },
  };
}

/** A subgraph as a gateway in the same process calls it; its services it finds at their URL. */
export function callable(subgraph: Subgraph, servicesUrl?: string): InProcessSubgraph {
  return {
    ...(servicesUrl === undefined ? {} : { servicesUrl }),
    state: () => ({ problems: subgraph.problems(), projectedThrough: subgraph.projectedThrough() }),
    execute: (request) => subgraph.execute(asSubgraph(request)),
    subscribe: (request) => subgraph.subscribe(asSubgraph(request)),
  };
}

/** A gateway knows no roles; what a subgraph does not know is none. */
function asSubgraph({ principal, ...request }: GatewayRequest): SubgraphRequest {
  return { ...request, principal: { ...principal, role: roleOf(principal.role) } };
}
