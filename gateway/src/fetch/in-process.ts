import { withinDeadline } from './deadline.js';
import {
  FetchError,
  type FetchRequest,
  type InProcessSubgraph,
  type SubgraphClient,
  type SubgraphRequest,
  type SubgraphResponse,
  SubscriptionRefused,
} from './subgraph-client.js';

/** Calls a subgraph in this process by the same interface, and under the same deadline, as one that is reached over HTTP. */
export function inProcessClient(subgraph: InProcessSubgraph, timeoutMs: number): SubgraphClient {
  return {
    execute: (request) =>
      withinDeadline({ signal: request.signal, timeoutMs }, (signal) => subgraph.execute(requestOf(request, signal))),
    subscribe: (request) => eventsOf(subgraph, request),
    ...(subgraph.state ? { state: () => subgraph.state?.() ?? { problems: [] } } : {}),
    close: () => Promise.resolve(),
  };
}

/** A request as a subgraph in this process takes it. */
export function requestOf(
  { query, variables, operationName, principal, requestId }: FetchRequest,
  signal: AbortSignal,
): SubgraphRequest {
  const named = operationName === undefined ? {} : { operationName };
  return { query, variables: variables(), ...named, principal, signal, requestId };
}

async function* eventsOf(
  subgraph: InProcessSubgraph,
  request: SubgraphRequest,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  if (subgraph.subscribe === undefined)
    throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error('it has no subscriptions'));
  const events = await subgraph.subscribe(request);
  if (!('next' in events)) throw new SubscriptionRefused(events.errors ?? []);
  yield* events;
}
