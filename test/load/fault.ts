/**
 * Nobody misses a change: `npm run test:fault -- --seed N --duration SECONDS`, in one process on SQLite, or with `--processes` in several
 * on MariaDB and NATS. Subscribers over sockets, over events and by pulling, with filters, while writers write and whatever there is
 * is ended with SIGKILL: gateways, subgraphs, connections of the database, the bus, the subscribers themselves. In the end each has to
 * have exactly the changes that its filter selects in the database's log, in order. Listens on the loopback alone and ends by itself.
 * Closes with `kills N, delivered N, lost N, doubled N, out of order N`; exit code 1 for one that was lost, doubled or out of order.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { feedCursor } from '../harness/feed-cursor.js';
import { leaveNothingBehind, type RunningCommand, runNode } from '../harness/run-command.js';
import { graphClient } from '../harness/stack.js';
import { type Judged, judge, progressOf } from './fault/judge.js';
import { startManyProcesses } from './fault/many-processes.js';
import { startOneProcess } from './fault/one-process.js';
import type { FaultSystem, Victim, WrittenRow } from './fault/system.js';
import { type Choice, drawChoices, drawTargets } from './fault/targets.js';
import { writeChanges } from './fault/writers.js';
import { Random } from './random.js';

const NUMBERS = { seed: 1, duration: 120, changes: 20_000, subscribers: 200, writers: 20, kills: 50 };

type Options = Readonly<typeof NUMBERS> & { readonly processes: boolean };

/** @throws Error for what is no number, and for names that are none. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      processes: { type: 'boolean', default: false },
      seed: { type: 'string' },
      duration: { type: 'string' },
      changes: { type: 'string' },
      subscribers: { type: 'string' },
      writers: { type: 'string' },
      kills: { type: 'string' },
    },
  });
  const numberOf = (name: keyof typeof NUMBERS): number => {
    const value = values[name] === undefined ? NUMBERS[name] : Number(values[name]);
    if (!Number.isInteger(value) || value < 0)
      throw new Error(`--${name}: expected a whole number, not ${values[name]}`);
    return value;
  };
  return {
    ...{ seed: numberOf('seed'), duration: numberOf('duration'), changes: numberOf('changes') },
    ...{ subscribers: numberOf('subscribers'), writers: numberOf('writers'), kills: numberOf('kills') },
    processes: values.processes,
  };
}

const CROWDS = 4;
/** When nothing more arrives for so long, nothing more will. */
const SETTLED_MS = 60_000;
const LOOK_MS = 1_000;

/** Every twentieth follows everything; the others share the rest of what may be chosen. */
function recruit(count: number, choices: readonly Choice[], begin: string, folder: string): readonly Judged[] {
  const transports = ['socket', 'events', 'socket', 'events', 'pull'] as const;
  return Array.from({ length: count }, (_, index) => {
    const choice = choices[index % 20 === 0 ? 0 : 1 + (index % (choices.length - 1))] as Choice;
    const transport = transports[index % transports.length] ?? 'pull';
    return {
      transport,
      choice,
      filter: choice.filter,
      file: join(folder, `${index}.tsv`),
      begin,
      joined: index % 3 === 0,
    };
  });
}

/** A process with some of the followers, which is ended and started like any other part. */
async function startCrowd(name: string, followers: readonly Judged[], urls: readonly string[], folder: string) {
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ followers, urls }));
  const run = (): RunningCommand =>
    runNode(['--conditions=source', '--import', 'tsx', 'test/load/fault/follow-all.ts', file]);
  let running = run();
  await running.printed(/following/);
  const victim: Victim = {
    name,
    kill: async () => {
      await running[Symbol.asyncDispose]();
      running = run();
      await running.printed(/following/);
    },
  };
  return {
    victim,
    output: () => running.output().slice(-500),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

interface Rage {
  readonly victims: readonly Victim[];
  readonly kills: number;
  /** Over so long they are spread. */
  readonly ms: number;
  readonly random: Random;
}

/**
 * Ends so many parts without warning, at random times, each as often as the others; one that is still on its way back is spared until it
 * has its turn again. Resolves with how often, once all are back.
 */
async function rage({ victims, kills, ms, random }: Rage): Promise<number> {
  const begun = performance.now();
  const away = new Map<Victim, Promise<void>>();
  const tell = (words: string): boolean =>
    process.stderr.write(`${Math.round((performance.now() - begun) / 1_000)} s: ${words}\n`);
  let ended = 0;
  let deck: Victim[] = [];
  for (let time = 0; time < kills; time += 1) {
    await delay(Math.max(0, begun + ((time + random.share()) * ms) / kills - performance.now()));
    if (deck.length === 0) deck = random.shuffled(victims);
    const victim = deck.pop();
    if (victim === undefined || away.has(victim)) continue;
    ended += 1;
    tell(`${victim.name} is ended`);
    const back = victim.kill().then(() => {
      away.delete(victim);
      tell(`${victim.name} is back`);
    });
    away.set(victim, back);
  }
  await Promise.all(away.values());
  return ended;
}

/** Waits until everybody has everything, or nothing more arrives. */
async function settle(followers: readonly Judged[], rows: readonly WrittenRow[]): Promise<void> {
  let [most, since] = [-1, performance.now()];
  while (performance.now() - since < SETTLED_MS) {
    const [received, expected] = await progressOf(followers, rows);
    if (received >= expected) return;
    if (received > most) [most, since] = [received, performance.now()];
    await delay(LOOK_MS);
  }
}

async function run(system: FaultSystem, options: Options): Promise<void> {
  const random = new Random(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-followers-'));
  const targets = await drawTargets(system, 10 * options.writers, random);
  const choices = await drawChoices(system, targets, random);
  const begin = await feedCursor(graphClient(system.urls[0] ?? ''));
  const head = await system.head();
  const followers = recruit(options.subscribers, choices, begin, folder);
  const crowds = await Promise.all(
    Array.from({ length: CROWDS }, (_, index) =>
      startCrowd(
        `subscribers ${index + 1}`,
        followers.filter((_follower, at) => at % CROWDS === index),
        system.urls,
        folder,
      ),
    ),
  );
  const victims = [...system.victims, ...crowds.map(({ victim }) => victim)];
  const ms = 1_000 * options.duration;
  const raging = rage({ victims, kills: options.kills, ms, random: new Random(options.seed + 1) });
  const written = await writeChanges({ system, ...options, targets, signal: AbortSignal.timeout(ms), random });
  process.stderr.write(`${written} changes were written\n`);
  const kills = await raging;
  const rows = await system.rowsBehind(head);
  await settle(followers, rows);
  const { delivered, lost, doubled, outOfOrder } = await judge(followers, rows);
  const isWrong = lost + doubled + outOfOrder > 0 || rows.length < written;
  if (isWrong) process.stderr.write(`${system.output()}\n${crowds.map(({ output }) => output()).join('\n')}\n`);
  for (const crowd of crowds) await crowd[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
  process.stdout.write(`seed ${options.seed}, ${rows.length} changes, ${followers.length} subscribers\n`);
  process.stdout.write(
    `kills ${kills}, delivered ${delivered}, lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}\n`,
  );
  if (isWrong) process.exitCode = 1;
}

leaveNothingBehind();
const options = readOptions();
await using system = await (options.processes ? startManyProcesses() : startOneProcess());
await run(system, options);
