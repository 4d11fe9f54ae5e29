import { inSpan } from '@phat-ngon/runtime';
import type { EndSignal } from '../lib/ending.js';
import type { EventListener, FetchOutcome } from '../observe/event.js';
import { FetchError, type SubgraphClient, type SubgraphRequest, type SubgraphResponse } from './subgraph-client.js';

/** A client that tells what came of each fetch, to the listener and to the trace. */
export function observedClient(subgraph: string, inner: SubgraphClient, onEvent: EventListener): SubgraphClient {
  return {
    ...inner,
    execute: (request) =>
      inSpan({ name: `fetch ${subgraph}`, kind: 'client', attributes: { 'server.name': subgraph } }, async (span) => {
        if (request.account) request.account.asked += 1;
        const began = performance.now();
        const told = (outcome: FetchOutcome): void => {
          span.setAttribute('fetch.outcome', outcome);
          onEvent({
            kind: 'fetched',
            requestId: request.requestId,
            subgraph,
            outcome,
            durationMs: performance.now() - began,
          });
        };
        return ask(inner, request, told);
      }),
  };
}

async function ask(
  inner: SubgraphClient,
  request: SubgraphRequest<EndSignal>,
  told: (outcome: FetchOutcome) => void,
): Promise<SubgraphResponse> {
  try {
    const answer = await inner.execute(request);
    told(answer.errors?.length ? 'errors' : 'ok');
    return answer;
  } catch (error) {
    told(error instanceof FetchError ? error.code : request.signal.aborted ? 'abandoned' : 'SUBGRAPH_UNAVAILABLE');
    throw error;
  }
}
