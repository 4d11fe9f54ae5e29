/**
 * Subscriptions that are equal, side by side with the nearest peer: `npm run bench:subscriptions -- --rounds N --subscribers N --events N
 * --every MS`. The same followers ask the same of each gateway over the same subgraphs, one gateway after the other, in several rounds. Each
 * gateway is a process of its own, and so are the subgraphs and those who follow: the processor time of a gateway is its alone. Events are paced, slowly
 * enough for every gateway to keep up, and then come in bursts. Listens on the loopback alone and ends by itself; on Linux
 * only. Prints a table and its figures as JSON; exit code 1 with `failures` for a delivery that was lost, or when ours does not share.
 */
import { parseArgs } from 'node:util';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { wholeNumber } from '../harness/whole-number.js';
import { deliver } from '../load/followers/deliver.js';
import { joinAll, leaveAll, openScene, type Scene, until, warmUp } from '../load/followers/scene.js';
import { rounded } from '../load/followers/statistics.js';
import { type StartedGateway, startGateway } from './gateways.js';
import { installPeer } from './install-peer.js';
import { failuresOf, GOAL, linesOf, type Turn, tableOf } from './report.js';

interface Options {
  readonly rounds: number;
  readonly subscribers: number;
  /** Paced, and how many milliseconds from one to the next. */
  readonly events: number;
  readonly every: number;
  readonly bursts: number;
  /** Events in a burst. */
  readonly burst: number;
}

const DEFAULTS: Options = { rounds: 3, subscribers: 200, events: 100, every: 200, bursts: 10, burst: 10 };

/** @throws Error for what is no number. */
function readOptions(): Options {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { rounds: option, subscribers: option, events: option, every: option, bursts: option, burst: option },
  });
  const given = Object.entries(values).map(([name, value]) => [name, wholeNumber(name, value)]);
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

/** Events before any count: code is compiled, and connections are there. */
const FIRST_EVENTS = 100;

async function turnOf(scene: Scene, gateway: StartedGateway, options: Options): Promise<Turn> {
  const { subscribers, events, every, bursts, burst } = options;
  const { opened } = await scene.subgraphs.call('seen', undefined);
  await joinAll(scene, gateway, { transport: 'events', subscribers });
  await warmUp(scene, FIRST_EVENTS);
  const paced = await deliver(scene, gateway, { count: events, everyMs: every, volleys: 1, subscribers });
  const inBursts = await deliver(scene, gateway, { count: burst, everyMs: 0, volleys: bursts, subscribers });
  const upstreams = (await scene.subgraphs.call('seen', undefined)).opened - opened;
  await leaveAll(scene);
  // The peer keeps its connections for a while; none shall be there in another's turn.
  await until(async () => (await scene.subgraphs.call('seen', undefined)).sockets === 0, 'the feed is still connected');
  return { gateway: gateway.name, upstreams, paced, bursts: inBursts };
}

async function runRounds(scene: Scene, gateways: readonly StartedGateway[], options: Options): Promise<Turn[][]> {
  const rounds: Turn[][] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const turns: Turn[] = [];
    // Each round begins with another of them.
    for (let place = 0; place < gateways.length; place += 1) {
      const gateway = gateways[(round + place) % gateways.length];
      if (gateway === undefined) continue;
      process.stderr.write(`round ${round + 1} of ${options.rounds}: ${gateway.name}\n`);
      turns.push(await turnOf(scene, gateway, options));
    }
    rounds.push(turns);
  }
  return rounds;
}

async function main(options: Options): Promise<void> {
  await installPeer();
  await buildProject();
  await using scene = await openScene(1);
  await using ours = await startGateway('ours', scene);
  await using hive = await startGateway('hive', scene);
  await using hiveRust = await startGateway('hive-rust', scene);
  const gateways = [ours, hive, hiveRust];
  const rounds = await runRounds(scene, gateways, options);
  const lines = linesOf(rounds);
  const failures = failuresOf(rounds);
  process.stdout.write(
    `${tableOf(
      lines,
      gateways.map(({ name }) => name),
    )}\n\n`,
  );
  process.stdout.write(`${JSON.stringify({ ...options, goal: GOAL, lines, rounds, failures }, rounded, 2)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

leaveNothingBehind();
await main(readOptions());
