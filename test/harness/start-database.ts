import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { freePort } from './free-port.js';
import { own } from './run-command.js';

/** A MariaDB server of a test's own, which the test may kill. */
export interface OwnDatabase extends AsyncDisposable {
  /** `mysql://root@127.0.0.1:PORT` */
  readonly url: string;
  /** Ends it with SIGKILL and starts it again on the same data; resolves when it answers. */
  crash(): Promise<void>;
}

const RETRY_MS = 100;
const TRIES = 300;

/** Starts a server on a free port of the loopback, with the MariaDB that is installed. @throws Error when none is. */
export async function startDatabase(): Promise<OwnDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-mariadb-'));
  await promisify(execFile)('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${folder}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const port = await freePort();
  const url = `mysql://root@127.0.0.1:${port}`;
  const start = async () => {
    const server = own(
      spawn('mariadbd', [
        '--no-defaults',
        `--datadir=${folder}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        '--user=root',
        '--max-allowed-packet=64M',
        '--innodb-flush-log-at-trx-commit=1',
      ]),
    );
    await answers(url);
    return server;
  };
  let running = await start();
  const kill = async (): Promise<void> => {
    running.kill('SIGKILL');
    await once(running, 'close');
  };
  return {
    url,
    crash: async () => {
      await kill();
      running = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server announces nothing to the outside when it is ready: it is asked until it answers. */
async function answers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const connection = await mysql.createConnection({ uri: url });
      await connection.end();
      return;
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
    await delay(RETRY_MS);
  }
}
