import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestSubgraph, type TestDatabase, temporaryDatabase } from '@phat-ngon/kit/testing';
import mysql from 'mysql2/promise';
import { openInOrder, SUBGRAPHS, type SubgraphName } from '../../scripts/src/definitions.js';

/** A database for each subgraph. */
export type SeededDatabases = Readonly<Record<SubgraphName, TestDatabase>>;

const NAMES = Object.keys(SUBGRAPHS) as SubgraphName[];

/**
 * Databases with the demonstration data, a stack's own. The data are made once a run of jest, by whoever needs them first, and copied: a
 * copy takes a tenth of the time. Elsewhere they are empty, and whoever opens them fills them.
 */
export async function seededDatabases(): Promise<SeededDatabases> {
  const folder = process.env.SEEDED_DATABASES;
  const templates = folder === undefined ? null : await templatesIn(folder);
  const entries: [SubgraphName, TestDatabase][] = [];
  for (const name of NAMES) {
    const database = await temporaryDatabase();
    if (templates !== null) await copyDatabase(templates[name], database.url);
    entries.push([name, database]);
  }
  return Object.fromEntries(entries) as SeededDatabases;
}

/** The URL of each database that is copied. */
type Templates = Readonly<Record<SubgraphName, string>>;

/** The first to come makes the data; the others wait for that. */
async function templatesIn(folder: string): Promise<Templates> {
  const file = join(folder, TEMPLATES_FILE);
  if (await isFirst(folder)) {
    const templates = await seed();
    // Whole at once, for whoever waits for it; whoever ends the run reads it too.
    await writeFile(`${file}.new`, JSON.stringify(templates));
    await rename(`${file}.new`, file);
    return templates;
  }
  await awaitFile(folder, file);
  return JSON.parse(await readFile(file, 'utf8')) as Templates;
}

const TEMPLATES_FILE = 'templates.json';

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(join(folder, 'begun'));
    return true;
  } catch {
    return false;
  }
}

async function awaitFile(folder: string, file: string): Promise<void> {
  const watcher = watch(folder);
  try {
    // Looked for once somebody watches: what appears in between is seen.
    while (!existsSync(file)) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

async function seed(): Promise<Templates> {
  const urls: [string, string][] = [];
  const opened = await openInOrder(async (definition, placements) => {
    const database = await temporaryDatabase();
    urls.push([definition.name, database.url]);
    return openTestSubgraph(definition, { database, ...(placements === null ? {} : { placements }) });
  });
  for (const name of NAMES.toReversed()) await opened[name][Symbol.asyncDispose]();
  return Object.fromEntries(urls) as Templates;
}

async function copyDatabase(from: string, to: string): Promise<void> {
  if (from.startsWith('sqlite:')) return copyFile(from.slice('sqlite:'.length), to.slice('sqlite:'.length));
  const [source, target] = [from, to].map((url) => new URL(url).pathname.slice(1));
  const server = new URL(from);
  server.pathname = '/';
  const connection = await mysql.createConnection({ uri: server.href });
  try {
    await copySchema(connection, source ?? '', target ?? '');
  } finally {
    await connection.end();
  }
}

interface Trigger {
  readonly name: string;
  readonly timing: string;
  readonly event: string;
  readonly tableName: string;
  readonly body: string;
}

async function copySchema(connection: mysql.Connection, source: string, target: string): Promise<void> {
  await connection.query(`CREATE DATABASE \`${target}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const tables = await select<{ readonly name: string }>(
    connection,
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?',
    source,
  );
  for (const { name } of tables) {
    await connection.query(`CREATE TABLE \`${target}\`.\`${name}\` LIKE \`${source}\`.\`${name}\``);
    await connection.query(`INSERT INTO \`${target}\`.\`${name}\` SELECT * FROM \`${source}\`.\`${name}\``);
  }
  // `LIKE` leaves them out; they would stand in the way of the rows, too.
  const triggers = await select<Trigger>(
    connection,
    'SELECT TRIGGER_NAME AS name, ACTION_TIMING AS timing, EVENT_MANIPULATION AS event, EVENT_OBJECT_TABLE AS tableName, ' +
      'ACTION_STATEMENT AS body FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?',
    source,
  );
  for (const { name, timing, event, tableName, body } of triggers) {
    await connection.query(
      `CREATE TRIGGER \`${target}\`.\`${name}\` ${timing} ${event} ON \`${target}\`.\`${tableName}\` FOR EACH ROW ${body}`,
    );
  }
}

async function select<Row>(connection: mysql.Connection, sql: string, schema: string): Promise<readonly Row[]> {
  const [rows] = await connection.query(sql, [schema]);
  return rows as unknown as readonly Row[];
}
