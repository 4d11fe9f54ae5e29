/**
 * Hostile requests against four processes and a database of their own, or against a graph that runs already:
 * `npm run test:hostile -- --seed N --requests COUNT [--url URL] [--only INDEX]`. Each is refused clearly or answered rightly, and
 * nothing of the inside leaves the process. Prints a summary as JSON; exit code 1 for any failure, with seed and index of each.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { footprintOf, INSPECTABLE } from '../harness/inspect-process.js';
import type { RunningCommand } from '../harness/run-command.js';
import { startDatabase } from '../harness/start-database.js';
import { startProcesses } from '../harness/start-processes.js';
import type { HostileRequest, World } from './hostile/hostile-request.js';
import { KINDS, requestAt } from './hostile/kinds.js';
import { learnWorld } from './hostile/learn-world.js';
import { runHostile } from './hostile/run-hostile.js';
import { summaryOf } from './hostile/summary.js';

const CONCURRENCY = 16;
/** The deadline of our own gateway, so that slow requests end soon; any other is taken to have the default. */
const REQUEST_TIMEOUT_MS = 4_000;
/** What a request may take beyond its deadline on a busy machine before it counts as hanging. */
const GRACE_MS = 8_000;

/** What the gateway may still hold: its caches are full of the largest operations there are. */
const MOST_HELD_MB = 320;
/** Connections that were left in the middle are closed by then. */
const SETTLE_MS = 6_000;

interface Target {
  readonly url: string;
  /** The gateway's process, where it is ours. */
  readonly gateway: RunningCommand | null;
}

/** @returns whether nothing failed. */
async function run({ url, gateway }: Target, seed: number, indices: readonly number[]): Promise<boolean> {
  const world = await learnWorld(url, gateway === null ? {} : { requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const before = gateway && (await footprintOf(gateway));
  const outcomes = await runHostile({
    world,
    url,
    requests: requestsAt(world, seed, indices),
    concurrency: CONCURRENCY,
    patienceMs: world.limits.requestTimeoutMs + GRACE_MS,
    onOutcome: (outcome) => {
      if (outcome.verdict === 'failed') process.stderr.write(`${JSON.stringify(outcome)}\n`);
    },
  });
  await delay(SETTLE_MS);
  const again = await learnWorld(url, world.limits);
  const isSame = gateway === null || gateway.exitCode() === null;
  const after = gateway && isSame ? await footprintOf(gateway) : null;
  const sound = {
    nothingFailed: outcomes.every(({ verdict }) => verdict !== 'failed'),
    answersAsBefore: world.known.every(({ right }, index) => right === again.known[index]?.right),
    sameProcess: isSame,
    memoryBounded: after === null || after.heldMb <= MOST_HELD_MB,
    handlesFlat: before === null || after === null || after.handles <= before.handles + CONCURRENCY,
  };
  process.stdout.write(`${JSON.stringify({ ...summaryOf(outcomes), sound, gateway: { before, after } }, null, 2)}\n`);
  return Object.values(sound).every(Boolean);
}

function* requestsAt(world: World, seed: number, indices: readonly number[]): Generator<HostileRequest> {
  for (const index of indices) yield requestAt(world, seed, index);
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      requests: { type: 'string', default: '1000' },
      url: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  const all = Array.from({ length: Number(values.requests) }, (_, index) => index);
  const indices = values.only === undefined ? all : [Number(values.only)];
  process.stderr.write(`${indices.length} requests of ${KINDS.length} kinds, seed ${seed}\n`);
  if (values.url !== undefined) return run({ url: values.url, gateway: null }, seed, indices);
  await using database = await startDatabase();
  process.env.TEST_DATABASE_URL = database.url;
  await using stack = await startProcesses({ REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS), ...INSPECTABLE });
  return await run(stack, seed, indices);
}

if (!(await main())) process.exitCode = 1;
