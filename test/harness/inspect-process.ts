import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { WebSocket } from 'undici';
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
  const status = readFileSync(`/proc/${process.pid}/status`, 'utf8');
  const sizeOf = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 2 ** 10;
  const [, address = ''] = await process.printed(/Debugger listening on (ws:\S+)/);
  return {
    heldMb: tenths((await heldBytes(address)) / 2 ** 20),
    residentMb: tenths(sizeOf('VmRSS')),
    peakResidentMb: tenths(sizeOf('VmHWM')),
    handles,
  };
}

async function heldBytes(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  try {
    // What finalizers let go of in the first collection goes in the second.
    await call(socket, 'HeapProfiler.collectGarbage');
    await call(socket, 'HeapProfiler.collectGarbage');
    const { result } = await call(socket, 'Runtime.evaluate', {
      expression: 'process.memoryUsage()',
      returnByValue: true,
    });
    return result.value.heapUsed + result.value.external;
  } finally {
    socket.close();
    await once(socket, 'close');
  }
}

/** One call at a time: the next message is its answer. */
async function call(socket: WebSocket, method: string, params: object = {}): Promise<any> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify({ id: 1, method, params }));
  const [message] = await answered;
  const { result, error } = JSON.parse(message.data);
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
