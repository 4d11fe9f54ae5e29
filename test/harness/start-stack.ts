import type { Stack } from './stack.js';
import { startEmbedded } from './start-embedded.js';
import { startProcesses } from './start-processes.js';

export type { Stack } from './stack.js';

/**
 * Starts the graph of the profile under test: one process (the default), or with `TEST_PROFILE=processes` four over HTTP. Suites
 * that take it hold for both, on whichever database is under test.
 */
export function startStack(env: Readonly<Record<string, string>> = {}): Promise<Stack> {
  return process.env.TEST_PROFILE === 'processes' ? startProcesses(env) : startEmbedded(env);
}
