import type { RequestAccount } from '@phat-ngon/runtime';
import { AppendOnly1780000000010 } from './changes/append-only.migration.js';
import { ChangeEntity, CounterEntity } from './changes/change.entity.js';
import { ChangeLog } from './changes/change-log.js';
import { ChangeLog1780000000000 } from './changes/change-log.migration.js';
import type { ChangeSource } from './changes/change-source.js';
import { FeedCursors, FeedEntity } from './changes/feed-cursor.js';
import { sharedReading } from './changes/shared-reading.js';
import { trimLog } from './changes/trim-log.js';
import { AnsweredCommandEntity } from './commands/answered-command.entity.js';
import { Commands1780000000002 } from './commands/commands.migration.js';
import type { Database } from './database/database.js';
import { heardBy } from './database/heard.js';
import { openDatabase } from './database/open.js';
import { buildSchema } from './federation/build-schema.js';
import { createExecutor } from './federation/execute-request.js';
import { observedExecutor } from './observe/observed-executor.js';
import { observedServices } from './observe/observed-services.js';
import { type Observing, observerOf, type SubgraphObserver } from './observe/observer.js';
import { PlacedAgencyEntity, PlacedUnitEntity, ProjectionEntity } from './placement/placement.entity.js';
import { Placement1780000000001 } from './placement/placement.migration.js';
import { PlacementBehind1780000000003 } from './placement/placement-behind.migration.js';
import { PlacementProjection } from './placement/placement-projection.js';
import { keepSettling, type Settling } from './settling.js';
import type { OpenSubgraphOptions, Subgraph, SubgraphDefinition, SubgraphParts } from './subgraph.js';

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
      FeedEntity,
      AnsweredCommandEntity,
      ...(definition.projectsPlacements ? PLACEMENT_ENTITIES : []),
      ...definition.entities,
    ],
    migrations: [
      ChangeLog1780000000000,
      Commands1780000000002,
      AppendOnly1780000000010,
      ...(definition.projectsPlacements ? [Placement1780000000001, PlacementBehind1780000000003] : []),
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
  const log = new ChangeLog(database, options.clock, options.pollMs);
  const observer = observerOf(definition.name, options.observing);
  database.onStatement(observer.stated);
  let placementsChanged: () => void = () => undefined;
  const projection = definition.projectsPlacements
    ? await project({ name: definition.name, options, database, observer, onChanged: () => placementsChanged() })
    : null;
  const projectedThrough = (): number | null => projection?.projectedThrough ?? null;
  const cursors = await FeedCursors.of(database);
  const { clock } = options;
  const shared = sharedReading(database);
  const parts: SubgraphParts = { database, log, shared, cursors, clock, projectedThrough };
  if (options.filling !== null && (await log.position()) === 0)
    await definition.seed(parts, options.progress, options.filling);
  const settling = await settle(workOf(definition, options.feedRetentionDays), parts, observer);
  placementsChanged = () => settling?.soon();
  const contextOf = definition.contextOf(parts);
  const executor = createExecutor({
    schema: buildSchema(definition),
    contextOf: (request, account) => contextOf(request, account ? notedIn(account, database) : database),
    onInternalError: observer.failed,
  });
  measurePositions(definition.name, options.observing, log, projection);
  return {
    name: definition.name,
    database,
    changes: localSource(definition, parts),
    execute: observedExecutor(executor.execute, observer),
    subscribe: executor.subscribe,
    hint: () => log.hint(),
    services: definition.services === undefined ? null : observedServices(definition.services(parts), observer),
    failed: observer.failed,
    problems: () => (projection !== null && projectedThrough() === null ? ['placements are not projected yet'] : []),
    projectedThrough,
    close: async () => {
      await projection?.stop();
      await settling?.stop();
      await database.close();
    },
  };
}

/** The database on behalf of a request: its statements are noted in the request's account. */
function notedIn(account: RequestAccount, database: Database): Database {
  return heardBy(database, () => {
    account.asked += 1;
  });
}

const SETTLE_MS = 60_000;

type Work = (parts: SubgraphParts) => Promise<void>;

/** What a subgraph does now and then: its own work, and the trimming of its log; null for nothing. */
function workOf<Context>({ settle: own }: SubgraphDefinition<Context>, retentionDays: number | null): Work | null {
  if (retentionDays === null) return own ?? null;
  return async (parts) => {
    await own?.(parts);
    await trimLog(parts.log, parts.clock, retentionDays);
  };
}

async function settle(work: Work | null, parts: SubgraphParts, observer: SubgraphObserver): Promise<Settling | null> {
  if (work === null) return null;
  await work(parts);
  return keepSettling(() => work(parts), SETTLE_MS, observer.failed);
}

interface ProjectionParts {
  readonly name: string;
  readonly options: OpenSubgraphOptions;
  readonly database: Database;
  readonly observer: SubgraphObserver;
  readonly onChanged: () => void;
}

async function project(parts: ProjectionParts): Promise<PlacementProjection> {
  const { name, options, database, observer, onChanged } = parts;
  if (options.placements === undefined)
    throw new Error(`${name}: needs the units subgraph's change log to project placements from`);
  const { progress } = options;
  let phase: 'waiting' | 'shown' | 'following' = 'waiting';
  const projection = new PlacementProjection({
    database,
    source: options.placements,
    pollMs: options.pollMs,
    onError: observer.failed,
    onCaughtUp: onChanged,
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
