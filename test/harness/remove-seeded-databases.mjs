// Runs once when a run of jest ends: removes the databases whose data its stacks have copied (`seeded-databases.ts`).
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import mysql from 'mysql2/promise';

export default async function removeSeededDatabases() {
  const folder = process.env.SEEDED_DATABASES;
  const templates = await readFile(join(folder, 'templates.json'), 'utf8').then(JSON.parse, () => ({}));
  for (const url of Object.values(templates)) await removeDatabase(url);
  await rm(folder, { recursive: true, force: true });
}

async function removeDatabase(url) {
  if (url.startsWith('sqlite:')) {
    await rm(dirname(url.slice('sqlite:'.length)), { recursive: true, force: true });
    return;
  }
  const connection = await mysql.createConnection({ uri: new URL('/', url).href });
  await connection.query(`DROP DATABASE IF EXISTS \`${new URL(url).pathname.slice(1)}\``);
  await connection.end();
}
