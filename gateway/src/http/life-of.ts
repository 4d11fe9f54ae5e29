import type { FastifyReply } from 'fastify';
import { timeUp } from '../lib/time-up.js';

/** Aborts when the client goes away or has its answer, or with a `TimeoutError` when the request's time is up. */
export function lifeOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const life = new AbortController();
  const timer = setTimeout(() => life.abort(timeUp()), timeoutMs);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    life.abort();
  });
  return life.signal;
}
