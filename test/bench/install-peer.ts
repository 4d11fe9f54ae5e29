import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** The peer's command, from the root of the checkout. */
export const PEER_COMMAND = 'test/bench/node_modules/@graphql-hive/gateway/dist/bin.js';

/** Installs the peer where it is missing: as it is locked, and without running anything of its packages. @throws Error when that fails. */
export async function installPeer(): Promise<void> {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  process.stderr.write(
    'test/bench: the peer is not installed; npm ci, which takes a minute or two and half a gigabyte\n',
  );
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`test/bench: npm ci ended with ${code}`);
}
