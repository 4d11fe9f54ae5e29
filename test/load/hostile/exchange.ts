import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Draft, Step } from './hostile-request.js';
import { type ReadResponses, readResponses } from './read-responses.js';

/** What came of a request. */
export interface Exchange extends ReadResponses {
  /** Why there is nothing more to wait for: all answers are there, the connection ended, or it took too long. */
  readonly end: 'answered' | 'closed' | 'hung';
  readonly ms: number;
}

/** Does the steps of a request on a connection of its own, and listens until it is answered, cut off, or has hung for `timeoutMs`. */
export async function exchange(url: URL, draft: Draft, timeoutMs: number): Promise<Exchange> {
  const began = performance.now();
  const isHead = isHeadRequest(draft.steps);
  const wanted = draft.answers ?? 1;
  const socket = connect({ host: url.hostname, port: Number(url.port || 80), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  let size = 0;
  let read: ReadResponses = { responses: [], rest: Buffer.alloc(0) };
  const over = new Promise<Exchange['end']>((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      read = readResponses(Buffer.concat(chunks, size), isHead);
      if (read.responses.length >= wanted) resolve('answered');
    });
    socket.once('end', () => resolve('closed'));
    socket.once('close', () => resolve('closed'));
    socket.on('error', () => resolve('closed'));
  });
  const isOver = over.then(() => undefined);
  const hung = new AbortController();
  const late = delay(timeoutMs, 'hung' as const, { signal: hung.signal }).catch(() => 'hung' as const);
  const left = doSteps(socket, draft.steps, isOver);
  const end = await Promise.race([over, late]);
  hung.abort();
  socket.destroy();
  await left;
  return { ...read, end, ms: Math.round(performance.now() - began) };
}

/** A client that is answered while it is still sending sends no more. */
async function doSteps(socket: Socket, steps: readonly Step[], isOver: Promise<void>): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return;
    switch (step.kind) {
      case 'send':
        if (!socket.write(step.bytes)) await Promise.race([once(socket, 'drain').catch(() => undefined), isOver]);
        break;
      case 'wait':
        await Promise.race([delay(step.ms), isOver]);
        break;
      case 'end':
        socket.end();
        break;
      case 'leave':
        socket.destroy();
    }
  }
}

function isHeadRequest([first]: readonly Step[]): boolean {
  return first?.kind === 'send' && first.bytes.toString('latin1', 0, 5) === 'HEAD ';
}
