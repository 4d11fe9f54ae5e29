import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CrowdServices, TransportName } from './crowd.js';
import { supergraphOf } from './graph.js';
import type { SubgraphServices } from './subgraphs.js';
import { startWorker, type Worker } from './worker.js';

/** A gateway under test: a process of its own. */
export interface Target {
  readonly url: string;
  readonly pid: number;
}

/** What stands around a gateway: the subgraphs in one process, those who follow in others. */
export interface Scene extends AsyncDisposable {
  /** The file of the supergraph. */
  readonly supergraph: string;
  readonly subgraphs: Worker<SubgraphServices>;
  readonly crowds: readonly Worker<CrowdServices>[];
}

/** Starts the subgraphs and so many crowds, and composes the supergraph. */
export async function openScene(crowdCount: number): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-followers-'));
  const subgraphs = startWorker<SubgraphServices>(new URL('./subgraphs.ts', import.meta.url));
  const crowds = Array.from({ length: crowdCount }, () =>
    startWorker<CrowdServices>(new URL('./crowd.ts', import.meta.url)),
  );
  const close = async (): Promise<void> => {
    for (const worker of [...crowds, subgraphs]) await worker[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
  try {
    const supergraph = join(folder, 'supergraph.graphql');
    await writeFile(supergraph, supergraphOf(await subgraphs.call('addresses', undefined)));
    return { supergraph, subgraphs, crowds, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Has so many join, shared among the crowds. */
export async function joinAll(
  { crowds }: Scene,
  { url }: Target,
  { transport, subscribers }: { readonly transport: TransportName; readonly subscribers: number },
): Promise<void> {
  const share = Math.ceil(subscribers / crowds.length);
  await Promise.all(
    crowds.map((crowd, index) =>
      crowd.call('join', { url, transport, count: Math.min(share, Math.max(0, subscribers - index * share)) }),
    ),
  );
}

/** Has all of them go away, and waits until the feed is followed by nobody. @throws Error when it still is after a while. */
export async function leaveAll(scene: Scene): Promise<void> {
  for (const crowd of scene.crowds) await crowd.call('leave', undefined);
  await until(async () => (await scene.subgraphs.call('seen', undefined)).open === 0, 'the feed is still followed');
}

/** Fires events one after the other, each when all have had the one before: how many at least. @throws Error when one never reaches all. */
export async function warmUp(scene: Scene, events: number): Promise<void> {
  let reached = 0;
  // Those who have joined may not be followed for yet: no gateway says when that is so.
  const deadline = performance.now() + PATIENCE_MS;
  while (reached < events) {
    const [fired] = await scene.subgraphs.call('fire', { count: 1, everyMs: 0 });
    for (let looks = 0; looks < LOOKS_PER_EVENT; looks += 1) {
      if ((await leastReached(scene)) >= (fired?.number ?? 0)) {
        reached += 1;
        break;
      }
      if (performance.now() > deadline) throw new Error('an event has not reached all who follow');
      await delay(LOOK_MS);
    }
  }
}

const PATIENCE_MS = 60_000;
const LOOK_MS = 20;
const LOOKS_PER_EVENT = 100;

async function leastReached({ crowds }: Scene): Promise<number> {
  const reached = await Promise.all(crowds.map((crowd) => crowd.call('reached', undefined)));
  return Math.min(...reached);
}

/** Looks until it is so. @throws Error with the complaint when it is not after a while. */
export async function until(isSo: () => Promise<boolean>, complaint: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(complaint);
    await delay(LOOK_MS);
  }
}
