import { openAccount, type RequestAccount } from '@phat-ngon/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EventListener } from '../observe/event.js';

declare module 'fastify' {
  interface FastifyRequest {
    account: RequestAccount | null;
  }
}

/** What is kept of a request: one account each, from its first mention on. */
export function accountOf(request: FastifyRequest): RequestAccount {
  request.account ??= openAccount(request.id);
  return request.account;
}

/** Tells of each request that has a route here when it comes and when its answer has left, or its client. */
export function accountRequests(
  server: FastifyInstance,
  routeOf: (request: FastifyRequest) => string | null,
  onEvent: EventListener,
): void {
  server.decorateRequest('account', null);
  server.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request);
    if (route === null) return done();
    const account = accountOf(request);
    const began = performance.now();
    onEvent({ kind: 'asked' });
    reply.raw.once('close', () => {
      onEvent({
        kind: 'answered',
        requestId: account.requestId,
        route,
        method: request.method,
        status: reply.raw.writableFinished ? reply.statusCode : null,
        durationMs: performance.now() - began,
        codes: account.codes,
        fetches: account.asked,
      });
    });
    done();
  });
}
