import { Pool } from 'undici';
import { cpuMsOf } from '../../load/followers/cpu-time.js';
import type { Target } from '../../load/followers/scene.js';
import { quantile } from '../../load/followers/statistics.js';
import type { Question } from './question.js';

/** How a gateway is asked. */
export interface Load {
  readonly question: Question;
  readonly connections: number;
  readonly seconds: number;
}

/** What that cost, by the request. */
export interface Driven {
  readonly requests: number;
  /** Of the gateway's process, with all of its threads. */
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks over so many connections, each time when the answer before has come, and with the variables that are next; every gateway is asked with the same,
 * from the first. @throws Error for an answer with errors.
 */
export async function drive({ url, pid }: Target, { question, connections, seconds }: Load): Promise<Driven> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const bodies = question.variables.map((variables) => JSON.stringify({ query: question.query, variables }));
  let asked = 0;
  const took: number[] = [];
  const [began, cpuBefore] = [performance.now(), cpuMsOf(pid)];
  const until = began + 1_000 * seconds;
  const ask = async (): Promise<void> => {
    while (performance.now() < until) {
      const body = bodies[asked % bodies.length] ?? '';
      asked += 1;
      const askedAt = performance.now();
      const answer = await pool.request({
        ...{ method: 'POST', path: pathname, body },
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      });
      const text = await answer.body.text();
      took.push(performance.now() - askedAt);
      if (answer.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`${answer.statusCode} ${text.slice(0, 500)}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, ask));
  } finally {
    await pool.close();
  }
  const ms = performance.now() - began;
  return {
    requests: took.length,
    cpuMs: (cpuMsOf(pid) - cpuBefore) / took.length,
    perSecond: (1_000 * took.length) / ms,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
  };
}
