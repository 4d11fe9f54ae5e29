/**
 * Queries, side by side with other gateways: `npm run bench -- --rounds N --seconds N --connections 1,16`. Each gateway is a process of its own over
 * the same subgraphs, and is asked the same, one after the other, in several rounds, each of which begins with another of them. Answers are compared
 * before anything is timed. Listens on the loopback alone and ends by itself; on Linux only. Prints its tables as Markdown, and with `--out FILE`
 * writes them; in brackets how many times Apollo Gateway's figure goes into it. Exit code 1 for answers that differ.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { memoryMbOf } from '../harness/memory-of.js';
import { Opened } from '../harness/opened.js';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { graphClient } from '../harness/stack.js';
import { wholeNumber } from '../harness/whole-number.js';
import { startWorker } from '../load/followers/worker.js';
import { type GatewayName, type StartedGateway, startGateway } from './gateways.js';
import { installPeer } from './install-peer.js';
import { DEMO_QUESTIONS, demoSupergraph, type Question } from './queries/demo-graph.js';
import type { DemoServices } from './queries/demo-subgraphs.js';
import { drive } from './queries/drive.js';
import { markdownOf, type Turn } from './queries/report.js';

const NAMES: readonly GatewayName[] = ['apollo', 'ours', 'ours-stock', 'hive', 'hive-rust'];

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly gateways: readonly GatewayName[];
  readonly out: string | undefined;
}

/** @throws Error for what is no number, and for a gateway that is none. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '1,16' },
      gateways: { type: 'string', default: NAMES.join(',') },
      out: { type: 'string' },
    },
  });
  const gateways = values.gateways.split(',').map((name) => {
    const known = NAMES.find((one) => one === name);
    if (known === undefined) throw new Error(`--gateways: expected some of ${NAMES.join(',')}, not ${name}`);
    return known;
  });
  return {
    ...{ rounds: wholeNumber('rounds', values.rounds), seconds: wholeNumber('seconds', values.seconds) },
    connections: values.connections.split(',').map((text) => wholeNumber('connections', text)),
    ...{ gateways, out: values.out },
  };
}

/** @throws Error for an answer with errors, or that is another than the first gateway's. */
async function compareAnswers(gateways: readonly StartedGateway[], questions: readonly Question[]): Promise<void> {
  for (const { name, query } of questions) {
    const answers = await Promise.all(gateways.map(({ url }) => graphClient(new URL(url).origin).ask(query)));
    for (const [index, answer] of answers.entries())
      if (!isDeepStrictEqual(answer, answers[0]) || JSON.stringify(answer).includes('"errors"'))
        throw new Error(`${name}: ${gateways[index]?.name} answers ${JSON.stringify(answer).slice(0, 500)}`);
    process.stderr.write(`${name}: ${JSON.stringify(answers[0]).length} bytes, alike\n`);
  }
}

/** Before anything is counted, each question is asked for so much of the time that is measured. */
const WARMING = 0.75;

async function main({ rounds, seconds, connections, gateways: names, out }: Options): Promise<void> {
  await installPeer();
  await buildProject();
  await using subgraphs = startWorker<DemoServices>(new URL('./queries/demo-subgraphs.ts', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-bench-'));
  await using opened = new Opened();
  opened.defer(() => rm(folder, { recursive: true }));
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, demoSupergraph(await subgraphs.call('addresses', undefined)));
  const gateways: StartedGateway[] = [];
  for (const name of names) gateways.push(opened.use(await startGateway(name, supergraph)));
  await compareAnswers(gateways, DEMO_QUESTIONS);
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (let place = 0; place < gateways.length; place += 1) {
      const gateway = gateways[(round + place) % gateways.length] as StartedGateway;
      process.stderr.write(`round ${round + 1} of ${rounds}: ${gateway.name}\n`);
      for (const { name: question, query } of DEMO_QUESTIONS)
        for (const count of connections) {
          await drive(gateway, { query, connections: count, seconds: round === 0 ? seconds : seconds * WARMING });
          const before = await subgraphs.call('requests', undefined);
          const driven = await drive(gateway, { query, connections: count, seconds });
          const fetches = ((await subgraphs.call('requests', undefined)) - before) / driven.requests;
          const residentMb = memoryMbOf(gateway.pid, 'VmRSS');
          turns.push({ ...driven, gateway: gateway.name, question, connections: count, fetches, residentMb });
        }
    }
  const markdown = markdownOf(turns, names);
  process.stdout.write(`${markdown}\n`);
  if (out !== undefined) await writeFile(out, `${markdown}\n`);
}

leaveNothingBehind();
await main(readOptions());
