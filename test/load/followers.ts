/**
 * Thousands follow one gateway: `npm run test:followers -- --subscribers 5000 --transport events|sockets`, over two small subgraphs of its
 * own. What each of them costs while nothing happens, what an event costs and how long it takes to reach all of them; then followers who come and
 * go, `--rounds` times `--each`, of whom nothing may be left. Listens on the loopback alone and ends by itself; on Linux only. Prints its
 * figures as JSON; exit code 1 with `failures` for a delivery that was lost, repeated or out of order, for more than one
 * subscription at the feed or one request an event, and for memory, handles and objects of the gateway that do not come back.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { INSPECTABLE } from '../harness/inspect-process.js';
import { buildProject, type RunningCommand, runNode } from '../harness/run-command.js';
import { wholeNumber } from '../harness/whole-number.js';
import { comeAndGo, growthOf, settled, shown, warningsOf } from './followers/come-and-go.js';
import type { TransportName } from './followers/crowd.js';
import { type Delivered, deliver } from './followers/deliver.js';
import { type Held, lookInto } from './followers/look-into.js';
import { joinAll, leaveAll, openScene, type Scene, type Target, warmUp } from './followers/scene.js';
import { rounded } from './followers/statistics.js';

interface Options {
  readonly subscribers: number;
  readonly transport: TransportName;
  readonly events: number;
  /** Milliseconds from one event to the next. */
  readonly everyMs: number;
  readonly rounds: number;
  readonly each: number;
}

/** Descriptors that a process needs besides those of its followers. */
const OTHER_DESCRIPTORS = 500;

/** @throws Error for what is no number, and for more than the machine lets a process have. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      subscribers: { type: 'string', default: '5000' },
      transport: { type: 'string', default: 'events' },
      events: { type: 'string', default: '40' },
      every: { type: 'string', default: '500' },
      rounds: { type: 'string', default: '100' },
      each: { type: 'string', default: '100' },
    },
  });
  const numberOf = (name: 'subscribers' | 'events' | 'every' | 'rounds' | 'each'): number =>
    wholeNumber(name, values[name]);
  const subscribers = numberOf('subscribers');
  const { transport } = values;
  if (transport !== 'events' && transport !== 'sockets')
    throw new Error(`--transport: expected events or sockets, not ${transport}`);
  const limit = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  if (subscribers + OTHER_DESCRIPTORS > Number(limit ?? Number.POSITIVE_INFINITY))
    throw new Error(`--subscribers: expected fewer than ${limit}: a process may not open more (ulimit -n)`);
  return {
    ...{ subscribers, events: numberOf('events'), everyMs: numberOf('every'), transport },
    ...{ rounds: numberOf('rounds'), each: numberOf('each') },
  };
}

function startGateway({ supergraph }: Scene): RunningCommand {
  return runNode(['gateway/dist/main.js'], {
    ...INSPECTABLE,
    PORT: '0',
    SUPERGRAPH: supergraph,
    SUPERGRAPH_POLL_MS: '0',
    MAX_SUBSCRIPTIONS: '100000',
    // All of them come from one address.
    MAX_SUBSCRIPTIONS_PER_CALLER: '100000',
    NODE_ENV: 'production',
  });
}

/** The rounds before anything is measured: code that is compiled and caches that fill up belong to nobody. */
const FIRST_ROUNDS = 6;

interface Figures {
  readonly idle: { readonly heldKb: number; readonly residentKb: number };
  readonly upstreams: number;
  readonly delivered: Delivered;
  readonly held: { readonly before: Held; readonly full: Held; readonly after: Held };
  /** Subscriptions at the feed that nobody needs any more. */
  readonly left: number;
  readonly joiningMs: number;
}

async function measure(scene: Scene, gateway: RunningCommand, options: Options): Promise<Figures> {
  const { subscribers, transport, events, everyMs, rounds, each } = options;
  const [, address] = await gateway.printed(/listening on (http:\/\/[\d.]+:\d+)/);
  const target: Target = { url: `${address}/graphql`, pid: gateway.pid };
  await comeAndGo(scene, target, { transport, rounds: FIRST_ROUNDS, followers: each });
  const before = await lookInto(gateway);
  const { opened } = await scene.subgraphs.call('seen', undefined);
  const began = performance.now();
  await joinAll(scene, target, { transport, subscribers });
  const joiningMs = performance.now() - began;
  const full = await lookInto(gateway, 'memory');
  const idle = {
    heldKb: (full.heldBytes - before.heldBytes) / subscribers / 1024,
    residentKb: (full.residentBytes - before.residentBytes) / subscribers / 1024,
  };
  await warmUp(scene, 3);
  const delivered = await deliver(scene, target, { count: events, everyMs, volleys: 1, subscribers });
  const upstreams = (await scene.subgraphs.call('seen', undefined)).opened - opened;
  await leaveAll(scene);
  await comeAndGo(scene, target, { transport, rounds, followers: each });
  const after = await settled(gateway, before);
  const left = (await scene.subgraphs.call('seen', undefined)).open;
  return { idle, upstreams, delivered, held: { before, full, after }, left, joiningMs };
}

function failuresOf({ delivered, upstreams, held, left }: Figures, gateway: RunningCommand): readonly string[] {
  const { lost, repeated, disordered, wrong, joinsPerEvent } = delivered;
  const counts = { lost, repeated, disordered };
  return [
    ...Object.entries(counts).flatMap(([verdict, count]) => (count > 0 ? [`${count} deliveries ${verdict}`] : [])),
    ...wrong,
    ...(upstreams === 1 ? [] : [`${upstreams} subscriptions at the feed`]),
    ...(joinsPerEvent === 1 ? [] : [`${joinsPerEvent} requests for what an event is joined with`]),
    ...(left === 0 ? [] : [`${left} subscriptions at the feed are left`]),
    ...growthOf(held.before, held.after),
    ...warningsOf(gateway),
  ];
}

async function main(options: Options): Promise<void> {
  await buildProject();
  await using scene = await openScene(2);
  await using gateway = startGateway(scene);
  const figures = await measure(scene, gateway, options);
  const failures = failuresOf(figures, gateway);
  const held = Object.fromEntries(Object.entries(figures.held).map(([name, own]) => [name, shown(own)]));
  process.stdout.write(`${JSON.stringify({ ...options, ...figures, held, failures }, rounded, 2)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

await main(readOptions());
