import { buildOperationContext, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { QueryPlan } from '../plan/query-plan.js';
import { type AskSubgraph, subgraphAsker } from './ask-subgraph.js';
import type { CreateExecutor } from './execution.js';
import { hasAbsentEntities } from './fetch-error.js';
import { takesContext } from './plan-order.js';

/** Executes plans by Apollo Gateway's own executor: the reference that ours is held against, and a way back (`EXECUTOR=apollo`). */
export const createStockExecutor: CreateExecutor = (supergraph, clients) => {
  const api = supergraph.federation.apiSchema();
  return async (execution) => {
    const { document, operationName, plan } = execution.planned;
    refuseContexts(plan);
    const ask = subgraphAsker(clients, execution);
    let someAbsent = false;
    const onAbsent = (): void => {
      someAbsent = true;
    };
    const services: ServiceMap = Object.fromEntries(
      [...clients.keys()].map((name) => [name, sourceOf(name, ask, onAbsent)]),
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
};

/** The stock executor does not give arguments from a context: they would be null. */
function refuseContexts({ node }: QueryPlan): void {
  if (node?.kind === 'Subscription' || !takesContext(node)) return;
  throw new GatewayError('INTERNAL_SERVER_ERROR', {
    en: 'Arguments from a context (@fromContext) are not given by EXECUTOR=apollo.',
    vi: 'EXECUTOR=apollo không hỗ trợ tham số lấy từ ngữ cảnh (@fromContext).',
  });
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
function sourceOf(subgraph: string, ask: AskSubgraph, onAbsent: () => void): GraphQLDataSource {
  return {
    process: async ({ request: { query = '', variables = {}, operationName } }) => {
      const { representations } = variables;
      const answer = await ask(subgraph, {
        ...{ query, operationName, variables: () => variables, parts: null, asBytes: false },
        entities: Array.isArray(representations) ? representations.length : null,
      });
      if (hasAbsentEntities(answer)) onAbsent();
      return answer as SourceAnswer;
    },
  };
}
