import type { Database } from './database.js';
import { DatabaseRefusedError } from './database.js';
import { openMysql } from './mysql.js';
import type { OpenOptions } from './open-options.js';
import { openSqlite } from './sqlite.js';

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
