import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the databases and secrets of a local start lie: `DATA_DIR`, default `.data`. */
export function dataDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return env.DATA_DIR === undefined || env.DATA_DIR === '' ? '.data' : env.DATA_DIR;
}

/**
 * The secret that signs development tokens: `TOKEN_SECRET`, or one made at first need and kept in the data directory, readable
 * by its owner alone. No secret is shared between installations.
 */
export async function developmentSecret(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.TOKEN_SECRET !== undefined && env.TOKEN_SECRET !== '') return env.TOKEN_SECRET;
  const directory = dataDirectory(env);
  const file = join(directory, 'development-secret');
  await mkdir(directory, { recursive: true });
  try {
    // `wx` fails where the file exists, so two commands that start together agree on one secret.
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
