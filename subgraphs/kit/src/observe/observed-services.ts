import { currentAccount, inSpan, keepAccount, noteCode, openAccount } from '@phat-ngon/runtime';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { bareProblem, PROBLEM_TYPE, problemOf } from '../errors/problem.js';
import type { SubgraphObserver } from './observer.js';

/** Services that keep an account of each request, tell of its answer, and refuse in one form: problem details (RFC 9457). */
export function observedServices(services: FastifyPluginAsync, observer: SubgraphObserver): FastifyPluginAsync {
  return async (scope) => {
    accountRequests(scope, observer);
    scope.setErrorHandler(async (error, { raw }, reply) => {
      // That a caller went away in the middle of a body is no failure of ours.
      const gone = raw.destroyed && !raw.complete;
      const problem = problemOf(error, gone ? () => undefined : observer.failed);
      note(problem.code);
      return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
    });
    scope.setNotFoundHandler(async (_request, reply) => reply.code(404).type(PROBLEM_TYPE).send(bareProblem(404)));
    await scope.register(services);
  };
}

function note(code: string | undefined): void {
  const account = currentAccount();
  if (account !== undefined && code !== undefined) noteCode(account, code);
}

/** What a request leads to finds its account and its span, from here to the end of its answer. */
function accountRequests(scope: FastifyInstance, observer: SubgraphObserver): void {
  scope.addHook('onRequest', (request, reply, done) => {
    const account = openAccount(request.id);
    const began = performance.now();
    const { method, headers, routeOptions } = request;
    void inSpan({ name: `${method} ${routeOptions.url ?? '/services'}`, kind: 'server', from: headers }, () =>
      keepAccount(
        account,
        () =>
          new Promise<void>((resolve) => {
            reply.raw.once('close', () => {
              observer.answered(account, performance.now() - began);
              resolve();
            });
            done();
          }),
      ),
    );
  });
}
