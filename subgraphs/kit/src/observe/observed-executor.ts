import { keepAccount, noteCode, openAccount } from '@phat-ngon/runtime';
import type { SubgraphRequest, SubgraphResponse } from '../federation/execute-request.js';
import type { SubgraphObserver } from './observer.js';

type Execute = (request: SubgraphRequest) => Promise<SubgraphResponse>;

/** An executor that keeps an account of each request and tells of its answer. */
export function observedExecutor(execute: Execute, observer: SubgraphObserver): Execute {
  return (request) => {
    const account = openAccount(request.requestId);
    return keepAccount(account, async () => {
      const began = performance.now();
      const answer = await execute(request);
      for (const { extensions } of answer.errors ?? []) noteCode(account, String(extensions?.code));
      observer.answered(account, performance.now() - began);
      return answer;
    });
  };
}
