import { IDENTITY_HEADER } from '@phat-ngon/kit';
import { request } from 'undici';
import { cpuMsOf } from '../../load/followers/cpu-time.js';
import type { Product } from '../queries/open-graph.js';
import type { Sent } from '../queries/product-subgraphs.js';

/** What a gateway sends for one question, for several of its variables. */
export type Replayed = readonly (readonly Sent[])[];

/** What that cost the subgraphs, by the question. */
export interface Cost {
  readonly cpuMs: number;
  readonly elapsedMs: number;
}

/** Sends the requests of a question after one another, under a signed identity. Gives the answers' texts. @throws Error for one with errors. */
export async function send({ opened }: Product, signed: string, requests: readonly Sent[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { to, query, variables } of requests) {
    const answer = await request(opened.addresses[to], {
      ...{ method: 'POST', body: JSON.stringify({ query, variables }) },
      headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: signed },
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || text.includes('"errors"')) throw new Error(`${to}: ${text.slice(0, 500)}`);
    answers.push(text);
  }
  return answers;
}

/** Sends questions for a time, from the first, and the first again behind the last. */
export async function replay(product: Product, signed: string, questions: Replayed, seconds: number): Promise<Cost> {
  const { pid } = product.worker;
  const [began, cpuBefore] = [performance.now(), cpuMsOf(pid)];
  let asked = 0;
  while (performance.now() < began + 1_000 * seconds) {
    await send(product, signed, questions[asked % questions.length] ?? []);
    asked += 1;
  }
  return { cpuMs: (cpuMsOf(pid) - cpuBefore) / asked, elapsedMs: (performance.now() - began) / asked };
}
