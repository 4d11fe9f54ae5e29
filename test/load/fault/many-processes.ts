import { setTimeout as delay } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import type { SubgraphName } from '../../../scripts/src/definitions.js';
import { SCHEMA_FILES } from '../../../scripts/src/repository.js';
import { freePort } from '../../harness/free-port.js';
import { listens } from '../../harness/listens.js';
import { Opened } from '../../harness/opened.js';
import { buildProject, type RunningCommand, runNode, runProgram } from '../../harness/run-command.js';
import { IDENTITY_SECRET, TOKEN_SECRET } from '../../harness/stack.js';
import { startDatabase } from '../../harness/start-database.js';
import { startBalancer } from './balancer.js';
import { SETTINGS } from './one-process.js';
import { type FaultSystem, STATEMENTS, type Victim, type WrittenRow } from './system.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
const AWAY_MS = 500;

/** A process that is started again where it was. */
interface Process extends AsyncDisposable {
  readonly port: number;
  output(): string;
  kill(): Promise<void>;
}

async function keepRunning(run: (port: number) => RunningCommand): Promise<Process> {
  const port = await freePort();
  let running = run(port);
  await listens(port, running);
  return {
    port,
    output: () => running.output().slice(-2_000),
    kill: async () => {
      await running[Symbol.asyncDispose]();
      await delay(AWAY_MS);
      running = run(port);
      await listens(port, running);
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/**
 * The graph as processes, on a MariaDB and a NATS of its own: two gateways, and two replicas of the subgraph of spokespersons behind one
 * address.
 */
export async function startManyProcesses({
  bus = true,
  gateway = {},
}: ManyProcessesOptions = {}): Promise<ManyProcesses> {
  await buildProject();
  return Opened.during((opened) => open(opened, { bus, gateway }));
}

/** How they are started. */
export interface ManyProcessesOptions {
  /** Whether there is a bus. */
  readonly bus?: boolean;
  /** Settings of the gateways, beside or in place of {@link SETTINGS}. */
  readonly gateway?: Readonly<Record<string, string>>;
}

/** The processes, and what another replica of spokespersons would need to be told. */
export interface ManyProcesses extends FaultSystem {
  readonly databaseUrl: string;
  readonly unitsUrl: string;
  /** Null where there is no bus. */
  readonly busUrl: string | null;
}

/** How long a subgraph waits without a hint. */
export const POLL_MS = 1_000;

async function open(
  opened: Opened,
  options: Required<ManyProcessesOptions>,
): Promise<Omit<ManyProcesses, keyof AsyncDisposable>> {
  const database = opened.use(await startDatabase());
  const admin = await mysql.createConnection({ uri: database.url });
  opened.defer(() => admin.end());
  for (const name of NAMES)
    await admin.query(`CREATE DATABASE fault_${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const bus = opened.use(
    await keepRunning((port) => runProgram('nats-server', ['-a', '127.0.0.1', '-p', String(port)])),
  );
  const busUrl = options.bus ? `nats://127.0.0.1:${bus.port}` : null;
  const start = async (name: SubgraphName, unitsPort: number | null): Promise<Process> =>
    opened.use(
      await keepRunning((port) =>
        runNode([`subgraphs/${name}/dist/main.js`], {
          ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: `${database.url}/fault_${name}`, SEED: 'demo' },
          ...{ IDENTITY_SECRET, LOG_LEVEL: 'error', POLL_MS: String(POLL_MS) },
          ...(busUrl === null ? {} : { BUS_URL: busUrl }),
          ...(unitsPort === null ? {} : { UNITS_URL: `http://127.0.0.1:${unitsPort}` }),
        }),
      ),
    );
  const units = await start('units', null);
  const spokespersons = await start('spokespersons', units.port);
  const replica = await start('spokespersons', units.port);
  const training = await start('training', units.port);
  const balancer = opened.use(await startBalancer([spokespersons.port, replica.port]));
  const addresses = { units: units.port, spokespersons: balancer.port, training: training.port };
  const gateways = [];
  for (let count = 0; count < 2; count += 1)
    gateways.push(
      opened.use(
        await keepRunning((port) =>
          runNode(['gateway/dist/main.js'], {
            ...{
              PORT: String(port),
              HOST: '127.0.0.1',
              SUPERGRAPH: SCHEMA_FILES.supergraph,
              ...SETTINGS,
              ...options.gateway,
            },
            ...{ IDENTITY_SECRET, TOKEN_SECRET, SUBGRAPH_REST_MS: '100' },
            ...Object.fromEntries(
              NAMES.map((name) => [
                `SUBGRAPH_URL_${name.toUpperCase()}`,
                `http://127.0.0.1:${addresses[name]}/graphql`,
              ]),
            ),
          }),
        ),
      ),
    );
  const processes: Readonly<Record<string, Process>> = {
    ...{ 'gateway 1': gateways[0] as Process, 'gateway 2': gateways[1] as Process },
    ...{ 'spokespersons 1': spokespersons, 'spokespersons 2': replica, units, bus },
  };
  const select = async <Row>(sql: string, ...parameters: unknown[]): Promise<readonly Row[]> => {
    const [rows] = await admin.query(sql.replace(/(FROM )(\w+)/, '$1fault_spokespersons.$2'), parameters);
    return rows as unknown as readonly Row[];
  };
  return {
    databaseUrl: `${database.url}/fault_spokespersons`,
    unitsUrl: `http://127.0.0.1:${units.port}`,
    busUrl,
    urls: gateways.map(({ port }) => `http://127.0.0.1:${port}`),
    victims: [
      ...Object.entries(processes).map(([name, { kill }]): Victim => ({ name, kill })),
      { name: 'database connections', kill: () => killConnections(admin) },
    ],
    rowsBehind: (seq) => select<WrittenRow>(STATEMENTS.rows, seq),
    head: async () => (await select<{ readonly seq: number }>(STATEMENTS.head))[0]?.seq ?? 0,
    pathOf: async (unit) => (await select<{ readonly path: string }>(STATEMENTS.path, unit))[0]?.path ?? '',
    output: () =>
      Object.entries(processes)
        .map(([name, { output }]) => `${name}\n${output()}`)
        .join('\n'),
  };
}

/** Ends every connection to the database but this one. */
async function killConnections(admin: mysql.Connection): Promise<void> {
  const [rows] = await admin.query(
    'SELECT id FROM information_schema.PROCESSLIST WHERE id <> CONNECTION_ID() AND db IS NOT NULL',
  );
  // It may have ended by itself meanwhile.
  for (const { id } of rows as unknown as readonly { readonly id: number }[])
    await admin.query(`KILL ${Number(id)}`).catch(() => undefined);
}
