import { openAccount } from '@phat-ngon/runtime';
import type { Execution } from '../execute/execution.js';
import { requestOf } from '../fetch/in-process.js';
import { isDataAlone } from '../fetch/read-answer.js';
import type { InProcessSubgraph, SubgraphClient } from '../fetch/subgraph-client.js';
import { ANONYMOUS } from '../identity/principal.js';
import { abortSignalOf } from '../lib/ending.js';
import type { PlannedOperation } from '../plan/plan-operation.js';

/** The client of a subgraph in this process that answers as over HTTP: as bytes where it may, and each time with objects of its own. */
export function clientOf(subgraph: InProcessSubgraph): SubgraphClient {
  return {
    execute: async (request) => {
      const answer = await subgraph.execute(requestOf(request, abortSignalOf(request.signal)));
      const bytes = Buffer.from(JSON.stringify(answer));
      return request.asBytes && isDataAlone(bytes) ? { bytes } : JSON.parse(bytes.toString());
    },
    subscribe: () => {
      throw new Error('no subscriptions');
    },
    close: async () => undefined,
  };
}

/** The execution of an operation for somebody who says nothing of themselves. */
export function executionOf(planned: PlannedOperation, given: Readonly<Record<string, unknown>>): Execution {
  return {
    ...{ planned, variables: planned.variables?.(given) ?? given, principal: ANONYMOUS },
    ...{ signal: new AbortController().signal, account: openAccount('test') },
  };
}
