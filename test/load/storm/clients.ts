import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from '../../harness/operations.js';
import type { Answer } from '../../harness/stack.js';
import { judge, type Verdict } from '../judge.js';
import { bodyOf, type Known } from '../known.js';
import type { Random } from '../random.js';

/** What came of the requests of a phase. */
export interface Tally extends Record<Verdict, number> {
  /** Not answered in the time a request may take. */
  hung: number;
  /** Not answered at all: refused, or a connection that broke. */
  dropped: number;
  longestMs: number;
  /** The errors of degraded answers, by code. */
  readonly codes: Record<string, number>;
}

/** The gateway's own time limit for a request. */
export const DEADLINE_MS = 8_000;

/** What a request may take beyond that on a busy machine before it counts as hanging. */
const GRACE_MS = 4_000;

/** A tally of nothing yet. */
export const newTally = (): Tally => ({
  whole: 0,
  degraded: 0,
  wrong: 0,
  hung: 0,
  dropped: 0,
  longestMs: 0,
  codes: {},
});

/** After a request that was not answered: a gateway that is gone is not asked as fast as it can be. */
const PAUSE_MS = 100;

/** How clients ask. */
export interface Asking {
  readonly url: string;
  readonly known: readonly Known[];
  readonly random: Random;
  readonly isOver: () => boolean;
}

/** Asks one after the other, at random, until told to stop; counts into the tally, and tells of what is amiss on standard error. */
export async function askOn({ url, known, random, isOver }: Asking, tally: Tally): Promise<void> {
  while (!isOver()) {
    const { operation, right } = random.pick(known);
    const began = performance.now();
    const { verdict, words } = await ask(url, operation, right);
    tally.longestMs = Math.max(tally.longestMs, Math.round(performance.now() - began));
    tally[verdict] += 1;
    if (verdict === 'degraded') countCodes(words, tally.codes);
    if (verdict === 'whole' || verdict === 'degraded') continue;
    process.stderr.write(`${verdict}: ${operation.file}: ${words.slice(0, 600)}\n`);
    await delay(PAUSE_MS);
  }
}

/** Asks each operation until its answer is whole. @throws Error that names the one whose answer is not in time. */
export async function askUntilWhole(url: string, known: readonly Known[], withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  for (const { operation, right } of known) {
    for (;;) {
      const { verdict, words } = await ask(url, operation, right);
      if (verdict === 'whole') break;
      if (performance.now() > until) throw new Error(`${operation.file} is still ${verdict}: ${words.slice(0, 600)}`);
      await delay(PAUSE_MS);
    }
  }
}

function countCodes(answer: string, counts: Record<string, number>): void {
  const { errors = [] }: Answer = JSON.parse(answer);
  for (const { extensions } of errors) counts[extensions.code] = (counts[extensions.code] ?? 0) + 1;
}

interface Outcome {
  readonly verdict: Verdict | 'hung' | 'dropped';
  /** The answer's, or why there is none. */
  readonly words: string;
}

async function ask(url: string, operation: Operation, right: string): Promise<Outcome> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodyOf(operation),
      signal: AbortSignal.timeout(DEADLINE_MS + GRACE_MS),
    });
    const words = await response.text();
    return { verdict: judge(right, words), words };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { verdict: isLate ? 'hung' : 'dropped', words: String(error) };
  }
}
