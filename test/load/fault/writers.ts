import { setTimeout as delay } from 'node:timers/promises';
import { confirmRecord, Refused } from '../../harness/press-authority.js';
import { graphClient } from '../../harness/stack.js';
import type { Random } from '../random.js';
import type { FaultSystem } from './system.js';
import type { Target } from './targets.js';

const RETRY_MS = 200;

/** What writers are told. */
export interface Writing {
  readonly system: FaultSystem;
  readonly writers: number;
  readonly targets: readonly Target[];
  /** So many changes in all. */
  readonly changes: number;
  /** When to stop, though there would be more to write. */
  readonly signal: AbortSignal;
  readonly random: Random;
}

/** Confirms records, each writer its own, each command under a key until it is answered. Resolves with how many were written. */
export async function writeChanges({ system, writers, targets, changes, signal, random }: Writing): Promise<number> {
  let left = changes;
  let written = 0;
  const write = async (writer: number): Promise<void> => {
    const own = targets.filter((_, index) => index % writers === writer).map((target) => ({ ...target }));
    while (left > 0 && !signal.aborted) {
      left -= 1;
      const target = random.pick(own);
      if (await confirm(system, target, { random, signal })) written += 1;
      target.version += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return written;
}

/** Whether it was answered before there was no more time. @throws Error for a refusal: nobody else writes to the record. */
async function confirm(
  { urls }: FaultSystem,
  target: Target,
  { random, signal }: Pick<Writing, 'random' | 'signal'>,
): Promise<boolean> {
  const key = crypto.randomUUID();
  while (!signal.aborted) {
    try {
      await confirmRecord(graphClient(random.pick(urls)), target, key);
      return true;
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await delay(RETRY_MS);
  }
  return false;
}
