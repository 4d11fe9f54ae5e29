import { memoryMbOf, resetPeakOf } from '../../harness/memory-of.js';
import type { StartedGateway } from '../gateways.js';
import { rotated } from '../rotated.js';
import type { Absence } from './compare-answers.js';
import { drive, type Load } from './drive.js';
import type { Graph } from './open-graph.js';
import type { Options } from './options.js';
import type { Question } from './question.js';
import type { Turn } from './report.js';

/** Before anything is counted, each question is asked for so much of the time that is measured; in the first round for all of it. */
const WARMING = 0.75;

/** What is asked of whom. */
export interface Measured {
  readonly graph: Graph;
  readonly gateways: readonly StartedGateway[];
  readonly questions: readonly Question[];
  readonly absences: readonly Absence[];
}

/**
 * Every question, over each number of connections, in several rounds. Gateways take their turns right after each other, so that what the machine does
 * besides is alike to them, and each round begins with another of them.
 */
export async function measure(
  { graph, gateways, questions, absences }: Measured,
  { rounds, seconds, connections }: Options,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const question of questions) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${question.title}\n`);
      const asked = rotated(gateways, round).filter(({ name }) => !isAbsent(absences, name, question));
      for (const count of connections)
        for (const gateway of asked) {
          const load = { question, connections: count };
          await drive(gateway, { ...load, seconds: round === 0 ? seconds : seconds * WARMING });
          turns.push(await turnOf(gateway, graph, { ...load, seconds }));
        }
    }
  return turns;
}

async function turnOf(gateway: StartedGateway, graph: Graph, load: Load): Promise<Turn> {
  const hasPeak = resetPeakOf(gateway.pid);
  const before = await graph.requests();
  const driven = await drive(gateway, load);
  return {
    ...{ ...driven, gateway: gateway.name, question: load.question.title, connections: load.connections },
    fetches: ((await graph.requests()) - before) / driven.requests,
    residentMb: memoryMbOf(gateway.pid, 'VmRSS'),
    peakMb: hasPeak ? memoryMbOf(gateway.pid, 'VmHWM') : Number.NaN,
  };
}

function isAbsent(absences: readonly Absence[], name: string, { title }: Question): boolean {
  return absences.some(({ gateway, question }) => gateway === name && question === title);
}
