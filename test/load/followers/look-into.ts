import { readdirSync } from 'node:fs';
import { evaluate, heldBytes, type InspectorCall, inspect } from '../../harness/inspect-process.js';
import { memoryMbOf } from '../../harness/memory-of.js';
import type { RunningCommand } from '../../harness/run-command.js';

/** What a process holds once garbage is collected. */
export interface Held {
  /** In V8's heap and in buffers beside it. */
  readonly heldBytes: number;
  /** What the system has given it. */
  readonly residentBytes: number;
  /** Open descriptors: sockets, pipes, files. */
  readonly descriptors: number;
  /** What keeps the event loop busy, by kind: connections, servers, timers. */
  readonly resources: Readonly<Record<string, number>>;
  /** Objects of which each subscription has its own, by class; none where they were not counted. */
  readonly objects: Readonly<Record<string, number>>;
}

/** Classes by where they are found. */
const COUNTED = {
  AbortSignal: 'AbortSignal.prototype',
  ServerResponse: 'process.getBuiltinModule("node:http").ServerResponse.prototype',
  Socket: 'process.getBuiltinModule("node:net").Socket.prototype',
} as const;

/**
 * Looks into a process that was started with `INSPECTABLE`, on Linux; it is let go of afterwards, for while an inspector listens it holds
 * objects itself. To count objects takes long in a large heap, and the process stands still all the while.
 * @throws Error when it cannot be inspected.
 */
export function lookInto(process: RunningCommand, counted: 'objects' | 'memory' = 'objects'): Promise<Held> {
  return inspect(process, async (call) => {
    const held = await heldBytes(call);
    const residentBytes = 2 ** 20 * memoryMbOf(process.pid, 'VmRSS');
    const resources: readonly string[] = await evaluate(call, 'process.getActiveResourcesInfo()');
    const objects: Record<string, number> = {};
    for (const [name, prototype] of counted === 'objects' ? Object.entries(COUNTED) : [])
      objects[name] = await countOf(call, prototype);
    return {
      heldBytes: held,
      residentBytes,
      descriptors: readdirSync(`/proc/${process.pid}/fd`).length,
      resources: tally(resources),
      objects,
    };
  });
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

async function countOf(call: InspectorCall, prototype: string): Promise<number> {
  const objectGroup = 'counted';
  const { result } = await call('Runtime.evaluate', { expression: prototype, objectGroup });
  const { objects } = await call('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup });
  const functionDeclaration = 'function () { return this.length; }';
  const params = { objectId: objects.objectId, functionDeclaration, returnByValue: true };
  const counted = await call('Runtime.callFunctionOn', params);
  await call('Runtime.releaseObjectGroup', { objectGroup });
  return counted.result.value;
}
