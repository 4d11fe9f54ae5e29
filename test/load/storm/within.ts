import { setTimeout as delay } from 'node:timers/promises';

/** What the work comes to. @throws Error that names what is waited for, when it takes longer; the work itself goes on. */
export async function within<Value>(timeoutMs: number, what: string, work: Promise<Value>): Promise<Value> {
  const done = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${what}: waited ${timeoutMs} ms in vain`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    done.abort();
  }
}
