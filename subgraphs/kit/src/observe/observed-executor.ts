import { noteCode, openAccount, type RequestAccount } from '@phat-ngon/runtime';
import type { SubgraphRequest, SubgraphResponse } from '../federation/execute-request.js';
import type { SubgraphObserver } from './observer.js';

/** Answers a request; what it asks of the database is noted in the account. */
type Execute = (request: SubgraphRequest, account: RequestAccount) => Promise<SubgraphResponse>;

/** An executor that keeps an account of each request and tells of its answer. */
export function observedExecutor(
  execute: Execute,
  observer: SubgraphObserver,
): (request: SubgraphRequest) => Promise<SubgraphResponse> {
  return async (request) => {
    const account = openAccount(request.requestId);
    const began = performance.now();
    const answer = await execute(request, account);
    for (const { extensions } of answer.errors ?? []) noteCode(account, String(extensions?.code));
    observer.answered(account, performance.now() - began);
    return answer;
  };
}
