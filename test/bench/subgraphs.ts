/**
 * What the product's subgraphs cost, without a gateway in front: `npm run bench:subgraphs -- --rounds N --seconds N --questions NAME,… --beside FOLDER`.
 * The gateway is asked each question of `npm run bench` once, for some of its variables; what it sends for that is then sent again and again, and the
 * processor time of the subgraphs' process is counted by the question. `--beside` names another checkout of this repository, whose subgraphs take turns
 * with these and must give the same answers; each round begins with another of the two. Prints a table as Markdown, and what the time went into, which
 * is looked at in a turn of its own. Listens on the loopback alone and ends by itself; on Linux only. Exit code 1 for answers that differ.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Opened } from '../harness/opened.js';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { wholeNumber } from '../harness/whole-number.js';
import { median, medianRatio } from '../load/followers/statistics.js';
import { startGateway } from './gateways.js';
import { type Product, servedProduct, startProduct } from './queries/open-graph.js';
import type { Question } from './queries/question.js';
import type { Shares } from './subgraphs/profile.js';
import { type Cost, type Replayed, replay, send } from './subgraphs/replay.js';

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly questions: readonly string[] | null;
  readonly beside: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      questions: { type: 'string' },
      beside: { type: 'string' },
    },
  });
  return {
    ...{ rounds: wholeNumber('rounds', values.rounds), seconds: wholeNumber('seconds', values.seconds) },
    ...{ questions: values.questions?.split(',') ?? null, beside: values.beside },
  };
}

/** Subgraphs that are measured, by the name that the table has for them. */
type Measured = readonly (readonly [name: string, product: Product])[];

/** A question as the subgraphs get it. */
interface Asked {
  readonly name: string;
  readonly requests: Replayed;
}

/** For how many of its variables a question is asked. */
const VARIABLES = 10;

async function requestsOf({ worker }: Product, gateway: string, question: Question): Promise<Replayed> {
  const requests: Replayed[number][] = [];
  for (const variables of question.variables.slice(0, VARIABLES)) {
    await worker.call('keep', undefined);
    const answer = await fetch(gateway, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ query: question.query, variables }),
    });
    if (!answer.ok) throw new Error(`${question.name}: ${await answer.text()}`);
    await answer.arrayBuffer();
    requests.push(await worker.call('kept', undefined));
  }
  return requests;
}

async function checkAnswers(measured: Measured, signed: string, { name, requests }: Asked): Promise<void> {
  for (const one of requests) {
    const answers = await Promise.all(measured.map(([, product]) => send(product, signed, one)));
    if (new Set(answers.map((texts) => texts.join('\n'))).size > 1) throw new Error(`${name}: the answers differ`);
  }
}

/** Turns by question and checkout: `costs[name][place]` has one a round. */
async function measure(measured: Measured, signed: string, asked: readonly Asked[], options: Options) {
  const costs = new Map(asked.map(({ name }) => [name, measured.map((): Cost[] => [])]));
  for (let round = 0; round < options.rounds; round += 1)
    for (const { name, requests } of asked) {
      process.stderr.write(`round ${round + 1} of ${options.rounds}: ${name}\n`);
      for (let turn = 0; turn < measured.length; turn += 1) {
        const place = (round + turn) % measured.length;
        const [, product] = measured[place] ?? [];
        if (product !== undefined)
          costs.get(name)?.[place]?.push(await replay(product, signed, requests, options.seconds));
      }
    }
  return costs;
}

async function sharesOf({ worker }: Product, work: () => Promise<unknown>): Promise<Shares> {
  await worker.call('profile', undefined);
  await work();
  return worker.call('shares', undefined);
}

const FIGURES = ['cpuMs', 'elapsedMs'] as const;
const DIGITS = 3;

function figures(name: string, [own = [], other]: readonly (readonly Cost[])[]): string {
  const cells = FIGURES.map((figure) => {
    const values = own.map((cost) => cost[figure]);
    const shown = String(Number(median(values).toPrecision(DIGITS)));
    if (other === undefined) return shown;
    const times = medianRatio(
      other.map((cost) => cost[figure]),
      values,
    );
    return `${shown} (${times.toFixed(2)}×)`;
  });
  return `| ${name} | ${cells.join(' | ')} |`;
}

function shareLines(name: string, shares: Shares): string {
  const total = Object.values(shares).reduce((sum, ms) => sum + ms, 0);
  const parts = Object.entries(shares).map(([kind, ms]) => `${kind} ${((100 * ms) / total).toFixed(1)} %`);
  return `- ${name}: ${parts.join(', ')}`;
}

async function main(options: Options): Promise<void> {
  await using opened = new Opened();
  await buildProject();
  const checkouts = [
    ['here', undefined],
    ...(options.beside === undefined ? [] : [['beside', options.beside]]),
  ] as const;
  const measured: [string, Product][] = [];
  for (const [name, checkout] of checkouts) {
    const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-bench-'));
    opened.defer(() => rm(folder, { recursive: true }));
    measured.push([name, await startProduct(opened, folder, checkout)]);
  }
  const [[, own]] = measured as [[string, Product]];
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-bench-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const { served, questions } = await servedProduct(own.opened, folder);
  const signed = served.identity?.signed ?? '';
  const chosen = questions.filter((each) => options.questions?.includes(each.name) ?? true);
  const asked: Asked[] = [];
  {
    await using gateway = await startGateway('ours', served);
    for (const question of chosen)
      asked.push({ name: question.name, requests: await requestsOf(own, gateway.url, question) });
  }
  for (const each of asked) await checkAnswers(measured, signed, each);
  const costs = await measure(measured, signed, asked, options);
  const rows = [...costs].map(([name, turns]) => figures(name, turns));
  process.stdout.write(['| | CPU, ms | elapsed, ms |', '|---|---:|---:|', ...rows, ''].join('\n'));
  for (const [place, product] of measured)
    for (const { name, requests } of asked) {
      const shares = await sharesOf(product, () => replay(product, signed, requests, options.seconds));
      process.stdout.write(`${shareLines(`${name}, ${place}`, shares)}\n`);
    }
}

leaveNothingBehind();
await main(readOptions());
