/**
 * Subscriptions that are equal, side by side with the nearest peer: `npm run bench:subscriptions -- --rounds N --subscribers N --events N
 * --every MS --bursts N --burst N`. The processor time of a gateway is its alone. Events are paced, slowly enough for every gateway to keep up, and then
 * come in bursts. Listens on the loopback alone and ends by itself; on Linux only. Prints a table as Markdown and its figures as JSON; exit code 1
 * with `failures` for a delivery that was lost, or when ours does not share. `npm run bench` has the same table among its others.
 */
import { parseArgs } from 'node:util';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { wholeNumber } from '../harness/whole-number.js';
import { rounded } from '../load/followers/statistics.js';
import { FAN_OUT, type FanOut, measureFanOut } from './fan-out/measure.js';
import { failuresOf, fanOutTable, GOAL, linesOf } from './fan-out/report.js';
import { installPeer } from './install-peer.js';

/** @throws Error for what is no number. */
function readOptions(): FanOut {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { rounds: option, subscribers: option, events: option, every: option, bursts: option, burst: option },
  });
  const given = Object.entries(values).map(([name, value]) => [name, wholeNumber(name, value)]);
  return { ...FAN_OUT, ...Object.fromEntries(given) };
}

const GATEWAYS = ['ours', 'hive', 'hive-rust'] as const;

async function main(options: FanOut): Promise<void> {
  await installPeer();
  await buildProject();
  const rounds = await measureFanOut(GATEWAYS, options);
  const lines = linesOf(rounds);
  const failures = failuresOf(rounds);
  process.stdout.write(`${fanOutTable(lines, GATEWAYS)}\n\n`);
  process.stdout.write(`${JSON.stringify({ ...options, goal: GOAL, lines, rounds, failures }, rounded, 2)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

leaveNothingBehind();
await main(readOptions());
