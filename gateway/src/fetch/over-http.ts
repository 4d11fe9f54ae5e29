import { spanHeaders } from '@phat-ngon/runtime';
import { Pool } from 'undici';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
import { eventsOverSocket } from './over-sockets.js';
import { isDataAlone, readAnswer } from './read-answer.js';
import { readBytes } from './read-bytes.js';
import type { FetchRequest, SubgraphClient } from './subgraph-client.js';

/** How a subgraph is reached over HTTP. */
export interface HttpClientOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly connections: number;
  /** Signs for whom is asked; null sends no identity. */
  readonly signIdentity: ((principal: Principal) => Promise<string>) | null;
}

/** A client with its own connection pool; subscriptions have connections of their own. The caller's signal and the time limit, whichever comes first, end a fetch. */
export function httpClient(options: HttpClientOptions): SubgraphClient {
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  // Each reading has its deadline: undici need keep no time of its own.
  const times = { headersTimeout: 0, bodyTimeout: 0 };
  const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1, ...times });
  return {
    execute: async (request, deadline = performance.now() + options.timeoutMs) => {
      const bytes = await readBytes(
        pool,
        { method: 'POST', path, headers: await headersOf(request, options), body: request.body?.() ?? bodyOf(request) },
        { signal: request.signal, deadline, maxBytes: options.maxAnswerBytes },
      );
      return request.asBytes && isDataAlone(bytes) ? { bytes } : readAnswer(bytes);
    },
    subscribe: (request) => eventsOverSocket(request, options),
    givesBytes: true,
    close: () => pool.close(),
  };
}

async function headersOf(
  { principal, requestId }: FetchRequest,
  { signIdentity }: HttpClientOptions,
): Promise<Record<string, string>> {
  const headers = spanHeaders();
  headers['content-type'] = 'application/json';
  headers.accept = 'application/graphql-response+json, application/json';
  headers['x-request-id'] = requestId;
  if (signIdentity !== null) headers[IDENTITY_HEADER] = await signIdentity(principal);
  return headers;
}

function bodyOf({ query, variables, operationName }: FetchRequest): string {
  return JSON.stringify({ query, variables: variables(), operationName });
}
