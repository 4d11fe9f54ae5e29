import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** The peer's command, from the root of the checkout. */
export const PEER_COMMAND = 'test/bench/node_modules/@graphql-hive/gateway/dist/bin.js';

/** Installs the peer where it is missing. @throws Error when that fails. */
export function installPeer(): Promise<void> {
  return install(FOLDER, 'the peer is not installed; npm ci, which takes a minute or two and half a gigabyte');
}

/** Installs Mercurius where it is missing; apart from the peer, for it prints queries that the latest graphql cannot. @throws Error when that fails. */
export function installMercurius(): Promise<void> {
  return install(`${FOLDER}mercurius/`, 'Mercurius is not installed; npm ci');
}

/** As it is locked, and without running anything of the packages. */
async function install(folder: string, words: string): Promise<void> {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return;
  process.stderr.write(`test/bench: ${words}\n`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`test/bench: npm ci ended with ${code}`);
}
