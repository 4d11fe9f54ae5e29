import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import type { OpenOptions } from './open-options.js';
import { StatementLog } from './statement-log.js';

/**
 * Opens a SQLite file with two data sources: TypeORM runs all of one data source on one connection, where a read would see a
 * transaction that is not committed. The reader is read-only; the writer takes one transaction at a time from a queue.
 */
export async function openSqlite(file: string, options: OpenOptions): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const log = new StatementLog();
  const shared = {
    type: 'better-sqlite3' as const,
    database: file,
    entities: [...options.entities],
    statementCacheSize: 500,
  };
  const writer = await new DataSource({
    ...shared,
    migrations: [...options.migrations],
    migrationsTableName: 'migrations',
    enableWAL: true,
    prepareDatabase: (database: { pragma(text: string): void }) => {
      database.pragma('synchronous = NORMAL');
      database.pragma('busy_timeout = 10000');
    },
  }).initialize();
  log.attach(writer);
  try {
    await migrate(writer, options.migrationMode, options.name);
    const reader = await new DataSource({ ...shared, readonly: true }).initialize();
    log.attach(reader);
    return assemble(reader, writer, log);
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

function assemble(reader: DataSource, writer: DataSource, log: StatementLog): Database {
  const queue = new TransactionQueue(writer);
  return {
    dialect: 'sqlite',
    reader: reader.manager,
    transaction: (work) => queue.run(work),
    onStatement: (listener) => log.listen(listener),
    close: async () => {
      await queue.idle();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** One transaction after the other: concurrent transactions on TypeORM's single SQLite connection would nest. */
class TransactionQueue {
  readonly #source: DataSource;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(source: DataSource) {
    this.#source = source;
  }

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(() => this.#transact(work));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async idle(): Promise<void> {
    await this.#tail;
  }

  async #transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.#source.createQueryRunner();
    // IMMEDIATE takes the write lock at once; a deferred BEGIN that upgrades later fails when another process wrote meanwhile.
    await runner.query('BEGIN IMMEDIATE');
    try {
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    } finally {
      await runner.release();
    }
  }
}
