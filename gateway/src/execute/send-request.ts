import { FetchError, type SubgraphRequest, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { InFlight } from '../lib/in-flight.js';
import { isTimeUp } from '../lib/time-up.js';
import type { Execution, SubgraphClients } from './execution.js';
import { copyOf, type JsonObject } from './json-object.js';

/** What is sent to a subgraph. */
export interface ToSend extends Pick<SubgraphRequest, 'query' | 'variables' | 'operationName' | 'body'> {
  /** What tells it from other requests to the same subgraph; absent where it is sent by itself in any case. */
  readonly key?: string;
}

/** Sends a request to a subgraph. @throws FetchError when no answer came. */
export type SendRequest = (subgraph: string, request: ToSend) => Promise<SubgraphResponse>;

/** The requests of all executions that are under way. Executors write into what they are given. */
export type SharedRequests = InFlight<SubgraphResponse>;

/** None are yet. */
export function sharedRequests(): SharedRequests {
  return new InFlight<SubgraphResponse>({
    copy: (answer) => copyOf(answer as JsonObject),
    leave: (signal) => new FetchError(isTimeUp(signal) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', signal.reason),
  });
}

/** How an execution sends its requests: what another sends at that time for the same audience is sent once. */
export function requestSender(clients: SubgraphClients, execution: Execution, shared?: SharedRequests): SendRequest {
  const { principal, signal, requestId, audience } = execution;
  return async (subgraph, { key, ...request }) => {
    const client = clients.get(subgraph);
    if (client === undefined) throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error(`there is no ${subgraph}`));
    const send = (until: AbortSignal) => client.execute({ ...request, principal, signal: until, requestId });
    if (shared === undefined || audience === undefined || key === undefined) return send(signal);
    return shared.join(`${audience} ${subgraph} ${key}`, signal, send);
  };
}
