import { Pool, errors as undiciErrors } from 'undici';
import { z } from 'zod';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
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

const answerForm = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).nullish(),
});

/** A client with its own connection pool. The caller's signal and the time limit, whichever comes first, end a fetch. */
export function httpClient(options: HttpClientOptions): SubgraphClient {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1 });
  return {
    execute: async (request) => {
      const timeout = AbortSignal.timeout(options.timeoutMs);
      try {
        return readAnswer(
          await post(pool, url.pathname + url.search, request, {
            ...options,
            signal: AbortSignal.any([request.signal, timeout]),
          }),
        );
      } catch (error) {
        throw error instanceof FetchError
          ? error
          : new FetchError(timeout.aborted || isTimeout(error) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', error);
      }
    },
    close: () => pool.close(),
  };
}

async function post(
  pool: Pool,
  path: string,
  request: SubgraphRequest,
  options: HttpClientOptions & { readonly signal: AbortSignal },
): Promise<string> {
  const { query, variables, operationName, principal, requestId } = request;
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'x-request-id': requestId,
      ...(options.signIdentity === null ? {} : { [IDENTITY_HEADER]: await options.signIdentity(principal) }),
    },
    body: JSON.stringify({ query, variables, operationName }),
    signal: options.signal,
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > options.maxAnswerBytes)
      throw new FetchError(
        'SUBGRAPH_BAD_ANSWER',
        new Error(`the answer is longer than ${options.maxAnswerBytes} bytes`),
      );
    chunks.push(chunk);
  }
  if (statusCode >= 500) throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error(`status ${statusCode}`));
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer(text: string): SubgraphResponse {
  try {
    const answer = answerForm.parse(JSON.parse(text));
    if (answer.data === undefined && !answer.errors) throw new Error('neither data nor errors');
    return {
      ...(answer.data === undefined ? {} : { data: answer.data }),
      ...(answer.errors ? { errors: answer.errors } : {}),
    };
  } catch (cause) {
    throw new FetchError('SUBGRAPH_BAD_ANSWER', cause);
  }
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof undiciErrors.HeadersTimeoutError ||
    error instanceof undiciErrors.BodyTimeoutError ||
    error instanceof undiciErrors.ConnectTimeoutError
  );
}
