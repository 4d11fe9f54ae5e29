import { setTimeout as delay } from 'node:timers/promises';
import { cpuMsOf } from './cpu-time.js';
import type { Received } from './crowd.js';
import type { Scene, Target } from './scene.js';
import { quantile } from './statistics.js';
import type { Firing } from './subgraphs.js';

/** What it took to deliver some events to all who follow. */
export interface Delivered {
  readonly events: number;
  readonly deliveries: number;
  /** Deliveries that never came. */
  readonly lost: number;
  readonly repeated: number;
  /** Deliveries that came before an earlier event's. */
  readonly disordered: number;
  /** What else came, the first few. */
  readonly wrong: readonly string[];
  /** Requests for the joined part. */
  readonly joinsPerEvent: number;
  /** Of the gateway's process. */
  readonly cpuMs: number;
  readonly cpuMsPerDelivery: number;
  /** From the moment an event is fired until the last has it. */
  readonly toLastMs: { readonly p50: number; readonly p99: number };
}

/** What is fired: so many volleys, each of so many events; the next one when the one before has been delivered to all. */
export interface Volleys extends Firing {
  readonly volleys: number;
  /** All who follow. */
  readonly subscribers: number;
}

/** Nothing more is expected after such a silence. */
const SILENCE_MS = 15_000;
const LOOK_MS = 25;
/** What a gateway has to do after the last delivery belongs to it. */
const SETTLE_MS = 100;

/** Fires events at all who follow, who have been {@link warmUp warmed up}, and counts. */
export async function deliver(scene: Scene, { pid }: Target, volleys: Volleys): Promise<Delivered> {
  const [last] = await scene.subgraphs.call('fire', { count: 1, everyMs: 0 });
  const from = (last?.number ?? 0) + 1;
  await delay(SETTLE_MS);
  await Promise.all(scene.crowds.map((crowd) => crowd.call('expect', from)));
  const before = await scene.subgraphs.call('seen', undefined);
  const cpuBefore = cpuMsOf(pid);
  const firedAtMs = new Map<number, number>();
  for (let volley = 1; volley <= volleys.volleys; volley += 1) {
    const fired = await scene.subgraphs.call('fire', volleys);
    for (const { number, atMs } of fired) firedAtMs.set(number, atMs);
    await arrived(scene, firedAtMs.size * volleys.subscribers);
  }
  await delay(SETTLE_MS);
  const cpuMs = cpuMsOf(pid) - cpuBefore;
  const after = await scene.subgraphs.call('seen', undefined);
  const all = await receivedBy(scene);
  const expected = firedAtMs.size * volleys.subscribers;
  const waits = await waitsOf(scene, firedAtMs);
  return {
    events: firedAtMs.size,
    deliveries: all.received,
    lost: expected - all.received,
    ...{ repeated: all.repeated, disordered: all.disordered, wrong: all.wrong },
    joinsPerEvent: (after.joins - before.joins) / firedAtMs.size,
    cpuMs,
    cpuMsPerDelivery: cpuMs / all.received,
    toLastMs: { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) },
  };
}

async function arrived(scene: Scene, expected: number): Promise<void> {
  let last = -1;
  let heardAt = performance.now();
  for (;;) {
    const { received } = await receivedBy(scene);
    if (received >= expected) return;
    if (received !== last) {
      last = received;
      heardAt = performance.now();
    }
    if (performance.now() - heardAt > SILENCE_MS) return;
    await delay(LOOK_MS);
  }
}

async function receivedBy({ crowds }: Scene): Promise<Received> {
  const all = await Promise.all(crowds.map((crowd) => crowd.call('received', undefined)));
  const sum = (key: 'received' | 'repeated' | 'disordered'): number => all.reduce((total, own) => total + own[key], 0);
  return {
    received: sum('received'),
    repeated: sum('repeated'),
    disordered: sum('disordered'),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}

async function waitsOf({ crowds }: Scene, firedAtMs: ReadonlyMap<number, number>): Promise<readonly number[]> {
  const last = new Map<number, number>();
  for (const crowd of crowds) {
    for (const [number, atMs] of await crowd.call('lastAtMs', undefined))
      last.set(number, Math.max(atMs, last.get(number) ?? 0));
  }
  return [...last].map(([number, atMs]) => atMs - (firedAtMs.get(number) ?? Number.NaN));
}
