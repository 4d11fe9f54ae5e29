import { spanHeaders } from '@phat-ngon/runtime';
import type { GraphQLFormattedError } from 'graphql';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import { IDENTITY_HEADER, type Principal } from '../identity/principal.js';
import { withinDeadline } from './deadline.js';
import { eventsOverSocket } from './over-sockets.js';
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
  const pool = new Pool(url.origin, { connections: options.connections, pipelining: 1 });
  return {
    execute: (request) =>
      withinDeadline({ signal: request.signal, timeoutMs: options.timeoutMs }, async (signal) => {
        const answer = await pool.request({
          method: 'POST',
          path: url.pathname + url.search,
          headers: await headersOf(request, options),
          body: request.body ?? bodyOf(request),
          signal,
        });
        return readAnswer(await readText(answer, options.maxAnswerBytes));
      }),
    subscribe: (request) => eventsOverSocket(request, options),
    close: () => pool.close(),
  };
}

async function headersOf(
  { principal, requestId }: SubgraphRequest,
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

function bodyOf({ query, variables, operationName }: SubgraphRequest): string {
  return JSON.stringify({ query, variables, operationName });
}

async function readText({ statusCode, body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  if (isUnavailable(statusCode)) {
    await body.dump();
    throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error(`status ${statusCode}`));
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the body, and with it the connection: nothing more is read of an answer that is too long.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new FetchError('SUBGRAPH_BAD_ANSWER', new Error(`the answer is longer than ${maxBytes} bytes`));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The statuses by which a server, or what stands before it, says that it cannot answer now. */
function isUnavailable(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** Any other status may carry a GraphQL answer (GraphQL over HTTP, section 6.4); its body alone decides. */
function readAnswer(text: string): SubgraphResponse {
  try {
    const { data, errors } = answerForm.parse(JSON.parse(text));
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
