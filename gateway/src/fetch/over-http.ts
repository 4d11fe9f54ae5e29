import { spanHeaders } from '@phat-ngon/runtime';
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
import type { EndSignal } from '../lib/ending.js';
import { isObject } from '../lib/is-object.js';
import { eventsOverSocket } from './over-sockets.js';
import { readText } from './read-text.js';
import { FetchError, type SubgraphClient, type SubgraphRequest, type SubgraphResponse } from './subgraph-client.js';

/** How a subgraph is reached over HTTP. */
export interface HttpClientOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly connections: number;
  /** Signs for whom is asked; null sends no identity. */
  readonly signIdentity: ((principal: Principal) => Promise<string>) | null;
}

/** Of an error, a place or extensions that make no sense are left out rather than the whole answer. */
const errorForm = z.object({
  message: z.string(),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const answerForm = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorForm).nullish(),
});

/** A client with its own connection pool; subscriptions have connections of their own. The caller's signal and the time limit, whichever comes first, end a fetch. */
export function httpClient(options: HttpClientOptions): SubgraphClient {
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1 });
  return {
    execute: async (request) => {
      const { signal, deadline = performance.now() + options.timeoutMs } = request;
      const text = await readText(
        pool,
        { method: 'POST', path, headers: await headersOf(request, options), body: request.body?.() ?? bodyOf(request) },
        { signal, deadline, maxBytes: options.maxAnswerBytes },
      );
      return readAnswer(text);
    },
    subscribe: (request) => eventsOverSocket(request, options),
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

/** A status that does not say that the server cannot answer may carry a GraphQL answer (GraphQL over HTTP, section 6.4); its body alone decides. */
function readAnswer(text: string): SubgraphResponse {
  try {
    const answer: unknown = JSON.parse(text);
    // Most answers are data alone: in those there is nothing to look for.
    if (isObject(answer) && isObject(answer.data) && !answer.errors) return { data: answer.data };
    const { data, errors } = answerForm.parse(answer);
    if (!data && !errors?.length) throw new Error('neither data nor errors');
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors?.length ? { errors: errors.map(definedParts) } : {}),
    };
  } catch (cause) {
    throw new FetchError('SUBGRAPH_BAD_ANSWER', cause);
  }
}

function definedParts({ message, path, extensions }: z.infer<typeof errorForm>): GraphQLFormattedError {
  return { message, ...(path ? { path } : {}), ...(extensions ? { extensions } : {}) };
}
