import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError } from 'graphql';
import type { Answerer } from '../answer.js';
import { formatError } from '../errors/gateway-error.js';
import type { Principal } from '../identity/principal.js';
import type { Supergraph } from '../supergraph/supergraph.js';

/** What the door passes from a request to the sentence. */
export interface RequestContext {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** A request's bytes, understood as HTTP. */
export interface DoorRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly search: string;
  readonly body: unknown;
  readonly context: RequestContext;
}

/** Apollo Server as the door to GraphQL over HTTP: media types, status codes, documents, formatting, plugins. */
export interface ApolloDoor {
  open(): Promise<void>;
  handle(request: DoorRequest): Promise<HTTPGraphQLResponse>;
  close(): Promise<void>;
}

/** Makes the door: our own gateway class, whose executor is the second half of the query sentence. */
export function apolloDoor(supergraph: Supergraph, answerer: Answerer): ApolloDoor {
  const server = new ApolloServer<RequestContext>({
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    formatError: (error: GraphQLFormattedError) => formatError(error),
    gateway: {
      onSchemaLoadOrUpdate: (announce) => {
        announce({ apiSchema: supergraph.api, coreSupergraphSdl: supergraph.sdl });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ request, document, context, source }) => {
          const { principal, signal, requestId } = context as RequestContext;
          const { variables = {}, operationName } = request;
          const result = await answerer.run({
            query: source ?? request.query ?? '',
            document,
            variables,
            operationName: operationName ?? undefined,
            principal,
            signal,
            requestId,
          });
          return result as { data: Record<string, unknown> };
        },
      }),
      stop: () => Promise.resolve(),
    },
  });
  return {
    open: () => server.start(),
    close: () => server.stop(),
    handle: ({ method, headers, search, body, context }) =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: headerMap(headers), search, body },
        context: () => Promise.resolve(context),
      }),
  };
}

function headerMap(headers: DoorRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
