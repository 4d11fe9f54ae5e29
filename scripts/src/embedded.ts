import { join } from 'node:path';
import { type Clock, openSubgraph, type ProgressListener, type Subgraph } from '@phat-ngon/kit';
import { SUBGRAPHS } from './definitions.js';

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
  readonly onInternalError: (error: unknown) => void;
}

const POLL_MS = 1_000;

/** A SQLite file a subgraph in a directory. */
export function sqliteIn(directory: string): (name: string) => string {
  return (name) => `sqlite:${join(directory, `${name}.sqlite`)}`;
}

/** Opens the subgraphs, each on its own database, filled at the first start in one transaction: a half-finished start leaves nothing. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedSubgraphs> {
  const units = await openSubgraph(SUBGRAPHS.units, {
    ...options,
    migrationMode: 'run',
    seed: true,
    pollMs: POLL_MS,
    databaseUrl: options.databaseUrlOf('units'),
  });
  return { subgraphs: [units], close: () => units.close() };
}
