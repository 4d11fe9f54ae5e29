import type { FastifyReply } from 'fastify';

/** How to sign in (RFC 9110, section 11.6.1), and when to come back (section 10.2.3), in seconds. */
const ADVICE: ReadonlyMap<number, readonly [name: string, value: string]> = new Map([
  [401, ['www-authenticate', 'Bearer']],
  [429, ['retry-after', '1']],
  [503, ['retry-after', '1']],
]);

/** Answers with a status, and with what it says a client should do. */
export function answerStatus(reply: FastifyReply, status: number): FastifyReply {
  const advice = ADVICE.get(status);
  if (advice !== undefined) reply.header(...advice);
  return reply.code(status);
}
