import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { Database } from './database.js';
import { DatabaseRefusedError } from './database.js';
import type { MigrationMode } from './migrate.js';
import { openMysql } from './mysql.js';
import { openSqlite } from './sqlite.js';

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

/**
 * Opens the database a URL names: `sqlite:PATH`, or `mysql://…` / `mariadb://…`.
 * @throws DatabaseRefusedError for any other URL, a foreign collation, or a schema that does not fit (see `migrate`).
 */
export function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), options);
  if (/^(mysql|mariadb):\/\//.test(url)) return openMysql(url.replace(/^mariadb:/, 'mysql:'), options);
  return Promise.reject(
    new DatabaseRefusedError('DATABASE_URL: expected sqlite:PATH or mysql://user:password@host:port/name'),
  );
}
