import { buildOperationContext, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import {
  FetchError,
  type SubgraphClient,
  type SubgraphRequest,
  type SubgraphResponse,
} from '../fetch/subgraph-client.js';
import type { PlannedOperation } from '../plan/plan-operation.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { failedAnswer, hasAbsentEntities, soundAnswer } from './fetch-error.js';

/** What one request brings to the execution of a plan. */
export interface Execution extends Pick<SubgraphRequest, 'variables' | 'principal' | 'signal' | 'requestId'> {
  readonly planned: PlannedOperation;
  /** An answer that is at hand: the subgraph is not asked that question. */
  readonly known?: KnownAnswer;
}

/** The answer to a subgraph's question that came by another way: as the event of a subscription. */
export interface KnownAnswer {
  readonly subgraph: string;
  readonly query: string;
  readonly answer: SubgraphResponse;
}

/** The subgraphs' clients, by name. */
export type SubgraphClients = ReadonlyMap<string, SubgraphClient>;

/** Executes a plan. */
export type Execute = (execution: Execution) => Promise<ExecutionResult>;

/** Executes plans on the subgraphs' clients, by the stock executor: the seam where another takes its place. */
export function createExecutor(supergraph: Supergraph, clients: SubgraphClients): Execute {
  const api = supergraph.federation.apiSchema();
  return async (execution) => {
    const { document, operationName, plan } = execution.planned;
    let someAbsent = false;
    const onAbsent = (): void => {
      someAbsent = true;
    };
    const services: ServiceMap = Object.fromEntries(
      [...clients].map(([name, client]) => [name, sourceOf(answering(name, client, execution), execution, onAbsent)]),
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
    const { schema } = supergraph;
    const result = await executeQueryPlan(plan, services, requestContext, context, schema, api);
    return withValueErrors(result, someAbsent);
  };
}

/** Asks a client, or has the answer at hand. A copy of it: the executor writes what it learns elsewhere into what it is given. */
function answering(name: string, client: SubgraphClient, { known }: Execution): Pick<SubgraphClient, 'execute'> {
  if (known?.subgraph !== name) return client;
  return {
    execute: async (request) =>
      request.query === known.query ? structuredClone(known.answer) : client.execute(request),
  };
}

/**
 * The stock executor tells of values that do not fit the schema in an extension; they are errors at their paths like all others.
 * Not so where a subgraph said of a reference that there is no such thing: then the place is empty, which is an answer.
 */
function withValueErrors({ data, errors, extensions }: ExecutionResult, someAbsent: boolean): ExecutionResult {
  // Without data nothing of the answer could be shaped: what the stock executor says of that is for no client.
  if (data === undefined) throw new GatewayError('INTERNAL_SERVER_ERROR', { cause: new AggregateError(errors ?? []) });
  const found: unknown = someAbsent ? [] : extensions?.valueCompletion;
  const misfits = (Array.isArray(found) ? found : []).filter((error) => error instanceof GraphQLError);
  const all = [...(errors ?? []), ...misfits.map((cause) => new GatewayError('SUBGRAPH_BAD_ANSWER', { cause }))];
  return { ...(all.length > 0 ? { errors: all } : {}), data };
}

type SourceAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** A source never throws: an error without a path would reach the client as one of the whole request, in its own words. */
function sourceOf(
  client: Pick<SubgraphClient, 'execute'>,
  { principal, signal, requestId }: Execution,
  onAbsent: () => void,
): GraphQLDataSource {
  const ask = async (
    question: Pick<SubgraphRequest, 'query' | 'variables' | 'operationName'>,
  ): Promise<SubgraphResponse> => {
    try {
      const answer = soundAnswer(await client.execute({ ...question, principal, signal, requestId }), question);
      if (hasAbsentEntities(answer)) onAbsent();
      return answer;
    } catch (error) {
      return failedAnswer(error instanceof FetchError ? error.code : 'SUBGRAPH_UNAVAILABLE', question);
    }
  };
  return {
    process: async ({ request: { query = '', variables = {}, operationName } }) =>
      (await ask({ query, variables, ...(operationName ? { operationName } : {}) })) as SourceAnswer,
  };
}
