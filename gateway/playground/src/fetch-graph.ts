import type { Fetcher } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { readResult, unreachable } from './graph-result.js';
import type { LiveListStore } from './live-list-store.js';
import { isSubscription, operationToSend } from './operation-to-send.js';
import { subscribeGraph } from './subscribe-graph.js';

/** The one endpoint, on the page's own origin. */
const ENDPOINT = '/graphql';
/** What GraphiQL calls its own question for the schema, which answers nobody. */
const INTROSPECTION = 'IntrospectionQuery';

/**
 * Makes the fetcher: an operation is sent by the GraphQL-over-HTTP specification (POST, JSON), a subscription followed as
 * Server-Sent Events into the live list; both with the headers from the headers editor, so that a bearer token pasted there
 * travels along. It never rejects: a gateway that is away, or answers with something that is not GraphQL, becomes an `errors`
 * entry in the response pane, in both languages.
 */
export function fetcherOf(lists: LiveListStore): Fetcher {
  return async ({ query, variables, operationName: wanted }, options) => {
    const operationName = operationToSend(query, wanted);
    const body = JSON.stringify({ query, variables, operationName });
    const headers = options?.headers ?? {};
    if (isSubscription(query, operationName)) {
      return subscribeGraph((cursor, signal) => {
        const own = new Headers(headers);
        own.set('accept', 'text/event-stream');
        if (cursor !== null) own.set('last-event-id', cursor);
        return post(body, own, signal);
      }, lists);
    }
    if (operationName !== INTROSPECTION) lists.leave();
    return ask(body, headers);
  };
}

async function ask(body: string, headers: Readonly<Record<string, string>>): Promise<ExecutionResult> {
  try {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const response = await post(body, new Headers({ accept, ...headers }));
    return readResult(await response.text(), response.status);
  } catch (error) {
    return unreachable(error);
  }
}

function post(body: string, headers: Headers, signal?: AbortSignal): Promise<Response> {
  headers.set('content-type', 'application/json');
  return fetch(ENDPOINT, { method: 'POST', headers, body, signal: signal ?? null });
}
