/**
 * Queries and subscriptions, side by side with other gateways: `npm run bench -- --rounds N --seconds N --connections 1,16 --graph demo|product|feed|all --gateways NAME,…
 * --questions NAME,… --out FILE.md`. Each gateway is a process of its own over the same subgraphs, and is asked the same, one after the other, in several
 * rounds, each of which begins with another of them. Answers are compared before anything is timed. Listens on the loopback alone and ends by
 * itself; on Linux only. Prints its tables as Markdown, and with `--out` writes them, with a picture of the ratios beside them; in brackets how many times
 * better than Apollo Gateway, of subscriptions how many times ours. Exit code 1 for answers that differ, and for a delivery that was lost.
 */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Opened } from '../harness/opened.js';
import { buildProject, leaveNothingBehind } from '../harness/run-command.js';
import { FAN_OUT, KNOWS_NO_SUBSCRIPTIONS, measureFanOut } from './fan-out/measure.js';
import { failuresOf, fanOutTable, linesOf } from './fan-out/report.js';
import { type GatewayName, type ServedGraph, type StartedGateway, startGateway } from './gateways.js';
import { installMercurius, installPeer } from './install-peer.js';
import { type Absence, compareAnswers, mayBeAbsent } from './queries/compare-answers.js';
import { measure } from './queries/measure.js';
import { type GraphName, openGraph } from './queries/open-graph.js';
import { type Options, readOptions } from './queries/options.js';
import { plotOf } from './queries/plot.js';
import { absenceList, sectionsOf, type Turn } from './queries/report.js';

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

/** What came of subscriptions. */
interface Followed {
  /** As Markdown; none where nobody is followed. */
  readonly sections: readonly string[];
  readonly absences: readonly Absence[];
  /** Deliveries that were lost, and ours not sharing. */
  readonly failures: readonly string[];
}

const FAN_OUT_TITLE = "subscriptions' fan-out";

async function benchFanOut({ isFollowed, gateways, rounds }: Options): Promise<Followed> {
  const followed = gateways.filter((name) => KNOWS_NO_SUBSCRIPTIONS[name] === undefined);
  if (!isFollowed || followed.length === 0) return { sections: [], absences: [], failures: [] };
  const turns = await measureFanOut(followed, { ...FAN_OUT, rounds });
  const title = `### ${FAN_OUT_TITLE}, ${FAN_OUT.subscribers} followers: in brackets how many times ours`;
  return {
    sections: [title, fanOutTable(linesOf(turns), followed)],
    absences: gateways.flatMap((name) => {
      const reason = KNOWS_NO_SUBSCRIPTIONS[name];
      return reason === undefined ? [] : [absent(name, FAN_OUT_TITLE, reason)];
    }),
    failures: failuresOf(turns),
  };
}

async function main(options: Options): Promise<void> {
  if (options.gateways.some((name) => name.startsWith('hive'))) await installPeer();
  if (options.gateways.includes('mercurius')) await installMercurius();
  await buildProject();
  const results: Results[] = [];
  for (const name of options.graphs) results.push(await benchGraph(name, options));
  const turns = results.flatMap((each) => each.turns);
  const followed = await benchFanOut(options);
  const absences = [...results.flatMap((each) => each.absences), ...followed.absences];
  const sections = [...sectionsOf(turns, options.gateways), ...followed.sections, ...absenceList(absences)];
  if (sections.length === 0)
    throw new Error(`--questions: none of ${options.questions?.join(',')} is asked of these graphs`);
  const markdown = sections.join('\n\n');
  process.stdout.write(`${markdown}\n`);
  if (options.out !== undefined) await writeResults(options.out, markdown, turns, options.gateways);
  if (followed.failures.length > 0) throw new Error(followed.failures.join('\n'));
}

/** The tables, and the picture of what was asked beside them. */
async function writeResults(
  out: string,
  markdown: string,
  turns: readonly Turn[],
  gateways: readonly GatewayName[],
): Promise<void> {
  if (turns.length === 0) return writeFile(out, `${markdown}\n`);
  const picture = out.replace(/\.md$/, '.svg');
  await writeFile(picture, plotOf(turns, gateways));
  return writeFile(out, `![Times better than Apollo Gateway](${basename(picture)})\n\n${markdown}\n`);
}

leaveNothingBehind();
await main(readOptions());
