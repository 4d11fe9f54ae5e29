import type { FastifyReply } from 'fastify';
import { Ending, type EndSignal } from '../lib/ending.js';
import { timeUp } from '../lib/time-up.js';

/** Why an answer is not wanted any more. Made once: one is made for each abort that is given no reason, with its stack. */
const GONE = new DOMException('The client has its answer, or has gone.', 'AbortError');

/** How long an answer is wanted. */
export interface Life {
  /** Aborts when the client goes away or has its answer, or with a `TimeoutError` when the request's time is up. */
  readonly signal: EndSignal;
  /** Sets no time any more: the answer lasts. */
  last(): void;
}

/** The life of a request, which may take so long. */
export function lifeOf(reply: FastifyReply, timeoutMs: number): Life {
  const life = new Ending();
  const timer = setTimeout(() => life.abort(timeUp()), timeoutMs);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    life.abort(GONE);
  });
  return { signal: life, last: () => clearTimeout(timer) };
}
