import { withinDeadline } from './deadline.js';
import type { InProcessSubgraph, SubgraphClient } from './subgraph-client.js';

/** Calls a subgraph in this process by the same interface, and under the same deadline, as one that is reached over HTTP. */
export function inProcessClient(subgraph: InProcessSubgraph, timeoutMs: number): SubgraphClient {
  return {
    execute: (request) =>
      withinDeadline({ signal: request.signal, timeoutMs }, (signal) => subgraph.execute({ ...request, signal })),
    ...(subgraph.state ? { state: () => subgraph.state?.() ?? { problems: [] } } : {}),
    close: () => Promise.resolve(),
  };
}
