import type { RequestAccount } from '@phat-ngon/runtime';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { maskError } from '../errors/mask.js';
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

/** What an executor is made of. */
export interface ExecutorParts<Context> {
  readonly schema: GraphQLSchema;
  /** Runs once a request; for a subscription, which has no account, each time something is read. */
  readonly contextOf: (request: SubgraphRequest, account?: RequestAccount) => Context | Promise<Context>;
  /** Hears of what callers must not see. */
  readonly onInternalError: (error: unknown, requestId: string) => void;
}

const CACHED_DOCUMENTS = 1_000;
/** Characters of all kept documents together: parsed, a text takes a hundred times its room, and a value written into it can be long. */
const CACHED_CHARACTERS = 2 * 1024 * 1024;

type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLFormattedError[] };

/** What resolvers of `Subscription` fields are given in place of a request's context: a subscription lasts longer than any. */
export interface Subscribing<Context> {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** A context of its own for each time something is read: rights, and what was loaded, are of that moment. */
  context(): Context | Promise<Context>;
  /** Tells of an error that the subscription outlives. */
  failed(error: unknown): void;
}

/** The events of a subscription, each as an answer. Returning it ends the subscription, also while an event is awaited. */
export type SubgraphEvents = AsyncIterableIterator<SubgraphResponse>;

/** The ways into a subgraph's schema. Neither rejects: every error is in the answer, masked. */
export interface SubgraphExecutor {
  execute(request: SubgraphRequest, account: RequestAccount): Promise<SubgraphResponse>;
  /** The events of a subscription; one answer with errors where it cannot begin. The request's signal ends it. */
  subscribe(request: SubgraphRequest): Promise<SubgraphResponse | SubgraphEvents>;
}

/** Gateways send few distinct documents, many times: they are parsed and validated once. */
export function createExecutor<Context>(parts: ExecutorParts<Context>): SubgraphExecutor {
  const documents = new LRUCache<string, Prepared>({
    max: CACHED_DOCUMENTS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_prepared, text) => Math.max(1, text.length),
  });
  const preparedOf = (query: string): Prepared => {
    let prepared = documents.get(query);
    if (prepared === undefined) {
      prepared = prepare(parts.schema, query);
      documents.set(query, prepared);
    }
    return prepared;
  };
  const failureOf =
    ({ requestId }: SubgraphRequest) =>
    (error: unknown): void =>
      parts.onInternalError(error, requestId);
  const shown = ({ data, errors }: ExecutionResult, request: SubgraphRequest): SubgraphResponse => ({
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map((error) => maskError(error, failureOf(request))) } : {}),
  });
  const failed = (error: unknown, request: SubgraphRequest): SubgraphResponse =>
    shown({ errors: [wrap(error)] }, request);
  const perform = async (
    document: DocumentNode,
    request: SubgraphRequest,
    { account, rootValue }: { readonly account?: RequestAccount; readonly rootValue?: unknown },
  ) => {
    try {
      const contextValue = await parts.contextOf(request, account);
      return shown(
        await execute({ ...argumentsOf(parts.schema, document, request), rootValue, contextValue }),
        request,
      );
    } catch (error) {
      return failed(error, request);
    }
  };
  return {
    execute: async (request, account) => {
      const prepared = preparedOf(request.query);
      if ('errors' in prepared) return { errors: prepared.errors };
      if (isSubscription(prepared.document, request)) return failed(SUBSCRIBE_INSTEAD, request);
      return perform(prepared.document, request, { account });
    },
    subscribe: async (request) => {
      const prepared = preparedOf(request.query);
      if ('errors' in prepared) return { errors: prepared.errors };
      const { document } = prepared;
      if (!isSubscription(document, request)) return perform(document, request, {});
      const ending = new AbortController();
      const signal = AbortSignal.any([request.signal, ending.signal]);
      const contextValue: Subscribing<Context> = {
        signal,
        context: () => parts.contextOf(request),
        failed: failureOf(request),
      };
      try {
        const source = await createSourceEventStream({
          ...argumentsOf(parts.schema, document, request),
          contextValue,
        });
        if (!(Symbol.asyncIterator in source)) return shown(source, request);
        return endable(
          eachOf(source, (rootValue) => perform(document, request, { rootValue })),
          ending,
        );
      } catch (error) {
        return failed(error, request);
      }
    },
  };
}

function argumentsOf(schema: GraphQLSchema, document: DocumentNode, { variables, operationName }: SubgraphRequest) {
  return { schema, document, variableValues: variables, operationName: operationName ?? null };
}

function isSubscription(document: DocumentNode, { operationName }: SubgraphRequest): boolean {
  return getOperationAST(document, operationName)?.operation === 'subscription';
}

const SUBSCRIBE_INSTEAD = new PublicError({
  code: 'BAD_USER_INPUT',
  en: 'A subscription is not answered once: it is followed over graphql-transport-ws.',
  vi: 'Đăng ký theo dõi không trả lời một lần: hãy theo dõi qua graphql-transport-ws.',
});

async function* eachOf<Event>(
  events: AsyncIterable<Event>,
  answer: (event: Event) => Promise<SubgraphResponse>,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  for await (const event of events) yield await answer(event);
}

/** A generator that waits takes no call of `return` until it goes on: it is woken first. */
function endable(events: AsyncGenerator<SubgraphResponse, void, undefined>, ending: AbortController): SubgraphEvents {
  return {
    next: () => events.next(),
    return: async () => {
      ending.abort();
      await events.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
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
