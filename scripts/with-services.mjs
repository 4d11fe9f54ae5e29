#!/usr/bin/env node
// Runs a command against the real services: `TEST_DATABASE_URL` (default: MariaDB on this machine, user root). Fails at once,
// and says why, when the server cannot be reached: a suite that skips in silence proves nothing.
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';

const url = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306';
const { hostname, port } = new URL(url);
const [command, ...args] = process.argv.slice(2);

const probe = createConnection({ host: hostname, port: Number(port || 3306) });
probe.setTimeout(5_000, () => probe.destroy(new Error('no answer in 5 s')));
probe.once('error', (error) => {
  process.stderr.write(
    `The services' suites need MariaDB or MySQL at ${hostname}:${port || 3306}: ${error.message}. Set TEST_DATABASE_URL.\n`,
  );
  process.exit(1);
});
probe.once('connect', () => {
  probe.destroy();
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } });
  child.once('exit', (code) => process.exit(code ?? 1));
});
