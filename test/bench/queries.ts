/**
 * Queries, side by side with other gateways: `npm run bench -- --rounds N --seconds N --connections 1,16 --graph demo|product|all --gateways NAME,…
 * --questions NAME,… --out FILE.md`. Each gateway is a process of its own over the same subgraphs, and is asked the same, one after the other, in several
 * rounds, each of which begins with another of them. Answers are compared before anything is timed. Listens on the loopback alone and ends by
 * itself; on Linux only. Prints its tables as Markdown, and with `--out` writes them, with a picture of the ratios beside them; in brackets how many times
 * better than Apollo Gateway. Exit code 1 for answers that differ.
 */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Opened } from '../harness/opened.js';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { type GatewayName, type ServedGraph, type StartedGateway, startGateway } from './gateways.js';
import { installMercurius, installPeer } from './install-peer.js';
import { type Absence, compareAnswers, mayBeAbsent } from './queries/compare-answers.js';
import { measure } from './queries/measure.js';
import { type GraphName, openGraph } from './queries/open-graph.js';
import { type Options, readOptions } from './queries/options.js';
import { plotOf } from './queries/plot.js';
import { markdownOf, type Turn } from './queries/report.js';

/** What came of it. */
interface Results {
  readonly turns: readonly Turn[];
  readonly absences: readonly Absence[];
}

async function benchGraph(name: GraphName, options: Options): Promise<Results> {
  await using graph = await openGraph(name);
  const questions = graph.questions.filter((each) => options.questions?.includes(each.name) ?? true);
  if (questions.length === 0) return { turns: [], absences: [] };
  await using opened = new Opened();
  const gateways: StartedGateway[] = [];
  const absences: Absence[] = [];
  for (const gateway of options.gateways) {
    const started = await startOrTell(gateway, graph.served);
    if (typeof started === 'string') absences.push(...questions.map(({ title }) => absent(gateway, title, started)));
    else gateways.push(opened.use(started));
  }
  absences.push(...(await compareAnswers(gateways, questions)));
  return { turns: await measure({ graph, gateways, questions, absences }, options), absences };
}

function absent(gateway: GatewayName, question: string, reason: string): Absence {
  return { gateway, question, reason };
}

/** A gateway; or why it is not there, where the run goes on without it. @throws Error where it does not. */
async function startOrTell(name: GatewayName, graph: ServedGraph): Promise<StartedGateway | string> {
  try {
    return await startGateway(name, graph);
  } catch (error) {
    if (!mayBeAbsent(name) || !(error instanceof Error)) throw error;
    return /\w*Error\b.*/.exec(error.message.replace('it ended: ', ''))?.[0] ?? error.message;
  }
}

async function main(options: Options): Promise<void> {
  if (options.gateways.some((name) => name.startsWith('hive'))) await installPeer();
  if (options.gateways.includes('mercurius')) await installMercurius();
  await buildProject();
  const results: Results[] = [];
  for (const name of options.graphs) results.push(await benchGraph(name, options));
  const [turns, absences] = [results.flatMap((each) => each.turns), results.flatMap((each) => each.absences)];
  if (turns.length === 0)
    throw new Error(`--questions: none of ${options.questions?.join(',')} is asked of these graphs`);
  const markdown = markdownOf(turns, options.gateways, absences);
  process.stdout.write(`${markdown}\n`);
  if (options.out === undefined) return;
  const picture = options.out.replace(/\.md$/, '.svg');
  await writeFile(picture, plotOf(turns, options.gateways));
  await writeFile(options.out, `![Times better than Apollo Gateway](${basename(picture)})\n\n${markdown}\n`);
}

leaveNothingBehind();
await main(readOptions());
