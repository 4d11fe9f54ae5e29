import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { FastifyPluginAsync } from 'fastify';
import type { EntitySchema } from 'typeorm';
import type { ChangeLog } from './changes/change-log.js';
import type { ChangeSource, SnapshotPage } from './changes/change-source.js';
import type { FeedCursors } from './changes/feed-cursor.js';
import type { SharedReading } from './changes/shared-reading.js';
import type { Database } from './database/database.js';
import type { MigrationMode } from './database/migrate.js';
import type { MigrationClass } from './database/open-options.js';
import type { SharedFragment, Subscribe } from './federation/build-schema.js';
import type { SubgraphEvents, SubgraphRequest, SubgraphResponse } from './federation/execute-request.js';
import type { Ahead } from './federation/resolve-entities.js';
import type { Observing } from './observe/observer.js';
import type { Clock } from './view/clock.js';

/** What a subgraph's own code is given when it opens. */
export interface SubgraphParts {
  readonly database: Database;
  readonly log: ChangeLog;
  readonly shared: SharedReading;
  /** The log's positions as callers hold them. */
  readonly cursors: FeedCursors;
  readonly clock: Clock;
  /** How far the projection of placements has come; null for the subgraph that owns them, and before the first snapshot. */
  readonly projectedThrough: () => number | null;
}

/** Hears how a long step goes. */
export interface ProgressListener {
  /** `total` is 0 where it is not known; `unit` follows numbers that are no counts. */
  begin(title: string, total: number, unit?: string): void;
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
  readonly ahead?: Ahead<Context>;
  /** The fields of `Subscription`. */
  readonly subscriptions?: Readonly<Record<string, Subscribe<Context>>>;
  // biome-ignore lint/suspicious/noExplicitAny: EntitySchema is invariant in its row type; a list of different ones has no other type.
  readonly entities: readonly EntitySchema<any>[];
  readonly migrations: readonly MigrationClass[];
  /** Whether it keeps a projection of placements. */
  readonly projectsPlacements: boolean;
  /** Called once a request, with the database on its behalf: what it is asked is noted of the request. */
  readonly contextOf: (
    parts: SubgraphParts,
  ) => (request: SubgraphRequest, database: Database) => Context | Promise<Context>;
  /** Fills an empty database in one transaction, so that a half-finished filling leaves nothing. */
  readonly seed: (parts: SubgraphParts, progress: ProgressListener, filling: Filling) => Promise<void>;
  /**
   * Does what time alone, or a change of placements, has left to do; nothing when nothing is. Called before the first request, every
   * minute, and when placements have changed; replicas may do it at once.
   */
  readonly settle?: (parts: SubgraphParts) => Promise<void>;
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
  /** How long to wait without a hint before a log is looked at again. */
  readonly pollMs: number;
  /** How long changes are kept; null: for good. */
  readonly feedRetentionDays: number | null;
}

/** An open subgraph, to be called in process or served over HTTP. */
export interface Subgraph {
  readonly name: string;
  readonly database: Database;
  readonly changes: ChangeSource;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** The events of a subscription; one answer with errors where it cannot begin. The request's signal ends it. */
  subscribe(request: SubgraphRequest): Promise<SubgraphResponse | SubgraphEvents>;
  /** Says that another process may have written to its database. */
  hint(): void;
  /** Its plain HTTP routes, to be mounted behind an identity; null when it has none. */
  readonly services: FastifyPluginAsync | null;
  /** Tells of an error whose words no caller sees. */
  failed(error: unknown): void;
  /** What keeps it from answering soundly, in words; empty when it is ready. */
  problems(): readonly string[];
  projectedThrough(): number | null;
  close(): Promise<void>;
}
