import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { FastifyPluginAsync } from 'fastify';
import type { EntitySchema } from 'typeorm';
import { ChangeEntity, CounterEntity } from './changes/change.entity.js';
import { ChangeLog } from './changes/change-log.js';
import { ChangeLog1780000000000 } from './changes/change-log.migration.js';
import type { ChangeSource, SnapshotPage } from './changes/change-source.js';
import type { Database } from './database/database.js';
import type { MigrationMode } from './database/migrate.js';
import { openDatabase } from './database/open.js';
import type { MigrationClass } from './database/open-options.js';
import { buildSchema, type SharedFragment } from './federation/build-schema.js';
import { createExecutor, type SubgraphRequest, type SubgraphResponse } from './federation/execute-request.js';
import { observedExecutor } from './observe/observed-executor.js';
import { observedServices } from './observe/observed-services.js';
import { type Observing, observerOf, type SubgraphObserver } from './observe/observer.js';
import { PlacedAgencyEntity, PlacedUnitEntity, ProjectionEntity } from './placement/placement.entity.js';
import { Placement1780000000001 } from './placement/placement.migration.js';
import { PlacementProjection } from './placement/placement-projection.js';
import type { Clock } from './view/clock.js';

/** What a subgraph's own code is given when it opens. */
export interface SubgraphParts {
  readonly database: Database;
  readonly log: ChangeLog;
  readonly clock: Clock;
  /** How far the projection of placements has come; null for the subgraph that owns them, and before the first snapshot. */
  readonly projectedThrough: () => number | null;
}

/** Hears how a long first step goes: `total` is known when it begins. */
export interface ProgressListener {
  begin(title: string, total: number): void;
  advance(count: number): void;
  end(): void;
  /** A line of its own, for what should be known afterwards. */
  note(line: string): void;
}

/** A listener that shows nothing. */
export const silentProgress: ProgressListener = {
  begin: () => undefined,
  advance: () => undefined,
  end: () => undefined,
  note: () => undefined,
};

/** What an empty database is filled with: what is public record, or that and what is made up for demonstration. */
export type Filling = 'register' | 'demo';

/** A subgraph: its schema, its tables, and how it is filled at its first start. */
export interface SubgraphDefinition<Context> {
  readonly name: string;
  readonly sdl: string;
  readonly fragments: readonly SharedFragment[];
  readonly resolvers: GraphQLResolverMap<Context>;
  // biome-ignore lint/suspicious/noExplicitAny: EntitySchema is invariant in its row type; a list of different ones has no other type.
  readonly entities: readonly EntitySchema<any>[];
  readonly migrations: readonly MigrationClass[];
  /** Whether it keeps a projection of placements. */
  readonly projectsPlacements: boolean;
  /** Called once a request. */
  readonly contextOf: (parts: SubgraphParts) => (request: SubgraphRequest) => Context | Promise<Context>;
  /** Fills an empty database in one transaction, so that a half-finished filling leaves nothing. */
  readonly seed: (parts: SubgraphParts, progress: ProgressListener, filling: Filling) => Promise<void>;
  /** Whole states for projections elsewhere, a page at a time; absent where nothing is projected from it. */
  readonly snapshot?: (parts: SubgraphParts, after: string | null) => Promise<SnapshotPage>;
  /**
   * Plain HTTP routes beside the graph, below `/services/`: what is too large for GraphQL, or no JSON. A handler learns who asks by
   * `principalOf`, gets a body as the stream it came in, under no limit but its own, and refuses by throwing a `PublicError`.
   */
  readonly services?: (parts: SubgraphParts) => FastifyPluginAsync;
}

/** How a subgraph is opened. */
export interface OpenSubgraphOptions {
  readonly databaseUrl: string;
  readonly migrationMode: MigrationMode;
  readonly clock: Clock;
  /** What an empty database is filled with; null leaves it. */
  readonly filling: Filling | null;
  readonly progress: ProgressListener;
  /** How it tells of its work. */
  readonly observing: Observing;
  /** Where placements come from; needed by a subgraph that projects them. */
  readonly placements?: ChangeSource;
  readonly pollMs: number;
}

/** An open subgraph, to be called in process or served over HTTP. */
export interface Subgraph {
  readonly name: string;
  readonly database: Database;
  readonly changes: ChangeSource;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Its plain HTTP routes, to be mounted behind an identity; null when it has none. */
  readonly services: FastifyPluginAsync | null;
  /** Tells of an error whose words no caller sees. */
  failed(error: unknown): void;
  /** What keeps it from answering soundly, in words; empty when it is ready. */
  problems(): readonly string[];
  projectedThrough(): number | null;
  close(): Promise<void>;
}

/**
 * Opens a subgraph: migrates, learns placements, fills an empty register, and answers.
 * @throws DatabaseRefusedError when the database does not fit.
 */
export async function openSubgraph<Context>(
  definition: SubgraphDefinition<Context>,
  options: OpenSubgraphOptions,
): Promise<Subgraph> {
  const database = await openDatabase(options.databaseUrl, {
    name: definition.name,
    entities: [
      ChangeEntity,
      CounterEntity,
      ...(definition.projectsPlacements ? PLACEMENT_ENTITIES : []),
      ...definition.entities,
    ],
    migrations: [
      ChangeLog1780000000000,
      ...(definition.projectsPlacements ? [Placement1780000000001] : []),
      ...definition.migrations,
    ],
    migrationMode: options.migrationMode,
  });
  try {
    return await fill(definition, options, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

const PLACEMENT_ENTITIES = [PlacedUnitEntity, PlacedAgencyEntity, ProjectionEntity] as const;

async function fill<Context>(
  definition: SubgraphDefinition<Context>,
  options: OpenSubgraphOptions,
  database: Database,
): Promise<Subgraph> {
  const log = new ChangeLog(database, options.clock);
  const observer = observerOf(definition.name, options.observing);
  database.onStatement(observer.stated);
  const projection = definition.projectsPlacements ? await project(definition.name, options, database, observer) : null;
  const projectedThrough = (): number | null => projection?.projectedThrough ?? null;
  const parts: SubgraphParts = { database, log, clock: options.clock, projectedThrough };
  if (options.filling !== null && (await log.position()) === 0)
    await definition.seed(parts, options.progress, options.filling);
  const execute = createExecutor({
    schema: buildSchema(definition),
    contextOf: definition.contextOf(parts),
    onInternalError: observer.failed,
  });
  measurePositions(definition.name, options.observing, log, projection);
  return {
    name: definition.name,
    database,
    changes: localSource(definition, parts),
    execute: observedExecutor(execute, observer),
    services: definition.services === undefined ? null : observedServices(definition.services(parts), observer),
    failed: observer.failed,
    problems: () => (projection !== null && projectedThrough() === null ? ['placements are not projected yet'] : []),
    projectedThrough,
    close: async () => {
      await projection?.stop();
      await database.close();
    },
  };
}

async function project(
  name: string,
  options: OpenSubgraphOptions,
  database: Database,
  observer: SubgraphObserver,
): Promise<PlacementProjection> {
  if (options.placements === undefined)
    throw new Error(`${name}: needs the units subgraph's change log to project placements from`);
  const { progress } = options;
  let phase: 'waiting' | 'shown' | 'following' = 'waiting';
  const projection = new PlacementProjection({
    database,
    source: options.placements,
    pollMs: options.pollMs,
    onError: observer.failed,
    onApplied: (count) => {
      if (phase === 'following') return;
      if (phase === 'waiting') progress.begin(`${name}: placements`, 0);
      phase = 'shown';
      progress.advance(count);
    },
  });
  await projection.start();
  if (phase !== 'waiting') progress.end();
  phase = 'following';
  return projection;
}

/** Where its log and its copy of the units' log stand, asked whenever the metrics are. */
function measurePositions(
  subgraph: string,
  { measures }: Observing,
  log: ChangeLog,
  projection: PlacementProjection | null,
): void {
  measures.positions.set(subgraph, {
    log: () => log.position(),
    ...(projection === null
      ? {}
      : { projectedThrough: () => projection.projectedThrough, projectionLagMs: () => projection.lagMs }),
  });
}

function localSource<Context>(definition: SubgraphDefinition<Context>, parts: SubgraphParts): ChangeSource {
  return {
    position: () => parts.log.position(),
    readAfter: (seq, limit) => parts.log.readAfter(seq, limit),
    snapshot: (after) => definition.snapshot?.(parts, after) ?? Promise.resolve({ items: [], next: null }),
    onHint: (listener) => parts.log.onWritten(listener),
  };
}
