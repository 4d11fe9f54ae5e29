import { setFlagsFromString } from 'node:v8';

/**
 * From now on V8 takes all it makes for young. By itself it makes among the old what has often been old enough when it looked, at a place in the code: in a
 * process that serves, that is what a few requests happened to hold just then, and holds no longer. What is old is looked for seldom, and all that hangs
 * on it becomes old too: of each request as much as there was of it. To be called when a process serves: what it makes at its start stays.
 */
export function allocateYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
