import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { responseKey } from '../lib/response-key.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { finisher } from './finish-result.js';
import { type GeneralForm, generalForm } from './general-form.js';
import { keepPlans, type PlanningParts } from './keep-plans.js';
import { chooseOperation } from './parse-operation.js';
import type { QueryPlan } from './query-plan.js';

/** A planned operation. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  /** What is executed: the operation with variables for the values written in it, some of its response keys perhaps others than were asked for. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** The values of that operation's variables, of those that were given. */
  readonly variables?: (given: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Whether the data of its results have the form that was asked for as they are. */
  readonly isAsAsked: boolean;
  /** Makes the result of the operation as it was asked of what comes of executing it. */
  readonly finish?: (result: ExecutionResult) => ExecutionResult;
}

/** An operation by its text, which tells it from others. */
export interface OperationText {
  readonly text: string;
  readonly operationName: string | undefined;
}

/** An operation to plan: its document is what is planned. */
export interface OperationToPlan extends OperationText {
  readonly document: DocumentNode;
}

/** A planned subscription: who is asked for its events, and what is done with each. */
export interface PlannedSubscription {
  /** The subgraph that gives the events, and what it is asked. */
  readonly source: {
    readonly subgraph: string;
    readonly query: string;
    readonly operationName: string | undefined;
    /** The variables it uses. */
    readonly variables: readonly string[];
    /** The key of its one field in an event. */
    readonly responseKey: string;
  };
  /** The values that are written in it, by the variables that the source and the plan have in their places. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is done with an event, for a document that selects no more than what was planned: begins with the source's question, which the event answers. */
  perEvent(document: DocumentNode): PlannedOperation;
}

/** Plans the operations of one supergraph. */
export interface Planner {
  /** @throws GatewayError `PLAN_LIMIT` for what would take too long to plan; `OVERLOADED` when too much waits to be planned. */
  plan(operation: OperationToPlan): Promise<PlannedOperation>;
  /** @throws GatewayError the same. */
  planSubscription(operation: OperationToPlan): Promise<PlannedSubscription>;
  /** The operations planned or used last, the latest first. */
  recent(limit: number): readonly OperationText[];
}

/**
 * Makes the planner of a supergraph. A plan takes milliseconds, so plans are kept, by their operations' general forms: neither written values nor the
 * layout multiply them.
 */
export function createPlanner(supergraph: Supergraph, parts: Partial<PlanningParts> = {}): Planner {
  const { aside = null, onPlanned = () => undefined, random = Math.random } = parts;
  const plans = keepPlans(supergraph, { aside, onPlanned, random });
  const formOf = formKeeper(supergraph.api);
  const finished = finisher(supergraph.forPlanning);
  return {
    plan: async (operation) => {
      const { values, ...form } = formOf(operation);
      const planned = await plans.of(form);
      return withValues(finished(planned, planned), values);
    },
    planSubscription: async (operation) => {
      const { values, ...form } = formOf(operation);
      const planned = await plans.of(form);
      const { source, perEvent } = subscriptionOf(planned.plan);
      const { operationName } = operation;
      return {
        source,
        values,
        perEvent: (document) => finished({ ...planned, plan: perEvent }, { document, operationName }),
      };
    },
    recent: plans.recent,
  };
}

/** The general form of an operation, and its name. */
type NamedForm = GeneralForm & OperationText;

/** Keeps the general forms of operations for as long as somebody keeps their documents. */
function formKeeper(api: GraphQLSchema): (asked: OperationToPlan) => NamedForm {
  const kept = new WeakMap<OperationDefinitionNode, NamedForm>();
  return ({ document, operationName }) => {
    const operation = chooseOperation(document, operationName);
    const form = kept.get(operation) ?? {
      ...generalForm({ document, operation }, api),
      operationName: operation.name?.value,
    };
    kept.set(operation, form);
    return form;
  };
}

/** The operation with the values that were written in it, beside those that are given. */
function withValues(planned: PlannedOperation, values: GeneralForm['values']): PlannedOperation {
  if (Object.keys(values).length === 0) return planned;
  const { variables = (given) => given } = planned;
  return { ...planned, variables: (given) => ({ ...variables(given), ...values }) };
}

interface SourceAndRest extends Pick<PlannedSubscription, 'source'> {
  readonly perEvent: QueryPlan;
}

function subscriptionOf({ node }: QueryPlan): SourceAndRest {
  if (node?.kind !== 'Subscription') throw new GatewayError('INTERNAL_SERVER_ERROR');
  const { primary, rest } = node;
  const { serviceName: subgraph, operation: query, operationName, variableUsages: variables = [] } = primary;
  return {
    source: { subgraph, query, operationName, variables, responseKey: rootKey(query) },
    perEvent: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary },
  };
}

/** A subscription has one field at its root (GraphQL, section 5.2.4.1). */
function rootKey(query: string): string {
  const field = getOperationAST(parse(query))?.selectionSet.selections[0];
  if (field?.kind !== Kind.FIELD) throw new GatewayError('INTERNAL_SERVER_ERROR');
  return responseKey(field);
}
