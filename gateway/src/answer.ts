import { setImmediate } from 'node:timers/promises';
import { pastSpan, type RequestAccount } from '@phat-ngon/runtime';
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type ValidationRule,
  validate,
} from 'graphql';
import { formatError, GatewayError } from './errors/gateway-error.js';
import type { CreateExecutor, Execute, Executed, SubgraphClients } from './execute/execution.js';
import { audienceOf, authenticate, type Identified, identify, type Principal } from './identity/principal.js';
import type { VerifyToken } from './identity/verify-token.js';
import type { EndSignal } from './lib/ending.js';
import { InFlight } from './lib/in-flight.js';
import { interner } from './lib/interner.js';
import type { EventListener } from './observe/event.js';
import { noteError } from './observe/note-error.js';
import { costEstimator } from './plan/cost-of-operation.js';
import { readCostRules, saysCosts } from './plan/cost-rules.js';
import type { PlanNews } from './plan/keep-plans.js';
import { limitNesting } from './plan/limit-nesting.js';
import { limitCost, type OperationLimits, operationLimiter } from './plan/limit-operation.js';
import { OWN_RULES } from './plan/own-rules.js';
import { chooseAnswerable, InvalidOperation, parseFailure, parseOperation } from './plan/parse-operation.js';
import { type PlanningLimits, planAside } from './plan/plan-aside.js';
import { createPlanner, type OperationText, type OperationToPlan, type Planner } from './plan/plan-operation.js';
import { variableErrors } from './plan/variable-errors.js';
import { createProtection } from './protect/protection.js';
import type { Supergraph } from './supergraph/supergraph.js';

export type { Identified };

/** A request, authenticated. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly principal: Principal;
  readonly signal: EndSignal;
  /** What is kept of the request. */
  readonly account: RequestAccount;
}

/** A question whose document has been parsed and validated. */
export interface PreparedQuestion extends Question {
  readonly document: DocumentNode;
  /** Whether the answer may come as the bytes in which it is sent. */
  readonly takesBytes?: boolean;
}

/** An answer in the form in which it may go out; or, for who takes that, the bytes in which it is sent, in place of all else. */
export interface Answer extends FormattedExecutionResult {
  readonly bytes?: Buffer;
}

/** What the sentence is told beside the supergraph. */
export interface AnswerOptions extends OperationLimits, PlanningLimits {
  readonly maxTokens: number;
  /** What an operation may cost, unless the caller's token says otherwise; null: 20000 where the supergraph says what things cost, else anything. */
  readonly maxCost: number | null;
  readonly createExecutor: CreateExecutor;
  readonly verifyToken: VerifyToken;
  readonly onEvent: EventListener;
}

/** An operation that may run, and what of it may not be asked. */
export interface AdmittedOperation {
  /** What is planned and executed; null where nothing may be asked. */
  readonly open: OperationToPlan | null;
  /** Makes the answer to what was asked of the answer to what is open. */
  readonly restore: (answer: ExecutionResult) => ExecutionResult;
}

/** The query sentence, whole and by its parts: Apollo Server parses and validates by itself. */
export interface Answerer {
  /** Who asks, by the `Authorization` header. @throws GatewayError for a token that is not valid, or cannot be verified now. */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** The same, and until when it holds. */
  identify(authorization: string | undefined): Promise<Identified>;
  /** parse → limit → protect → plan → execute. Never rejects: every error is in the answer, in the form in which it may go out. */
  answer(question: Question): Promise<FormattedExecutionResult>;
  /** The same for a question whose document has been parsed and validated. */
  answerPrepared(question: PreparedQuestion): Promise<Answer>;
  /** limit → protect → plan → execute; its errors are not masked yet. @throws GatewayError when the operation is too large or none. */
  run(question: PreparedQuestion): Promise<Executed>;
  /** Parses and validates. @throws InvalidOperation, GatewayError. */
  parse(text: string): DocumentNode;
  /**
   * limit → protect, for an operation of any kind.
   * @throws GatewayError when it is too large; InvalidOperation for its variables.
   */
  admit(question: PreparedQuestion, operation: OperationDefinitionNode): AdmittedOperation;
  /** What makes plans, and what executes them. */
  readonly planner: Planner;
  readonly execute: Execute;
  /** Says that something has changed: queries from now on do not join those that are under way. */
  changed(): void;
  /** The form in which a result may go out; its errors are told and masked here. */
  shown(result: ExecutionResult, account: RequestAccount): FormattedExecutionResult;
  /** What went wrong, in the form in which it may go out. */
  failed(error: unknown, account: RequestAccount): readonly GraphQLFormattedError[];
  /** The operations asked last, the latest first. */
  recent(limit: number): readonly OperationText[];
  /** Plans operations before they are asked, those that fit; other work goes on between them. */
  warm(operations: readonly OperationText[]): Promise<void>;
  /** Ends what it holds beside what is asked of it. */
  close(): Promise<void>;
  /** For who parses by itself: refuses a text that no parser should be given. @throws GatewayError `DEPTH_LIMIT`. */
  limitText(text: string): void;
  /** What it has to hold a document against beside the specification's rules. */
  readonly ownRules: readonly ValidationRule[];
  /** The most tokens a document may have, and what the parser's error is to the caller. */
  readonly maxTokens: number;
  parseFailure(error: GraphQLError): GatewayError;
}

const DEFAULT_MAX_COST = 20_000;

/** Makes the sentence for one supergraph. */
export function createAnswerer(supergraph: Supergraph, clients: SubgraphClients, options: AnswerOptions): Answerer {
  const { maxTokens, onEvent } = options;
  const aside = planAside(supergraph.sdl, options);
  const planner = createPlanner(supergraph, { aside, onPlanned: (planned) => tellPlan(planned, onEvent) });
  const protect = createProtection(supergraph);
  const executePlan = options.createExecutor(supergraph, clients);
  const areBytesGiven = [...clients.values()].every(({ givesBytes }) => givesBytes);
  const execute: Execute = async (execution) => {
    const { finish, variables: valuesOf, isAsAsked } = execution.planned;
    const variables = valuesOf ? valuesOf(execution.variables) : execution.variables;
    const takesBytes = isAsAsked && execution.takesBytes === true;
    const result = await executePlan({ ...execution, variables, takesBytes });
    return result.bytes === undefined ? (finish?.(result) ?? result) : result;
  };
  const shown = ({ data, errors }: ExecutionResult, account: RequestAccount): FormattedExecutionResult => ({
    ...(errors ? { errors: errors.map((error) => outgoing(error, { account, onEvent })) } : {}),
    ...(data === undefined ? {} : { data }),
  });
  const limitText = (text: string): void => limitNesting(text, options.maxDepth);
  const limitOperation = operationLimiter(options);
  const costRules = readCostRules(supergraph.sdl);
  const costOf = costEstimator(supergraph.api, costRules);
  const maxCost = options.maxCost ?? (saysCosts(costRules) ? DEFAULT_MAX_COST : null);
  const identity = { verifyToken: options.verifyToken, maxCost };

  const admit = (question: PreparedQuestion, operation: OperationDefinitionNode): AdmittedOperation => {
    const { document, query, operationName, variables, principal } = question;
    limitOperation(document);
    const errors = variableErrors(supergraph.api, operation, variables);
    if (errors.length > 0) throw new InvalidOperation(errors);
    limitCost(costOf({ document, operationName, variables }), principal.costLimit);
    const guarded = protect({ text: query, document, operationName, operation, principal });
    if (guarded === null) return { open: { text: query, document, operationName }, restore: asItIs };
    return { open: guarded.open, restore: (answer) => guarded.restore(answer, variables) };
  };
  const queries = new InFlight<Executed>({ onJoined: () => onEvent({ kind: 'joined' }), endsWithFirst: true });
  // Whoever has heard of a change is not told what was read before it.
  let changes = 0;
  const changed = (): void => {
    changes += 1;
  };
  const numberOf = interner();
  /** Equal queries that are under way at once for one audience are executed once; what comes of it is theirs to read alone. */
  const query = (open: OperationToPlan, { signal, variables, principal, account }: Question, takesBytes: boolean) => {
    const audience = `${changes} ${audienceText(principal)}`;
    const asked = `${numberOf(open.text)} ${takesBytes} ${open.operationName ?? ''}`;
    // No part has the end of a line in it: JSON has none, nor has a name.
    return queries.join(`${asked}\n${audience}\n${JSON.stringify(variables)}`, signal, async (shared) => {
      const planned = await planner.plan(open);
      return execute({ planned, variables, principal, account, signal: shared, audience, takesBytes });
    });
  };
  const mutate = async (open: OperationToPlan, { signal, variables, principal, account }: Question) => {
    try {
      return await execute({ planned: await planner.plan(open), variables, principal, account, signal });
    } finally {
      changed();
    }
  };
  const run = async (question: PreparedQuestion): Promise<Executed> => {
    try {
      const operation = chooseAnswerable(question.document, question.operationName);
      const { open, restore } = admit(question, operation);
      if (open === null) return restore({ data: {} });
      if (operation.operation !== OperationTypeNode.QUERY) return restore(await mutate(open, question));
      // What is not told to everybody is put in or left out of the data.
      const takesBytes = areBytesGiven && question.takesBytes === true && open.document === question.document;
      const executed = await query(open, question, takesBytes);
      return executed.bytes === undefined ? restore(executed) : executed;
    } catch (error) {
      if (error instanceof InvalidOperation) return { errors: error.errors };
      throw error;
    }
  };
  const answerPrepared = (question: PreparedQuestion): Promise<Answer> =>
    run(question).then(
      (result) => (result.bytes === undefined ? shown(result, question.account) : { bytes: result.bytes }),
      (error: unknown) => shown({ errors: errorsOf(error) }, question.account),
    );
  const parseText = (text: string): DocumentNode => {
    limitText(text);
    return parseOperation(supergraph.api, text, maxTokens);
  };

  return {
    authenticate: (authorization) => authenticate(authorization, identity),
    identify: (authorization) => identify(authorization, identity),
    run,
    answer: async (question) => {
      try {
        return await answerPrepared({ ...question, document: parseText(question.query) });
      } catch (error) {
        return shown({ errors: errorsOf(error) }, question.account);
      }
    },
    answerPrepared,
    parse: parseText,
    admit,
    planner,
    execute,
    changed,
    shown,
    failed: (error, account) => shown({ errors: errorsOf(error) }, account).errors ?? [],
    recent: planner.recent,
    warm: async (operations) => {
      for (const operation of operations) {
        const document = parse(operation.text);
        // What cannot be planned is refused to who asks it.
        if (validate(supergraph.api, document).length === 0)
          await planner.plan({ ...operation, document }).catch(nothing);
        await setImmediate();
      }
    },
    close: aside.close,
    limitText,
    ownRules: OWN_RULES,
    maxTokens,
    parseFailure: (error) => parseFailure(error, maxTokens),
  };
}

const nothing = (): void => undefined;
const asItIs = <T>(answer: T): T => answer;

/** The audience of a principal as a text, made once. */
function audienceText(principal: Principal): string {
  const text = audiences.get(principal) ?? JSON.stringify(audienceOf(principal));
  audiences.set(principal, text);
  return text;
}

const audiences = new WeakMap<Principal, string>();

function errorsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof InvalidOperation) return error.errors;
  return [error instanceof GatewayError ? error : new GatewayError('INTERNAL_SERVER_ERROR', { cause: error })];
}

function outgoing(error: GraphQLError, noted: Parameters<typeof noteError>[2]): GraphQLFormattedError {
  const shown = formatError(error.toJSON());
  noteError(shown, error, noted);
  return shown;
}

/** A plan that was at hand is no piece of work that a trace should show. */
function tellPlan(planned: PlanNews, onEvent: EventListener): void {
  onEvent({ kind: 'planned', ...planned });
  if (!planned.cached) pastSpan({ name: 'plan', kind: 'internal' }, planned.durationMs);
}
