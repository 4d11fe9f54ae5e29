import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { freePort } from '../../harness/free-port.js';
import { buildProject, type RunningCommand, runNode } from '../../harness/run-command.js';
import { TOKEN_SECRET } from '../../harness/stack.js';
import { type FaultSystem, STATEMENTS, type WrittenRow } from './system.js';

const require = createRequire(new URL('../../../subgraphs/kit/package.json', import.meta.url));

/** The graph as `npm start` has it: gateway, subgraphs and SQLite in one process. */
export async function startOneProcess(): Promise<FaultSystem> {
  await buildProject();
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-fault-'));
  const port = String(await freePort());
  const run = (): RunningCommand =>
    runNode(['scripts/dist/start.js'], { DATA_DIR: folder, PORT: port, HOST: '127.0.0.1', TOKEN_SECRET, ...SETTINGS });
  let process = run();
  await process.printed(/is listening on/);
  const Database = require('better-sqlite3') as typeof BetterSqlite3;
  const database = new Database(join(folder, 'spokespersons.sqlite'), { readonly: true });
  return {
    urls: [`http://127.0.0.1:${port}`],
    victims: [
      {
        name: 'process',
        kill: async () => {
          await process[Symbol.asyncDispose]();
          process = run();
          await process.printed(/is listening on/);
        },
      },
    ],
    rowsBehind: async (seq) => database.prepare(STATEMENTS.rows).all(seq) as WrittenRow[],
    head: async () => (database.prepare(STATEMENTS.head).get() as { seq: number }).seq,
    pathOf: async (unit) => (database.prepare(STATEMENTS.path).get(unit) as { path: string }).path,
    output: () => process.output().slice(-4_000),
    [Symbol.asyncDispose]: async () => {
      database.close();
      await process[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** Connections end now and then besides, and hundreds come from one address. */
export const SETTINGS = {
  CONNECTION_MAX_AGE_MS: '20000',
  MAX_SUBSCRIPTIONS_PER_CALLER: '10000',
  DRAIN_MS: '500',
  LOG_LEVEL: 'error',
} as const;
