import type { FastifyReply } from 'fastify';
import { timeUp } from '../lib/time-up.js';

/** How long an answer is wanted. */
export interface Life {
  /** Aborts when the client goes away or has its answer, or with a `TimeoutError` when the request's time is up. */
  readonly signal: AbortSignal;
  /** Sets no time any more: the answer lasts. */
  last(): void;
}

/** The life of a request, which may take so long. */
export function lifeOf(reply: FastifyReply, timeoutMs: number): Life {
  const life = new AbortController();
  const timer = setTimeout(() => life.abort(timeUp()), timeoutMs);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    life.abort();
  });
  return { signal: life.signal, last: () => clearTimeout(timer) };
}
