/**
 * Imports of many rows, on four processes: `npm run test:import -- --rows N --large N --kills N`, on SQLite, or with `--database URL` on
 * a server of MariaDB's. How fast a list of `--rows` is read and imported and how much memory that takes; the same for one of `--large`,
 * each in a process that was just started; then imports that are killed in their middle, `--kills` of them, of which nothing may be left,
 * and which are then carried out. Listens on the loopback alone and ends by itself; on Linux only. Prints its figures as JSON; exit code
 * 1 with `failures`.
 */
import { parseArgs } from 'node:util';
import type { ToldJob } from '@phat-ngon/spokespersons';
import { AUTHORITY } from '../harness/press-authority.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';
import { makeList } from './import/make-list.js';
import { begin, commit, dryRun, jobOf, recordsOf, type Scene, type Step } from './import/measure.js';

interface Options {
  readonly rows: number;
  readonly large: number;
  readonly kills: number;
}

/** @throws Error for what is no number. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '12542' },
      large: { type: 'string', default: '200000' },
      kills: { type: 'string', default: '10' },
      database: { type: 'string' },
    },
  });
  if (values.database !== undefined) process.env.TEST_DATABASE_URL = values.database;
  const [rows, large, kills] = [values.rows, values.large, values.kills].map(Number);
  if (!isCount(rows) || !isCount(large) || !isCount(kills))
    throw new Error('--rows, --large, --kills: expected whole numbers');
  return { rows, large, kills };
}

function isCount(value: number | undefined): value is number {
  return Number.isInteger(value);
}

/** The memory a large list takes may be so many times that of a list of the nation's size. */
const MEMORY_FACTOR = 1.2;

interface Measured {
  readonly dryRun: Step;
  readonly commit: Step;
}

/** Each step in a process that was just started: what one has left behind is no other's. */
async function measure(scene: Scene, list: string, failures: string[]): Promise<Measured> {
  await restart(scene.stack);
  const read = await dryRun(scene, list);
  expectState(read.job, 'READY', failures);
  if (read.job.outcomes.REFUSE > 0) failures.push(`${read.job.outcomes.REFUSE} rows were refused`);
  await restart(scene.stack);
  const done = await commit(scene, read.job);
  expectState(done.job, 'COMMITTED', failures);
  return { dryRun: read.step, commit: done.step };
}

function expectState({ state, uid }: ToldJob, expected: ToldJob['state'], failures: string[]): void {
  if (state !== expected) failures.push(`the import ${uid} is ${state}, not ${expected}`);
}

async function restart(stack: ProcessStack): Promise<void> {
  await (await stack.kill('spokespersons'))();
}

interface Killing {
  /** How much of each import was done when it was killed, in hundredths. */
  readonly at: readonly number[];
  /** Imports that were done before they could be killed. */
  readonly late: number;
}

async function killOften(scene: Scene, list: string, kills: number, failures: string[]): Promise<Killing> {
  const { job } = await dryRun(scene, list);
  expectState(job, 'READY', failures);
  const before = await recordsOf(scene);
  const at: number[] = [];
  let late = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const reached = await runTo(scene, job, kill / (kills + 1));
    await restart(scene.stack);
    const { state } = await jobOf(scene, job.uid, 0);
    if (state === 'COMMITTED') {
      late += 1;
      break;
    }
    at.push(Math.round(100 * reached));
    if (state !== 'READY') failures.push(`killed at ${reached}: the import is ${state}`);
    if ((await recordsOf(scene)) !== before)
      failures.push(`killed at ${reached}: something of the import was left behind`);
  }
  const done = await commit(scene, job);
  expectState(done.job, 'COMMITTED', failures);
  const again = await dryRun(scene, list);
  if (again.job.outcomes.SAME !== again.job.rows)
    failures.push(`something was lost: ${JSON.stringify(again.job.outcomes)}`);
  return { at, late };
}

/** Begins to import and waits until so much of it is done; how much was. */
async function runTo(scene: Scene, job: ToldJob, share: number): Promise<number> {
  await begin(scene, job);
  for (;;) {
    const { state, progress } = await jobOf(scene, job.uid, 0);
    const reached = progress === null ? 0 : progress.done / progress.total;
    if (state !== 'COMMITTING' || reached >= share) return reached;
  }
}

async function agenciesOf(scene: Scene): Promise<readonly string[]> {
  const rows = (await recordsOf(scene)).split('\r\n').slice(1);
  return [...new Set(rows.map((row) => row.split(',')[1] ?? '').filter((uid) => uid !== ''))];
}

async function main({ rows, large, kills }: Options): Promise<void> {
  await using stack = await startProcesses();
  // A token lasts ten minutes: each request has its own.
  const scene: Scene = { stack, token: () => stack.token(AUTHORITY) };
  const failures: string[] = [];
  const agencyUids = await agenciesOf(scene);
  // What ended the process says so itself.
  const ended = (error: unknown): never => {
    throw new Error(stack.processOf('spokespersons').output().slice(-2_000), { cause: error });
  };
  const ofRows = rows > 0 ? await measure(scene, makeList(agencyUids, rows, 1), failures).catch(ended) : null;
  const ofLarge = large > 0 ? await measure(scene, makeList(agencyUids, large, 2), failures).catch(ended) : null;
  const memory = ofRows !== null && ofLarge !== null ? memoryOf(ofRows, ofLarge, failures) : null;
  const killed = kills > 0 ? await killOften(scene, makeList(agencyUids, rows, 3), kills, failures) : null;
  const figures = { agencies: agencyUids.length, [rows]: ofRows, [large]: ofLarge, memory, killed, failures };
  process.stdout.write(`${JSON.stringify(figures, rounded, 2)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

/** How many times the memory of the smaller list the larger one took. */
function memoryOf(small: Measured, large: Measured, failures: string[]): Readonly<Record<keyof Measured, number>> {
  const ratios = {
    dryRun: large.dryRun.peakMb / small.dryRun.peakMb,
    commit: large.commit.peakMb / small.commit.peakMb,
  };
  for (const [step, ratio] of Object.entries(ratios))
    if (ratio > MEMORY_FACTOR) failures.push(`${step}: ${ratio.toFixed(2)} times the memory`);
  return ratios;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(100 * value) / 100 : value;
}

await main(readOptions());
