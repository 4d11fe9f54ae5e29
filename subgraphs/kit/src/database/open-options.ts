import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { MigrationMode } from './migrate.js';

/** A migration class: its `name` ends in a timestamp, which orders it. */
export type MigrationClass = new () => MigrationInterface;

/** What a database is opened with. */
export interface OpenOptions {
  /** The subgraph's name, for messages and locks. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: EntitySchema is invariant in its row type; a list of different ones has no other type.
  readonly entities: readonly EntitySchema<any>[];
  readonly migrations: readonly MigrationClass[];
  readonly migrationMode: MigrationMode;
}
