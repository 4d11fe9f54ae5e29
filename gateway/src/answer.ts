import { setImmediate } from 'node:timers/promises';
import { pastSpan } from '@phat-ngon/runtime';
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  parse,
  type ValidationRule,
  validate,
} from 'graphql';
import { formatError, GatewayError } from './errors/gateway-error.js';
import { createExecutor, type SubgraphClients } from './execute/execute-plan.js';
import { authenticate, type Principal } from './identity/principal.js';
import type { VerifyToken } from './identity/verify-token.js';
import type { EventListener } from './observe/event.js';
import { noteError } from './observe/note-error.js';
import { costEstimator } from './plan/cost-of-operation.js';
import { readCostRules } from './plan/cost-rules.js';
import { limitNesting } from './plan/limit-nesting.js';
import { limitCost, limitOperation, type OperationLimits } from './plan/limit-operation.js';
import { OWN_RULES } from './plan/own-rules.js';
import { chooseOperation, InvalidOperation, parseFailure, parseOperation } from './plan/parse-operation.js';
import { createPlanner, type OperationText, type OperationToPlan, type PlanNews } from './plan/plan-operation.js';
import { variableErrors } from './plan/variable-errors.js';
import { createProtection } from './protect/protection.js';
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

/** A question whose document has been parsed and validated. */
export interface PreparedQuestion extends Question {
  readonly document: DocumentNode;
}

/** What the sentence is told beside the supergraph. */
export interface AnswerOptions extends OperationLimits {
  readonly maxTokens: number;
  /** What an operation may cost, unless the caller's token says otherwise. */
  readonly maxCost: number;
  readonly verifyToken: VerifyToken;
  readonly onEvent: EventListener;
}

/** The query sentence, whole and by its parts: Apollo Server parses and validates by itself. */
export interface Answerer {
  /** Who asks, by the `Authorization` header. @throws GatewayError for a token that is not valid, or cannot be verified now. */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** parse → limit → protect → plan → execute. Never rejects: every error is in the answer, in the form in which it may go out. */
  answer(question: Question): Promise<FormattedExecutionResult>;
  /** limit → protect → plan → execute; its errors are not masked yet. @throws GatewayError when the operation is too large or none. */
  run(question: PreparedQuestion): Promise<ExecutionResult>;
  /** The operations asked last, the latest first. */
  recent(limit: number): readonly OperationText[];
  /** Plans operations before they are asked, those that fit; other work goes on between them. */
  warm(operations: readonly OperationText[]): Promise<void>;
  /** For who parses by itself: refuses a text that no parser should be given. @throws GatewayError `DEPTH_LIMIT`. */
  limitText(text: string): void;
  /** What it has to hold a document against beside the specification's rules. */
  readonly ownRules: readonly ValidationRule[];
  /** The most tokens a document may have, and what the parser's error is to the caller. */
  readonly maxTokens: number;
  parseFailure(error: GraphQLError): GatewayError;
}

/** Makes the sentence for one supergraph. */
export function createAnswerer(supergraph: Supergraph, clients: SubgraphClients, options: AnswerOptions): Answerer {
  const { maxTokens, onEvent } = options;
  const planner = createPlanner(supergraph, (planned) => tellPlan(planned, onEvent));
  const protect = createProtection(supergraph);
  const execute = createExecutor(supergraph, clients);
  const shown = ({ data, errors }: ExecutionResult): FormattedExecutionResult => ({
    ...(errors ? { errors: errors.map((error) => outgoing(error, onEvent)) } : {}),
    ...(data === undefined ? {} : { data }),
  });
  const limitText = (text: string): void => limitNesting(text, options.maxDepth);
  const costOf = costEstimator(supergraph.api, readCostRules(supergraph.sdl));

  const run = async (question: PreparedQuestion): Promise<ExecutionResult> => {
    const { document, query, operationName, variables, principal, signal, requestId } = question;
    const operation = chooseOperation(document, operationName);
    limitOperation(document, options);
    const errors = variableErrors(supergraph.api, operation, variables);
    if (errors.length > 0) return { errors };
    limitCost(costOf({ document, operationName, variables }), principal.costLimit);
    const perform = (asked: OperationToPlan): Promise<ExecutionResult> =>
      execute({ planned: planner.plan(asked), variables, principal, signal, requestId });
    const asked = { text: query, document, operationName };
    const guarded = protect({ ...asked, operation, principal });
    if (guarded === null) return perform(asked);
    return guarded.restore(guarded.open === null ? { data: {} } : await perform(guarded.open), variables);
  };

  return {
    authenticate: (authorization) => authenticate(authorization, options),
    run,
    answer: async (question) => {
      try {
        limitText(question.query);
        return shown(await run({ ...question, document: parseOperation(supergraph.api, question.query, maxTokens) }));
      } catch (error) {
        return shown({ errors: errorsOf(error) });
      }
    },
    recent: planner.recent,
    warm: async (operations) => {
      for (const operation of operations) {
        const document = parse(operation.text);
        if (validate(supergraph.api, document).length === 0) planner.plan({ ...operation, document });
        await setImmediate();
      }
    },
    limitText,
    ownRules: OWN_RULES,
    maxTokens,
    parseFailure: (error) => parseFailure(error, maxTokens),
  };
}

function errorsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof InvalidOperation) return error.errors;
  return [error instanceof GatewayError ? error : new GatewayError('INTERNAL_SERVER_ERROR', { cause: error })];
}

function outgoing(error: GraphQLError, onEvent: EventListener): GraphQLFormattedError {
  const shown = formatError(error.toJSON());
  noteError(shown, error, onEvent);
  return shown;
}

/** A plan that was at hand is no piece of work that a trace should show. */
function tellPlan(planned: PlanNews, onEvent: EventListener): void {
  onEvent({ kind: 'planned', ...planned });
  if (!planned.cached) pastSpan({ name: 'plan', kind: 'internal' }, planned.durationMs);
}
