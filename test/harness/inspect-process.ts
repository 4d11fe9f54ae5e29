import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { WebSocket } from 'undici';
import { memoryMbOf } from './memory-of.js';
import type { RunningCommand } from './run-command.js';

/** The environment with which a process of Node's can be looked into from this machine: {@link footprintOf}. */
export const INSPECTABLE: Readonly<Record<string, string>> = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** What a process holds, in MiB and in numbers. */
export interface Footprint {
  /** What is still referred to once garbage is collected, in V8's heap and in buffers beside it: a leak is seen here. */
  readonly heldMb: number;
  /** What the system has given it, before that: garbage waits in it until V8 finds collecting it worth while. */
  readonly residentMb: number;
  /** The most it has been given so far. */
  readonly peakResidentMb: number;
  /** Open descriptors: sockets, pipes, files. */
  readonly handles: number;
}

/**
 * Measures a process that was started with {@link INSPECTABLE}, on Linux. The process itself has no part in it: garbage is collected
 * over the inspector protocol (`HeapProfiler.collectGarbage`), and the inspector is let go of afterwards, for while it listens it
 * holds objects itself.
 * @throws Error when the process cannot be inspected.
 */
export async function footprintOf(process: RunningCommand): Promise<Footprint> {
  const handles = readdirSync(`/proc/${process.pid}/fd`).length;
  const [residentMb, peakResidentMb] = [memoryMbOf(process.pid, 'VmRSS'), memoryMbOf(process.pid, 'VmHWM')];
  return {
    heldMb: tenths((await inspect(process, heldBytes)) / 2 ** 20),
    residentMb: tenths(residentMb),
    peakResidentMb: tenths(peakResidentMb),
    handles,
  };
}

/** Calls a method of the inspector protocol; one call at a time, for the next message is its answer. @throws Error when it is refused. */
export type InspectorCall = (method: string, params?: object) => Promise<any>;

/**
 * Does work in a process that was started with {@link INSPECTABLE}, once its garbage is collected, and lets go of it.
 * @throws Error when the process cannot be inspected.
 */
export async function inspect<T>(process: RunningCommand, work: (call: InspectorCall) => Promise<T>): Promise<T> {
  const [, address = ''] = await process.printed(/Debugger listening on (ws:\S+)/);
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const call: InspectorCall = async (method, params = {}) => {
    const answered = once(socket, 'message');
    socket.send(JSON.stringify({ id: 1, method, params }));
    const [message] = await answered;
    const { result, error } = JSON.parse(message.data);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  try {
    // What finalizers let go of in the first collection goes in the second.
    await call('HeapProfiler.collectGarbage');
    await call('HeapProfiler.collectGarbage');
    return await work(call);
  } finally {
    socket.close();
    await once(socket, 'close');
  }
}

/** The value of an expression in the process, as JSON has it. */
export async function evaluate(call: InspectorCall, expression: string): Promise<any> {
  const { result } = await call('Runtime.evaluate', { expression, returnByValue: true });
  return result.value;
}

/** What is referred to, in V8's heap and in buffers beside it. */
export async function heldBytes(call: InspectorCall): Promise<number> {
  const { heapUsed, external } = await evaluate(call, 'process.memoryUsage()');
  return heapUsed + external;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
