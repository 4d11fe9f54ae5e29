import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type ErrorListener, maskError } from '../errors/mask.js';
import { PublicError } from '../errors/public-error.js';
import type { Principal } from '../identity/principal.js';

/** A request to a subgraph, over HTTP or in process. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** Its answer (GraphQL, section 7.1). */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What an executor is made of; `contextOf` runs once a request. */
export interface ExecutorParts<Context> {
  readonly schema: GraphQLSchema;
  readonly contextOf: (request: SubgraphRequest) => Context | Promise<Context>;
  readonly onInternalError: ErrorListener;
}

const CACHED_DOCUMENTS = 1_000;
/** Characters of all kept documents together: parsed, a text takes a hundred times its room, and a value written into it can be long. */
const CACHED_CHARACTERS = 2 * 1024 * 1024;

type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLFormattedError[] };

/**
 * The one way into a subgraph's schema. Gateways send few distinct documents, many times: they are parsed and validated once.
 * Never rejects: every error is in the answer, masked.
 */
export function createExecutor<Context>(
  parts: ExecutorParts<Context>,
): (request: SubgraphRequest) => Promise<SubgraphResponse> {
  const documents = new LRUCache<string, Prepared>({
    max: CACHED_DOCUMENTS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_prepared, text) => Math.max(1, text.length),
  });
  return async (request) => {
    let prepared = documents.get(request.query);
    if (prepared === undefined) {
      prepared = prepare(parts.schema, request.query);
      documents.set(request.query, prepared);
    }
    if ('errors' in prepared) return { errors: prepared.errors };
    try {
      const result = await execute({
        schema: parts.schema,
        document: prepared.document,
        variableValues: request.variables,
        operationName: request.operationName ?? null,
        contextValue: await parts.contextOf(request),
      });
      return {
        ...(result.data === undefined ? {} : { data: result.data }),
        ...(result.errors ? { errors: result.errors.map((error) => maskError(error, parts.onInternalError)) } : {}),
      };
    } catch (error) {
      return { errors: [maskError(wrap(error), parts.onInternalError)] };
    }
  };
}

function wrap(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError('failed', { originalError: error instanceof Error ? error : new Error(String(error)) });
}

function prepare(schema: GraphQLSchema, query: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [refusal('GRAPHQL_PARSE_FAILED', wrap(error))] };
  }
  const errors = validate(schema, document, specifiedRules);
  return errors.length === 0
    ? { document }
    : { errors: errors.map((error) => refusal('GRAPHQL_VALIDATION_FAILED', error)) };
}

function refusal(
  code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED',
  error: GraphQLError,
): GraphQLFormattedError {
  const shown = new PublicError({ code, en: error.message, vi: `Câu hỏi GraphQL không hợp lệ: ${error.message}` });
  return {
    message: shown.message,
    ...(error.locations ? { locations: error.locations } : {}),
    extensions: shown.extensions,
  };
}
