import { isDeepStrictEqual } from 'node:util';
import { graphClient } from '../../harness/stack.js';
import type { GatewayName, StartedGateway } from '../gateways.js';
import type { Question } from './question.js';

/** A question that a gateway is not asked, for it cannot answer it. */
export interface Absence {
  readonly gateway: GatewayName;
  /** Its title. */
  readonly question: string;
  readonly reason: string;
}

/** It follows other rules than the graphs are made by: what it cannot answer is told, and ends nothing. */
const MAY_BE_ABSENT: ReadonlySet<GatewayName> = new Set(['mercurius']);

/** Whether the run goes on without a gateway. */
export function mayBeAbsent(gateway: GatewayName): boolean {
  return MAY_BE_ABSENT.has(gateway);
}

/** So many variables of each question are compared, from the first: what a gateway makes of one, it makes of all. */
const COMPARED = 3;

/**
 * Asks all gateways each question, and gives those that one of them may fail to answer and does.
 * @throws Error for an answer with errors, or that is another than that of the first gateway that must answer.
 */
export async function compareAnswers(
  gateways: readonly StartedGateway[],
  questions: readonly Question[],
): Promise<readonly Absence[]> {
  const absences: Absence[] = [];
  for (const question of questions) {
    const { name, title } = question;
    const all = await Promise.all(gateways.map((gateway) => answersOf(gateway, question)));
    const first = all[gateways.findIndex((gateway) => !mayBeAbsent(gateway.name))] ?? all[0];
    for (const [index, answers] of all.entries()) {
      const problem = problemOf(answers, first);
      const gateway = gateways[index]?.name;
      if (problem === null || gateway === undefined) continue;
      if (!mayBeAbsent(gateway)) throw new Error(`${name}: ${gateway} answers ${problem}`);
      absences.push({ gateway, question: title, reason: problem });
    }
    process.stderr.write(`${name}: ${JSON.stringify(first?.[0])?.length} bytes, alike\n`);
  }
  return absences;
}

async function answersOf({ url }: StartedGateway, { query, variables }: Question): Promise<readonly unknown[]> {
  const client = graphClient(new URL(url).origin);
  const answers: unknown[] = [];
  for (const values of variables.slice(0, COMPARED)) answers.push(await client.ask(query, values));
  return answers;
}

const SHOWN = 300;

function problemOf(answers: readonly unknown[] | undefined, expected: readonly unknown[] | undefined): string | null {
  const wrong = answers?.find(
    (answer, index) => !isDeepStrictEqual(answer, expected?.[index]) || JSON.stringify(answer).includes('"errors"'),
  );
  return wrong === undefined ? null : JSON.stringify(wrong).slice(0, SHOWN);
}
