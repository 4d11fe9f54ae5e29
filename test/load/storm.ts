/**
 * A request storm with a fault every second, on four processes and a database of its own, then reloads of the supergraph under
 * load: `npm run test:storm -- --seed N --duration SECONDS`. Listens on the loopback alone and ends by itself; on Linux only.
 * Prints its figures as JSON. Exit code 1 with `failures` for a wrong answer, a request that hangs beyond its deadline or is dropped, a crash of
 * the gateway, a degraded answer without a fault, or memory and handles of the gateway that do not come back.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { footprintOf, INSPECTABLE } from '../harness/inspect-process.js';
import { leaveNothingBehind } from '../harness/run-command.js';
import { type OwnDatabase, startDatabase } from '../harness/start-database.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';
import { type Known, learnKnown } from './known.js';
import { Random } from './random.js';
import { askOn, askUntilWhole, DEADLINE_MS, newTally, type Tally } from './storm/clients.js';
import { FAULTS_IN_A_DECK, rage } from './storm/faults.js';
import { reloadOften } from './storm/reloads.js';
import { crashFailures, failuresOf, type Summary } from './storm/summary.js';

const CLIENTS = 8;
const RELOADS = 200;
const CALM_MS = 10_000;
const HEALED_WITHIN_MS = 60_000;
/** After this long without requests no connection to a subgraph is kept (Node closes an idle one after 5 s). */
const REST_MS = 6_000;

interface Options {
  readonly seed: number;
  readonly seconds: number;
}

/** @throws Error for a storm too short to meet every fault. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, duration: { type: 'string', default: '60' } },
  });
  const [seed, seconds] = [Number(values.seed), Number(values.duration)];
  if (!Number.isInteger(seed)) throw new Error(`--seed: expected a whole number, not ${values.seed}`);
  if (!(seconds >= FAULTS_IN_A_DECK))
    throw new Error(
      `--duration: expected at least ${FAULTS_IN_A_DECK} seconds, one for each fault, not ${values.duration}`,
    );
  return { seed, seconds };
}

const gatewaySettings = (supergraph: string): Readonly<Record<string, string>> => ({
  ...INSPECTABLE,
  SUPERGRAPH: supergraph,
  SUPERGRAPH_POLL_MS: '0',
  REQUEST_TIMEOUT_MS: String(DEADLINE_MS),
  SUBGRAPH_TIMEOUT_MS: '4000',
  SUBGRAPH_MAX_ANSWER_BYTES: String(16 * 2 ** 20),
  SUBGRAPH_BREAK_AFTER: '20',
  SUBGRAPH_REST_MS: '250',
});

/** Lets clients ask while the work goes on; then it is quiet for a while. */
type Phase = <Value>(tally: Tally, work: () => Promise<Value>) => Promise<Value>;

function phasesOf({ url }: ProcessStack, known: readonly Known[], random: Random): Phase {
  return async (tally, work) => {
    let over = false;
    const isOver = (): boolean => over;
    const clients = Array.from({ length: CLIENTS }, () =>
      askOn({ url, known, random: new Random(random.below(2 ** 32)), isOver }, tally),
    );
    try {
      return await work();
    } finally {
      over = true;
      await Promise.all(clients);
      await delay(REST_MS);
    }
  };
}

/** Where the storm takes place. */
interface Scene {
  readonly stack: ProcessStack;
  readonly database: OwnDatabase;
  /** The supergraph's, which the gateway reads. */
  readonly file: string;
}

type Requests = Summary['requests'];

/** The phases in their order; counts into `requests` as it goes. */
async function run(scene: Scene, { seed, seconds }: Options, requests: Requests): Promise<Summary> {
  const { stack, database, file } = scene;
  const random = new Random(seed);
  const known = await learnKnown(stack);
  const phase = phasesOf(stack, known, random);
  await phase(requests.calm, () => delay(CALM_MS));
  const afterCalm = await footprintOf(stack.gateway);
  const faults = await phase(requests.storm, () => rage({ stack, database, random }, seconds));
  // The circuits close again by being asked; after that every answer has to be whole.
  await phase(requests.healing, () => askUntilWhole(stack.url, known, HEALED_WITHIN_MS));
  await phase(requests.healed, () => delay(CALM_MS));
  const afterStorm = await footprintOf(stack.gateway);
  const switched = await phase(requests.reloads, () => reloadOften(stack.gateway, file, RELOADS));
  const afterReloads = await footprintOf(stack.gateway);
  return {
    seed,
    seconds,
    requests,
    faults,
    reloads: { asked: RELOADS, switched },
    gateway: { crashes: crashesOf(stack), afterCalm, afterStorm, afterReloads },
  };
}

const crashesOf = ({ gateway }: ProcessStack): number => (gateway.exitCode() === null ? 0 : 1);

async function main(options: Options): Promise<void> {
  await using database = await startDatabase();
  process.env.TEST_DATABASE_URL = database.url;
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-storm-'));
  await using _folder = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const file = join(folder, 'supergraph.graphql');
  await copyFile(SCHEMA_FILES.supergraph, file);
  await using stack = await startProcesses(gatewaySettings(file));
  const requests: Requests = {
    calm: newTally(),
    storm: newTally(),
    healing: newTally(),
    healed: newTally(),
    reloads: newTally(),
  };
  const report = await run({ stack, database, file }, options, requests).then(
    (summary) => ({ ...summary, failures: failuresOf(summary) }),
    // What stopped it is the failure; the figures up to there are shown all the same.
    (error: unknown) => ({
      ...options,
      requests,
      gateway: { crashes: crashesOf(stack), lastOutput: stack.gateway.output().slice(-2_000) },
      failures: [...crashFailures(crashesOf(stack)), String(error).slice(0, 4_000)],
    }),
  );
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (report.failures.length > 0) process.exitCode = 1;
}

leaveNothingBehind();
await main(readOptions());
