/**
 * A request storm with a fault every second, on four processes and a database of its own: `npm run test:storm -- --seed N --duration SECONDS`.
 * Listens on the loopback alone and ends by itself. Exit code 1 for a wrong answer, a request that hangs beyond its deadline,
 * a crash of the gateway, a request dropped by a reload, or handles that do not come back.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { SubgraphName } from '../../scripts/src/definitions.js';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { FAULTS } from '../harness/fault-proxy.js';
import { type Operation, operationsAtHand } from '../harness/operations.js';
import { startDatabase } from '../harness/start-database.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';
import { judge, type Verdict } from './judge.js';
import { Random } from './random.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
const CLIENTS = 8;
const FAULT_EVERY_MS = 1_000;
const DEADLINE_MS = 5_000;
/** What a request may take beyond its deadline on a busy machine before it counts as hanging. */
const GRACE_MS = 5_000;
const RELOADS = 200;

/** What came of the requests of a phase. */
interface Tally extends Record<Verdict, number> {
  hung: number;
  dropped: number;
}

interface Known {
  readonly operation: Operation;
  readonly right: string;
}

const newTally = (): Tally => ({ whole: 0, degraded: 0, wrong: 0, hung: 0, dropped: 0 });

/** Asks at random until told to stop. */
async function client(
  stack: ProcessStack,
  known: readonly Known[],
  random: Random,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const { operation, right } = random.pick(known);
    try {
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: operation.text, variables: operation.variables }),
        signal: AbortSignal.timeout(DEADLINE_MS + GRACE_MS),
      });
      const text = await response.text();
      const verdict = judge(right, text);
      tally[verdict] += 1;
      if (verdict === 'wrong') process.stderr.write(`wrong answer of ${operation.file}: ${text.slice(0, 600)}\n`);
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      tally[isLate ? 'hung' : 'dropped'] += 1;
      process.stderr.write(`${isLate ? 'hung' : 'dropped'}: ${operation.file}: ${String(error)}\n`);
    }
  }
}

/** Resident memory in MiB and open descriptors of the gateway, as the system counts them. */
function footprint(stack: ProcessStack): { readonly residentMb: number; readonly handles: number } {
  const pages = Number(readFileSync(`/proc/${stack.gateway.pid}/statm`, 'utf8').split(' ')[1]);
  return {
    residentMb: Math.round((pages * 4_096) / 2 ** 20),
    handles: readdirSync(`/proc/${stack.gateway.pid}/fd`).length,
  };
}

/** A fault a second: a subgraph or the database is killed and started again, or something on the way misbehaves for a while. */
async function stormOf(
  stack: ProcessStack,
  crashDatabase: () => Promise<void>,
  random: Random,
  endsAt: number,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const count = (kind: string): void => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  while (Date.now() < endsAt) {
    const began = Date.now();
    const name = random.pick(NAMES);
    const draw = random.share();
    if (draw < 0.1) {
      count('database killed');
      await crashDatabase();
    } else if (draw < 0.35) {
      count('subgraph killed');
      const start = await stack.kill(name);
      await start();
    } else {
      const fault = random.pick(FAULTS);
      count(fault);
      const recover = stack.disturb(name, fault);
      await delay(300 + random.below(500));
      recover();
    }
    await delay(Math.max(0, FAULT_EVERY_MS - (Date.now() - began)));
  }
  return counts;
}

/** Switches between two supergraphs, by a signal each time, while the clients go on. */
async function reload(stack: ProcessStack, file: string): Promise<number> {
  const sdl = readFileSync(SCHEMA_FILES.supergraph, 'utf8');
  let switched = 0;
  for (let time = 0; time < RELOADS; time += 1) {
    const text = `# ${time}\n${sdl}`;
    const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    stack.gateway.signal('SIGHUP');
    await stack.gateway.printed(new RegExp(`"supergraph-switched","id":"${id}"`));
    switched += 1;
  }
  return switched;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, duration: { type: 'string', default: '60' } },
  });
  const [seed, seconds] = [Number(values.seed), Number(values.duration)];
  await using database = await startDatabase();
  process.env.TEST_DATABASE_URL = database.url;
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-storm-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, readFileSync(SCHEMA_FILES.supergraph, 'utf8'));
  await using stack = await startProcesses({
    SUPERGRAPH: file,
    SUPERGRAPH_POLL_MS: '0',
    REQUEST_TIMEOUT_MS: String(DEADLINE_MS),
    SUBGRAPH_TIMEOUT_MS: '2000',
    SUBGRAPH_MAX_ANSWER_BYTES: String(16 * 2 ** 20),
    SUBGRAPH_BREAK_AFTER: '20',
    SUBGRAPH_REST_MS: '250',
  });
  const known: Known[] = [];
  for (const operation of await operationsAtHand())
    known.push({ operation, right: await stack.askText(operation.text, operation.variables) });

  const run = async (tally: Tally, salt: number, work: () => Promise<unknown>): Promise<void> => {
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, (_, index) =>
      client(stack, known, new Random(seed * 1_000 + salt * 100 + index), tally, () => isOver),
    );
    await work();
    isOver = true;
    await Promise.all(clients);
  };

  const calm = newTally();
  await run(calm, 0, () => delay(10_000));
  const before = footprint(stack);
  const storm = newTally();
  let faults: Readonly<Record<string, number>> = {};
  await run(storm, 1, async () => {
    faults = await stormOf(stack, database.crash, new Random(seed), Date.now() + seconds * 1_000);
  });
  // The circuits close again by being asked; after that every answer has to be whole.
  const healing = newTally();
  await run(healing, 2, () => delay(10_000));
  const after = newTally();
  let reloads = 0;
  await run(after, 3, async () => {
    reloads = await reload(stack, file);
  });
  await delay(6_000);
  const end = footprint(stack);
  await rm(folder, { recursive: true });

  const isAlive = stack.gateway.exitCode() === null;
  process.stdout.write(`faults    ${JSON.stringify(faults)}\n`);
  process.stdout.write(`storm     ${JSON.stringify(storm)}\n`);
  process.stdout.write(`reloads   ${reloads}, ${JSON.stringify(after)}\n`);
  process.stdout.write(
    `gateway   ${before.residentMb} MiB and ${before.handles} handles before, ${end.residentMb} MiB and ${end.handles} after\n`,
  );
  const sum = (key: keyof Tally): number => calm[key] + storm[key] + healing[key] + after[key];
  const requests = (['whole', 'degraded', 'wrong', 'hung', 'dropped'] as const).reduce((all, key) => all + sum(key), 0);
  process.stdout.write(
    `requests ${requests}, degraded ${sum('degraded')}, wrong ${sum('wrong')}, hung ${sum('hung')}, dropped ${sum('dropped')}, crashes ${isAlive ? 0 : 1}\n`,
  );
  const isFlat = end.handles <= before.handles + CLIENTS;
  if (sum('wrong') + sum('hung') + sum('dropped') > 0 || !isAlive || !isFlat || after.degraded > 0)
    process.exitCode = 1;
}

await main();
