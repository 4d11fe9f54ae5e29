#!/usr/bin/env node
// Runs a command against the real services: `TEST_DATABASE_URL` (default: MariaDB on this machine, user root) and `TEST_BUS_URL` (default: NATS
// on this machine), the end-to-end suites against four processes. Fails at once, and says why, when a server cannot be reached: a suite
// that skips in silence proves nothing.
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';

const url = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306';
const bus = process.env.TEST_BUS_URL || 'nats://127.0.0.1:4222';
const [command, ...args] = process.argv.slice(2);

/** Resolves when somebody listens at the address. */
function reach(name, address, usualPort) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const probe = createConnection({ host: hostname, port: Number(port || usualPort) });
    const fail = (error) =>
      reject(new Error(`The services' suites need ${name} at ${hostname}:${port || usualPort}: ${error.message}.`));
    probe.setTimeout(5_000, () => probe.destroy(new Error('no answer in 5 s')));
    probe.once('error', fail);
    probe.once('connect', () => resolve(probe.destroy()));
  });
}

try {
  await reach('MariaDB or MySQL (TEST_DATABASE_URL)', url, 3306);
  await reach('NATS (TEST_BUS_URL)', bus, 4222);
  const env = { ...process.env, TEST_DATABASE_URL: url, TEST_BUS_URL: bus, TEST_PROFILE: 'processes' };
  const child = spawn(command, args, { stdio: 'inherit', env });
  child.once('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
