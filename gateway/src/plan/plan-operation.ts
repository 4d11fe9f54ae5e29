import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import { responseKey } from '../lib/response-key.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { drawShares } from './draw-shares.js';
import { finisher, type NotedPlan } from './finish-result.js';
import { type GeneralForm, generalForm } from './general-form.js';
import { planMaker } from './make-plan.js';
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

const CACHED_PLANS = 1_000;
/** Characters of all kept operations together: parsed, a text takes dozens of times its room. */
const CACHED_CHARACTERS = 2 * 1024 * 1024;

/** How a plan that was needed was come by. */
export interface PlanNews {
  readonly cached: boolean;
  readonly durationMs: number;
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
  /** What is done with an event, for a document that selects no more than what was planned: begins with the source's question, which the event answers. */
  perEvent(document: DocumentNode): PlannedOperation;
}

/** Plans the operations of one supergraph. */
export interface Planner {
  plan(operation: OperationToPlan): PlannedOperation;
  planSubscription(operation: OperationToPlan): PlannedSubscription;
  /** The operations planned or used last, the latest first. */
  recent(limit: number): readonly OperationText[];
}

/** What is kept of an operation that was planned. */
interface KeptPlan extends OperationText, NotedPlan {
  /** What is executed by the plan: one document for all who ask the same, so that it is made ready once. */
  readonly document: DocumentNode;
}

/**
 * Makes the planner of a supergraph. A plan takes milliseconds and blocks the loop, so plans are kept, the least recently used leaving first, by their
 * operations' general forms: neither written values nor the layout multiply them.
 */
export function createPlanner(
  supergraph: Supergraph,
  onPlanned: (news: PlanNews) => void = () => undefined,
  random: () => number = Math.random,
): Planner {
  const rules = supergraph.forPlanning;
  const makePlan = planMaker(supergraph);
  const plans = new LRUCache<string, KeptPlan>({
    max: CACHED_PLANS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_planned, key) => key.length,
  });
  const plannedOf = (operation: OperationText, documentOf: () => DocumentNode): KeptPlan => {
    const { text, operationName } = operation;
    const began = performance.now();
    const told = (cached: boolean): void => onPlanned({ cached, durationMs: performance.now() - began });
    const shares = drawShares(operation, rules, random);
    const key = `${shares.map(([label, isNew]) => `${label} ${isNew}\n`).join('')}${text}`;
    const known = plans.get(key);
    if (known !== undefined) {
      told(true);
      return known;
    }
    const document = documentOf();
    const planned = { ...makePlan({ text, document, operationName }, shares), text, document, operationName };
    plans.set(key, planned);
    told(false);
    return planned;
  };
  const formOf = formKeeper(supergraph.api);
  const finished = finisher(rules);
  return {
    plan: (operation) => {
      const { values, ...form } = formOf(operation);
      const planned = plannedOf(form, () => parse(form.text, { noLocation: true }));
      return withValues(finished(planned, planned), values);
    },
    planSubscription: (operation) => {
      const { document: asked, operationName } = operation;
      const planned = plannedOf(operation, () => asked);
      const { source, perEvent } = subscriptionOf(planned.plan);
      return {
        source,
        perEvent: (document) => finished({ ...planned, plan: perEvent }, { document, operationName }),
      };
    },
    recent: (limit) => {
      const texts = [...plans.values()].map(({ text, operationName }) => ({ text, operationName }));
      return [...new Map(texts.map((each) => [JSON.stringify(each), each])).values()].slice(0, limit);
    },
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
