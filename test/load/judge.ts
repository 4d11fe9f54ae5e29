import { emptiedPlaces } from '../harness/emptied-places.js';
import type { Answer } from '../harness/stack.js';
import { leaksOf } from './leaks.js';

/** What an answer under faults may be. */
export type Verdict = 'whole' | 'degraded' | 'wrong';

/** The codes under which a place may stay empty while something is broken. */
const CODES: ReadonlySet<unknown> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_BAD_ANSWER',
  'INTERNAL_SERVER_ERROR',
]);

/**
 * Judges an answer by the one that is known to be right: equal to the letter, or with places that are empty and errors that
 * say so under a known code. Any other value, and any word of the inside, is wrong.
 */
export function judge(right: string, given: string): Verdict {
  if (given === right) return 'whole';
  try {
    const answer: Answer = JSON.parse(given);
    const errors = answer.errors ?? [];
    if (errors.length === 0 || !errors.every((error) => CODES.has(error.extensions?.code))) return 'wrong';
    if (leaksOf(JSON.stringify(errors), '').length > 0) return 'wrong';
    emptiedPlaces((JSON.parse(right) as Answer).data, answer.data);
    return 'degraded';
  } catch {
    return 'wrong';
  }
}
