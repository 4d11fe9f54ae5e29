/**
 * The gateway under full load for a long time: `npm run test:endurance -- --seconds 600 --connections 16 --graph product|demo --seed N`. It is asked
 * the questions of `npm run bench`, in any order and with any of their variables; one request in ten is given up before its answer has come. Then
 * it must hold no more than before: memory, descriptors, timers, connections and signals. Listens on the loopback alone and ends by itself; on
 * Linux only. Prints its figures as JSON; exit code 1 with `failures` for a wrong answer, and for what does not come back.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { runOurs } from '../bench/gateways.js';
import { GRAPHS, type GraphName, openGraph } from '../bench/queries/open-graph.js';
import type { Question } from '../bench/queries/question.js';
import { freePort } from '../harness/free-port.js';
import { INSPECTABLE } from '../harness/inspect-process.js';
import { listens } from '../harness/listens.js';
import { memoryMbOf } from '../harness/memory-of.js';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { wholeNumber } from '../harness/whole-number.js';
import { growthOf, settled, shown, warningsOf } from './followers/come-and-go.js';
import { lookInto } from './followers/look-into.js';
import { rounded } from './followers/statistics.js';
import { Random } from './random.js';

interface Options {
  readonly seconds: number;
  readonly connections: number;
  readonly graph: GraphName;
  readonly seed: number;
}

/** @throws Error for what is no number, and for a graph that is none. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '600' },
      connections: { type: 'string', default: '16' },
      graph: { type: 'string', default: 'product' },
      seed: { type: 'string', default: '1' },
    },
  });
  const graph = GRAPHS.find((name) => name === values.graph);
  if (graph === undefined) throw new Error(`--graph: expected one of ${GRAPHS.join(', ')}, not ${values.graph}`);
  const numberOf = (name: 'seconds' | 'connections' | 'seed'): number => wholeNumber(name, values[name]);
  return { seconds: numberOf('seconds'), connections: numberOf('connections'), graph, seed: numberOf('seed') };
}

/** The whole country in one answer would be most of the work. */
const LEFT_OUT = 'national';

/** One request in so many is given up, within so many milliseconds. */
const GIVEN_UP_OF = 10;
const GIVEN_UP_MS = 20;

/** What became of the requests. */
interface Tally {
  answered: number;
  givenUp: number;
  readonly wrong: string[];
}

/** Asks over one connection until it is over. */
async function askOn(pool: Pool, questions: readonly Question[], random: Random, until: number, tally: Tally) {
  while (performance.now() < until) {
    const { query, variables } = random.pick(questions);
    const signal = random.below(GIVEN_UP_OF) === 0 ? AbortSignal.timeout(random.below(GIVEN_UP_MS)) : null;
    try {
      const { body, statusCode } = await pool.request({
        ...{ method: 'POST', path: '/graphql', signal, headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ query, variables: random.pick(variables) }),
      });
      const text = await body.text();
      tally.answered += 1;
      if (statusCode !== 200 || text.includes('"errors"')) tally.wrong.push(`${statusCode} ${text.slice(0, 300)}`);
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      tally.givenUp += 1;
    }
  }
}

/** So long nothing is asked before it is looked into: no connection to a subgraph is kept that long (Node closes an idle one after 5 s). */
const REST_MS = 6_000;

async function loadFor(url: string, questions: readonly Question[], seconds: number, { connections, seed }: Options) {
  const tally: Tally = { answered: 0, givenUp: 0, wrong: [] };
  const pool = new Pool(url, { connections, pipelining: 1 });
  const until = performance.now() + 1_000 * seconds;
  await Promise.all(
    Array.from({ length: connections }, (_, number) => {
      const random = new Random(seed * 1_000 + number);
      return askOn(pool, questions, random, until, tally);
    }),
  );
  await pool.close();
  await delay(REST_MS);
  return tally;
}

/** Before anything is looked at it is asked for a while: code that is compiled and caches that fill up belong to nobody. */
const WARMING_S = 60;

async function main(options: Options): Promise<void> {
  await buildProject();
  await using graph = await openGraph(options.graph);
  const port = await freePort();
  await using gateway = runOurs(graph.served, String(port), 'own', INSPECTABLE);
  await listens(port, gateway);
  const url = `http://127.0.0.1:${port}`;
  const questions = graph.questions.filter(({ name }) => name !== LEFT_OUT);
  await loadFor(url, questions, Math.min(WARMING_S, options.seconds), options);
  const before = await lookInto(gateway);
  const { wrong, ...requests } = await loadFor(url, questions, options.seconds, options);
  const residentAtMostMb = memoryMbOf(gateway.pid, 'VmHWM');
  const after = await settled(gateway, before);
  const failures = [...wrong.slice(0, 10), ...growthOf(before, after), ...warningsOf(gateway)];
  const held = { before: shown(before), after: shown(after) };
  process.stdout.write(`${JSON.stringify({ ...options, requests, residentAtMostMb, held, failures }, rounded, 2)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

leaveNothingBehind();
await main(readOptions());
