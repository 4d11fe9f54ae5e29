import { setTimeout as delay } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { DataSource, type EntityManager } from 'typeorm';
import { type Database, DatabaseRefusedError } from './database.js';
import { migrate } from './migrate.js';
import type { OpenOptions } from './open-options.js';
import { StatementLog } from './statement-log.js';

const COLLATION = 'utf8mb4_bin';
const RETRYABLE_ERRNO = new Set([1205, 1213]);
const ATTEMPTS = 6;

/**
 * Opens a MariaDB or MySQL database by URL (`mysql://user:password@host:port/name`), creating it when it is absent and the
 * account may. Binary collation throughout, so that comparisons and orders equal SQLite's.
 */
export async function openMysql(url: string, options: OpenOptions): Promise<Database> {
  if (options.migrationMode === 'run') await createDatabase(url);
  const log = new StatementLog();
  const source = await new DataSource({
    type: 'mysql',
    url,
    charset: COLLATION,
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    poolSize: 10,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'migrations',
  }).initialize();
  log.attach(source);
  try {
    await refuseForeignCollation(source, options.name);
    await underLock(source, options.name, () => migrate(source, options.migrationMode, options.name));
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return {
    dialect: 'mysql',
    reader: source.manager,
    transaction: (work) => transact(source, work),
    onStatement: (listener) => log.listen(listener),
    close: () => source.destroy(),
  };
}

async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  if (!/^[A-Za-z0-9_]{1,64}$/.test(name))
    throw new DatabaseRefusedError(`DATABASE_URL: ${JSON.stringify(name)} is no plain database name`);
  target.pathname = '/';
  const connection = await mysql.createConnection({ uri: target.href });
  try {
    const [rows] = await connection.query('SHOW DATABASES LIKE ?', [name.replaceAll('_', '\\_')]);
    if (Array.isArray(rows) && rows.length > 0) return;
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
  } finally {
    await connection.end();
  }
}

async function refuseForeignCollation(source: DataSource, name: string): Promise<void> {
  const rows: readonly { collation: string }[] = await source.query('SELECT @@collation_database AS collation');
  const collation = rows[0]?.collation;
  if (collation !== COLLATION) {
    throw new DatabaseRefusedError(
      `${name}: the database has the collation ${collation}, expected ${COLLATION}. ` +
        `Run ALTER DATABASE … CHARACTER SET utf8mb4 COLLATE ${COLLATION} on an empty database.`,
    );
  }
}

/** Whoever starts first migrates; the others wait for it (`GET_LOCK` is the session's, so one connection holds it throughout). */
async function underLock(source: DataSource, name: string, work: () => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  const lock = `phat-ngon:migrate:${name}`;
  try {
    const rows: readonly { held: number | string | null }[] = await runner.query('SELECT GET_LOCK(?, 120) AS held', [
      lock,
    ]);
    if (Number(rows[0]?.held) !== 1)
      throw new DatabaseRefusedError(`${name}: another process has been migrating for two minutes`);
    await work();
    await runner.query('SELECT RELEASE_LOCK(?)', [lock]);
  } finally {
    await runner.release();
  }
}

async function transact<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await source.transaction(work);
  } catch (error) {
    if (attempt >= ATTEMPTS || !RETRYABLE_ERRNO.has(errnoOf(error))) throw error;
  }
  await delay(5 * 2 ** attempt);
  return transact(source, work, attempt + 1);
}

function errnoOf(error: unknown): number {
  const driverError = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return driverError instanceof Error && 'errno' in driverError ? Number(driverError.errno) : 0;
}
