import { inSpan, type SpanFacts } from '@phat-ngon/runtime';
import type { EventListener, FetchOutcome } from '../observe/event.js';
import { FetchError, type FetchRequest, type SubgraphClient, type SubgraphResponse } from './subgraph-client.js';

/** A client that tells what came of each fetch, to the listener and to the trace. */
export function observedClient(subgraph: string, inner: SubgraphClient, onEvent: EventListener): SubgraphClient {
  const facts: SpanFacts = { name: `fetch ${subgraph}`, kind: 'client', attributes: { 'server.name': subgraph } };
  return {
    ...inner,
    execute: (request) =>
      inSpan(facts, (span) => {
        if (request.account) request.account.asked += 1;
        const began = performance.now();
        return ask(inner, request, (outcome) => {
          span.setAttribute('fetch.outcome', outcome);
          const durationMs = performance.now() - began;
          onEvent({ kind: 'fetched', requestId: request.requestId, subgraph, outcome, durationMs });
        });
      }),
  };
}

async function ask(
  inner: SubgraphClient,
  request: FetchRequest,
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
