import type { TestDatabase } from '@phat-ngon/kit/testing';
import { SERVICES, type SubgraphName } from '../../scripts/src/definitions.js';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.js';
import { Opened } from './opened.js';
import { buildProject, type RunningCommand, runNode } from './run-command.js';
import { seededDatabases } from './seeded-databases.js';
import { graphClient, IDENTITY_SECRET, type Stack, TODAY, TOKEN_SECRET } from './stack.js';

/** A graph of four processes over HTTP, as in production: what stands between gateway and subgraphs can be made to fail. */
export interface ProcessStack extends Stack {
  readonly proxies: Readonly<Record<SubgraphName, FaultProxy>>;
  readonly gateway: RunningCommand;
  /** Each subgraph's process, as it runs now. */
  readonly processOf: (name: SubgraphName) => RunningCommand;
  /** Ends a subgraph with SIGKILL; the returned function starts it again on the same database and at the same address. */
  kill(name: SubgraphName): Promise<() => Promise<void>>;
  /** Makes what stands before a subgraph misbehave until the returned function is called. */
  disturb(name: SubgraphName, fault: Fault): () => void;
}

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];

type Variables = Readonly<Record<string, string>>;

/**
 * Starts the four processes on the database under test, each subgraph behind a proxy; environment variables may be given, for the
 * gateway and for the subgraphs.
 */
export async function startProcesses(env: Variables = {}, subgraphEnv: Variables = {}): Promise<ProcessStack> {
  await buildProject();
  return Opened.during((opened) => open((part) => opened.use(part), env, subgraphEnv));
}

type Keep = <Part extends AsyncDisposable>(part: Part) => Part;

async function open(
  keep: Keep,
  env: Variables,
  subgraphEnv: Variables,
): Promise<Omit<ProcessStack, keyof AsyncDisposable>> {
  const databases = await seededDatabases();
  for (const database of Object.values(databases)) keep(database);
  const units = keep(await startSubgraph({ name: 'units', database: databases.units, units: null }, subgraphEnv));
  const others = await Promise.all([
    startSubgraph({ name: 'spokespersons', database: databases.spokespersons, units }, subgraphEnv),
    startSubgraph({ name: 'training', database: databases.training, units }, subgraphEnv),
  ]);
  const [spokespersons, training] = [keep(others[0]), keep(others[1])];
  const subgraphs = { units, spokespersons, training };
  const proxies = {
    units: keep(await startFaultProxy(units.url)),
    spokespersons: keep(await startFaultProxy(spokespersons.url)),
    training: keep(await startFaultProxy(training.url)),
  };
  const gateway = keep(startGateway(proxies, env));
  return {
    ...graphClient(await addressOf(gateway)),
    proxies,
    gateway,
    processOf: (name) => subgraphs[name].command,
    kill: async (name) => {
      await subgraphs[name].kill();
      return subgraphs[name].start;
    },
    disturb: (name, fault) => proxies[name].fail(fault),
    fail: (name) => proxies[name].fail('refuse'),
    takeFetches: () =>
      Object.fromEntries(
        NAMES.map((name): [string, number] => [name, proxies[name].takeRequests()]).filter(([, count]) => count > 0),
      ),
  };
}

/** A subgraph's process with the database it stands on. */
interface SubgraphProcess extends AsyncDisposable {
  readonly url: string;
  readonly command: RunningCommand;
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface SubgraphParts {
  readonly name: SubgraphName;
  readonly database: TestDatabase;
  readonly units: SubgraphProcess | null;
}

async function startSubgraph({ name, database, units }: SubgraphParts, env: Variables): Promise<SubgraphProcess> {
  let url = '';
  const run = (): RunningCommand =>
    runNode([`subgraphs/${name}/dist/main.js`], {
      // Started again at the same place: its siblings know it by that.
      PORT: url === '' ? '0' : new URL(url).port,
      DATABASE_URL: database.url,
      SEED: 'demo',
      IDENTITY_SECRET,
      CLOCK: TODAY,
      ...(units === null ? {} : { UNITS_URL: units.url }),
      ...env,
    });
  let command = run();
  const arrive = async (): Promise<void> => {
    url = await addressOf(command);
  };
  const stop = (): Promise<void> => Promise.resolve(command[Symbol.asyncDispose]());
  try {
    await arrive();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    get url() {
      return url;
    },
    get command() {
      return command;
    },
    kill: stop,
    start: () => {
      command = run();
      return arrive();
    },
    [Symbol.asyncDispose]: stop,
  };
}

function startGateway(proxies: Readonly<Record<SubgraphName, FaultProxy>>, env: Variables): RunningCommand {
  return runNode(['gateway/dist/main.js'], {
    PORT: '0',
    SUPERGRAPH: SCHEMA_FILES.supergraph,
    IDENTITY_SECRET,
    TOKEN_SECRET,
    SERVICES,
    // Suites make a subgraph fail for one request and expect the next to be whole; those about resilience set their own.
    SUBGRAPH_BREAK_AFTER: '1000000',
    ...Object.fromEntries(NAMES.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `${proxies[name].url}/graphql`])),
    ...env,
  });
}

async function addressOf(command: RunningCommand): Promise<string> {
  return (await command.printed(/listening on (http:\/\/[\d.]+:\d+)/))[1] ?? '';
}
