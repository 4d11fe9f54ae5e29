import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { ToldJob } from '@phat-ngon/spokespersons';
import { memoryMbOf } from '../../harness/memory-of.js';
import type { ProcessStack } from '../../harness/start-processes.js';

/** What one step of an import took. */
export interface Step {
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** The most memory the subgraph's process was given while it lasted, MiB. */
  readonly peakMb: number;
}

/** A graph whose imports are measured. */
export interface Scene {
  readonly stack: ProcessStack;
  token(): Promise<string>;
}

const IMPORTS = '/services/spokespersons/imports';
const UNDER_WAY: readonly ToldJob['state'][] = ['READING', 'COMMITTING'];

/** What a service says; @throws Error for whatever is not as asked. */
async function call(scene: Scene, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${await scene.token()}`, ...init.headers };
  const answer = await fetch(`${scene.stack.url}${path}`, { ...init, headers });
  if (answer.ok) return answer;
  throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`);
}

/** All records as they are given out, but for what names them. */
export async function recordsOf(scene: Scene): Promise<string> {
  return (await call(scene, '/services/spokespersons/records.csv')).text();
}

/** Where an import stands, after so many seconds at most. */
export async function jobOf(scene: Scene, uid: string, wait: number): Promise<ToldJob> {
  const answer = await call(scene, `${IMPORTS}/${uid}`, { headers: { prefer: `wait=${wait}` } });
  return (await answer.json()) as ToldJob;
}

/** Sends a list, and waits until it has been read. */
export async function dryRun(scene: Scene, list: string): Promise<{ readonly job: ToldJob; readonly step: Step }> {
  const path = `${IMPORTS}/${randomUUID()}?name=danh-sach.csv`;
  const init = { method: 'PUT', body: list, headers: { prefer: 'wait=60' } };
  return measured(scene, async () => (await (await call(scene, path, init)).json()) as ToldJob);
}

/** Begins to import what was read of a list; does not wait. */
export async function begin(scene: Scene, { uid, token }: ToldJob): Promise<ToldJob> {
  const init = { method: 'POST', headers: { prefer: 'wait=0' } };
  return (await (await call(scene, `${IMPORTS}/${uid}/commit?token=${token}`, init)).json()) as ToldJob;
}

/** Imports what was read of a list, and waits until that is done. */
export function commit(scene: Scene, job: ToldJob): Promise<{ readonly job: ToldJob; readonly step: Step }> {
  return measured(scene, () => begin(scene, job));
}

async function measured(
  scene: Scene,
  work: () => Promise<ToldJob>,
): Promise<{ readonly job: ToldJob; readonly step: Step }> {
  const { pid } = scene.stack.processOf('spokespersons');
  // The mark of the most memory so far begins anew (Linux, proc(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const begun = performance.now();
  let job = await work();
  while (UNDER_WAY.includes(job.state)) job = await jobOf(scene, job.uid, 60);
  const seconds = (performance.now() - begun) / 1_000;
  return { job, step: { seconds, rowsPerSecond: job.rows / seconds, peakMb: memoryMbOf(pid, 'VmHWM') } };
}
