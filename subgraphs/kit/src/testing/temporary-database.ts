import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';

/** A database that exists for one test; `await using` removes it. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * An empty database of the dialect under test: a SQLite file, or with `TEST_DATABASE_URL` (a server's URL without a database
 * name) one of its own on that server.
 */
export async function temporaryDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server === undefined || server === '' ? temporaryFile() : temporarySchema(server);
}

async function temporaryFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-'));
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function temporarySchema(server: string): Promise<TestDatabase> {
  const name = `phat_ngon_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      const connection = await mysql.createConnection({ uri: server });
      await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
      await connection.end();
    },
  };
}
