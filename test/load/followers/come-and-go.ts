import type { RunningCommand } from '../../harness/run-command.js';
import type { TransportName } from './crowd.js';
import { type Held, lookInto } from './look-into.js';
import { joinAll, leaveAll, type Scene, type Target, until, warmUp } from './scene.js';

/** How often they come and go, and how many. */
export interface Rounds {
  readonly transport: TransportName;
  readonly rounds: number;
  readonly followers: number;
}

/**
 * Followers come, are told of one event, and go away, again and again: in the first half of the rounds each time all of them, in the second
 * while one stays, who keeps the subscription alive that they share.
 */
export async function comeAndGo(scene: Scene, target: Target, { transport, rounds, followers }: Rounds): Promise<void> {
  const [keeping, ...others] = scene.crowds;
  if (keeping === undefined || others.length === 0) throw new Error('expected two crowds');
  for (let round = 1; round <= rounds; round += 1) {
    const isKept = round > rounds / 2;
    if (isKept && round - 1 <= rounds / 2) await keeping.call('join', { url: target.url, transport, count: 1 });
    await joinAll({ ...scene, crowds: others }, target, { transport, subscribers: followers });
    await warmUp(scene, 1);
    if (isKept) for (const crowd of others) await crowd.call('leave', undefined);
    else await leaveAll(scene);
  }
  await leaveAll(scene);
}

/** Held memory may grow by so much: compiled code and caches that fill up. Four hundred bytes left of each of 10,000 would be seen. */
const HELD_ADDEND = 4 * 2 ** 20;
/** Connections to subgraphs are kept or not, and timers with them. */
const COUNT_ADDEND = 8;
const PATIENCE_LOOKS = 10;

/** Why what a process holds is not what it held before, a line each. */
export function growthOf(before: Held, after: Held): readonly string[] {
  const grown: string[] = [];
  if (after.heldBytes > before.heldBytes + HELD_ADDEND)
    grown.push(`held memory: ${megabytes(before.heldBytes)} MiB, then ${megabytes(after.heldBytes)}`);
  const counts = (held: Held): Record<string, number> => ({
    descriptors: held.descriptors,
    ...held.resources,
    ...held.objects,
  });
  const earlier = counts(before);
  for (const [name, count] of Object.entries(counts(after)))
    if (count > (earlier[name] ?? 0) + COUNT_ADDEND) grown.push(`${name}: ${earlier[name] ?? 0}, then ${count}`);
  return grown;
}

/** Looks into a process until it holds no more than before, or for a while: connections that have gone are not all seen at one moment. */
export async function settled(process: RunningCommand, before: Held): Promise<Held> {
  let held = await lookInto(process);
  let looks = 1;
  await until(async () => {
    if (growthOf(before, held).length === 0 || looks >= PATIENCE_LOOKS) return true;
    looks += 1;
    held = await lookInto(process);
    return false;
  }, 'it cannot be looked into');
  return held;
}

/** What Node warns of in a process: it does when listeners pile up. */
export function warningsOf(process: RunningCommand): readonly string[] {
  return process.output().match(/^.*Warning: .*$/gm) ?? [];
}

/** What a process holds, as it is printed. */
export function shown({ heldBytes, residentBytes, ...counts }: Held): object {
  return { heldMb: megabytes(heldBytes), residentMb: megabytes(residentBytes), ...counts };
}

/** Bytes in MiB, in tenths. */
function megabytes(bytes: number): number {
  return Math.round((10 * bytes) / 2 ** 20) / 10;
}
