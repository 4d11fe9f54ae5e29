import { spanHeaders } from '@phat-ngon/runtime';
import { Pool } from 'undici';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
import type { EndSignal } from '../lib/ending.js';
import { eventsOverSocket } from './over-sockets.js';
import { isDataAlone, readAnswer } from './read-answer.js';
import { readBytes } from './read-bytes.js';
import type { SubgraphClient, SubgraphRequest } from './subgraph-client.js';

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
  const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1 });
  return {
    execute: async (request) => {
      const { signal, deadline = performance.now() + options.timeoutMs } = request;
      const bytes = await readBytes(
        pool,
        { method: 'POST', path, headers: await headersOf(request, options), body: request.body?.() ?? bodyOf(request) },
        { signal, deadline, maxBytes: options.maxAnswerBytes },
      );
      return request.asBytes && isDataAlone(bytes) ? { bytes } : readAnswer(bytes);
    },
    subscribe: (request) => eventsOverSocket(request, options),
    givesBytes: true,
    close: () => pool.close(),
  };
}

async function headersOf(
  { principal, requestId }: SubgraphRequest<EndSignal>,
  { signIdentity }: HttpClientOptions,
): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'x-request-id': requestId,
    ...spanHeaders(),
    ...(signIdentity === null ? {} : { [IDENTITY_HEADER]: await signIdentity(principal) }),
  };
}

function bodyOf({ query, variables, operationName }: SubgraphRequest<EndSignal>): string {
  return JSON.stringify({ query, variables, operationName });
}
