import { type DocumentNode, type ExecutionResult, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { GatewayError } from './errors/gateway-error.js';
import { createExecutor } from './execute/execute-plan.js';
import type { SubgraphClient } from './fetch/subgraph-client.js';
import type { Principal } from './identity/principal.js';
import { costEstimator } from './plan/cost-of-operation.js';
import { readCostRules } from './plan/cost-rules.js';
import { limitCost, limitOperation, type OperationLimits } from './plan/limit-operation.js';
import { createPlanner } from './plan/plan-operation.js';
import type { Supergraph } from './supergraph/supergraph.js';

/** A request, authenticated. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly principal: Principal;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** A question whose document has been parsed, validated and limited. */
export interface PreparedQuestion extends Question {
  readonly document: DocumentNode;
}

/** The query sentence, whole and by its second half: Apollo Server parses and validates by itself. */
export interface Answerer {
  /** parse → limit → plan → execute. Never rejects: every error is in the answer. */
  answer(question: Question): Promise<ExecutionResult>;
  /** limit → plan → execute. @throws GatewayError when the operation is too large. */
  run(question: PreparedQuestion): Promise<ExecutionResult>;
}

/** Makes the sentence for one supergraph. */
export function createAnswerer(
  supergraph: Supergraph,
  clients: ReadonlyMap<string, SubgraphClient>,
  limits: OperationLimits & { readonly maxTokens: number },
): Answerer {
  const plan = createPlanner(supergraph);
  const execute = createExecutor(supergraph, clients);
  const costOf = costEstimator(supergraph.api, readCostRules(supergraph.sdl));

  const run = async (question: PreparedQuestion): Promise<ExecutionResult> => {
    const { document, query, operationName, variables, principal, signal, requestId } = question;
    limitOperation(document, limits);
    limitCost(costOf({ document, operationName, variables }), principal.costLimit);
    const planned = plan({ text: query, document, operationName });
    return execute({ planned, variables, principal, signal, requestId });
  };

  return {
    run,
    answer: async (question) => {
      try {
        return await run({ ...question, document: prepare(supergraph, question.query, limits.maxTokens) });
      } catch (error) {
        if (error instanceof InvalidDocument) return { errors: error.errors };
        return { errors: [error instanceof GraphQLError ? error : new GatewayError('INTERNAL_SERVER_ERROR')] };
      }
    },
  };
}

class InvalidDocument extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('the document is not valid');
    this.errors = errors;
  }
}

function prepare(supergraph: Supergraph, query: string, maxTokens: number): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens });
  } catch (error) {
    const words = error instanceof GraphQLError ? error.message : 'unreadable';
    throw new InvalidDocument([new GatewayError('GRAPHQL_PARSE_FAILED', { en: words, vi: words })]);
  }
  const errors = validate(supergraph.api, document, specifiedRules);
  if (errors.length === 0) return document;
  throw new InvalidDocument(
    errors.map((error) => new GatewayError('GRAPHQL_VALIDATION_FAILED', { en: error.message, vi: error.message })),
  );
}
