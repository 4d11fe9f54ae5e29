import { buildOperationContext, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import { type ExecutionResult, type GraphQLFormattedError, Kind, parse } from 'graphql';
import { ERROR_CODES } from '../errors/codes.js';
import { FetchError, type SubgraphClient } from '../fetch/subgraph-client.js';
import type { Principal } from '../identity/principal.js';
import type { PlannedOperation } from '../plan/plan-operation.js';
import type { Supergraph } from '../supergraph/supergraph.js';

/** What one request brings to the execution of a plan. */
export interface Execution {
  readonly planned: PlannedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

const PLACES_PER_ERROR = 20;

/** Executes plans on the subgraphs' clients, by the stock executor: the seam where another takes its place. */
export function createExecutor(
  supergraph: Supergraph,
  clients: ReadonlyMap<string, SubgraphClient>,
): (execution: Execution) => Promise<ExecutionResult> {
  const api = supergraph.federation.apiSchema();
  return async (execution) => {
    const { document, operationName, plan } = execution.planned;
    const services: ServiceMap = Object.fromEntries(
      [...clients].map(([name, client]) => [name, sourceOf(client, execution)]),
    );
    const context = buildOperationContext({
      schema: supergraph.api,
      operationDocument: document,
      ...(operationName === undefined ? {} : { operationName }),
    });
    const request = {
      variables: { ...execution.variables },
      ...(operationName === undefined ? {} : { operationName }),
    };
    // The stock executor reads the request, the context and nothing else of Apollo Server's request context.
    const requestContext = { request, context: {}, metrics: {} } as unknown as Parameters<typeof executeQueryPlan>[2];
    return executeQueryPlan(
      plan,
      services,
      requestContext,
      context,
      supergraph.schema,
      api,
    ) as Promise<ExecutionResult>;
  };
}

/** A source never throws: an error without a path would reach the client as one of the whole request, in its own words. */
function sourceOf(client: SubgraphClient, { principal, signal, requestId }: Execution): GraphQLDataSource {
  return {
    process: async ({ request }) => {
      const { query = '', variables = {}, operationName } = request;
      try {
        const answer = await client.execute({
          query,
          variables,
          principal,
          signal,
          requestId,
          ...(operationName ? { operationName } : {}),
        });
        return answer as Awaited<ReturnType<GraphQLDataSource['process']>>;
      } catch (error) {
        const code = error instanceof FetchError ? error.code : 'SUBGRAPH_UNAVAILABLE';
        return { data: null, errors: failures(code, query, variables) } as Awaited<
          ReturnType<GraphQLDataSource['process']>
        >;
      }
    },
  };
}

/** An error for each place that stays empty: each root field, or the first of the entities. */
function failures(
  code: FetchError['code'],
  query: string,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLFormattedError[] {
  const { en, vi, retryable } = ERROR_CODES[code];
  const extensions = { code, messageVi: vi, messageEn: en, retryable };
  return emptyPlaces(query, variables).map((path) => ({ message: en, path, extensions }));
}

function emptyPlaces(
  query: string,
  variables: Readonly<Record<string, unknown>>,
): readonly (readonly (string | number)[])[] {
  const { representations } = variables;
  if (Array.isArray(representations))
    return representations.slice(0, PLACES_PER_ERROR).map((_, index) => ['_entities', index]);
  const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [[selection.alias?.value ?? selection.name.value]] : [],
  );
}
