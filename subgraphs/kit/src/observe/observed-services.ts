import { inSpan, noteCode, openAccount, type RequestAccount } from '@phat-ngon/runtime';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { bareProblem, PROBLEM_TYPE, problemOf } from '../errors/problem.js';
import type { SubgraphObserver } from './observer.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is kept of a request to a service. */
    account: RequestAccount | null;
  }
}

/** Services that keep an account of each request, tell of its answer, and refuse in one form: problem details (RFC 9457). */
export function observedServices(services: FastifyPluginAsync, observer: SubgraphObserver): FastifyPluginAsync {
  return async (scope) => {
    accountRequests(scope, observer);
    scope.setErrorHandler(async (error, { raw, id, account }, reply) => {
      // That a caller went away in the middle of a body is no failure of ours.
      const gone = raw.destroyed && !raw.complete;
      const problem = problemOf(error, gone ? () => undefined : (failure) => observer.failed(failure, id));
      if (account !== null && problem.code !== undefined) noteCode(account, problem.code);
      return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
    });
    scope.setNotFoundHandler(async (_request, reply) => reply.code(404).type(PROBLEM_TYPE).send(bareProblem(404)));
    await scope.register(services);
  };
}

/** Each request has an account, and what it leads to finds its span, from here to the end of its answer. */
function accountRequests(scope: FastifyInstance, observer: SubgraphObserver): void {
  scope.decorateRequest('account', null);
  scope.addHook('onRequest', (request, reply, done) => {
    const account = openAccount(request.id);
    const began = performance.now();
    const { method, headers, routeOptions } = request;
    request.account = account;
    const answered = (): Promise<void> =>
      new Promise((resolve) => {
        reply.raw.once('close', () => {
          observer.served(account, performance.now() - began);
          resolve();
        });
        done();
      });
    void inSpan({ name: `${method} ${routeOptions.url ?? '/services'}`, kind: 'server', from: headers }, answered);
  });
}
