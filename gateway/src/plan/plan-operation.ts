import { operationFromDocument } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type ExecutionResult, getOperationAST, Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { drawShares, type Overrides } from './draw-shares.js';
import { explodeInterfaces } from './explode-interfaces.js';
import { fetchStandIns } from './fetch-stand-ins.js';
import { finisher, type NotedPlan } from './finish-result.js';
import { keepTypes } from './keep-types.js';
import { lostFragments } from './lost-fragments.js';
import { pinFields } from './pin-fields.js';
import { attempt, type BuildPlan, planPlannable } from './plan-plannable.js';
import { keySuffix, ownVariables, rekeyed } from './response-keys.js';
import { tellTypenames } from './tell-typenames.js';
import { unaskedFields } from './unasked-fields.js';

/** A plan's parts, in the planner's own words. */
export type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';

import { responseKey } from '../lib/response-key.js';

/** A planned operation. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  /** What is executed: the operation, some of its response keys perhaps others than were asked for. */
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
/** Characters of all kept operations together: comments and long values make a text as long as a request may be. */
const CACHED_CHARACTERS = 8 * 1024 * 1024;

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

/**
 * Makes the planner of a supergraph; the only place that knows Apollo's. A plan takes milliseconds and blocks the loop, so plans
 * are kept, the least recently used leaving first. Documents are not: parsed, a text takes a hundred times its room.
 */
export function createPlanner(
  supergraph: Supergraph,
  onPlanned: (news: PlanNews) => void = () => undefined,
  random: () => number = Math.random,
): Planner {
  const rules = supergraph.forPlanning;
  const { federation, standIns, interfaceObjects, pinned } = rules;
  // A fragment of the client's may be of what is asked otherwise.
  const reuseQueryFragments = standIns.byName.size === 0 && interfaceObjects.names.size === 0;
  const planner = new QueryPlanner(federation, { reuseQueryFragments });
  const api = federation.apiSchema();
  const plans = new LRUCache<string, OperationText & NotedPlan>({
    max: CACHED_PLANS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_planned, key) => key.length,
  });
  const buildPlan = (document: DocumentNode, operationName: string | undefined, shares: Overrides): QueryPlan => {
    const named = operationName === undefined ? {} : { operationName };
    const build: BuildPlan = (asked) => {
      const operation = operationFromDocument(api, tellTypenames(supergraph.api, asked), named);
      const plan = planner.buildQueryPlan(operation, { overrideConditions: new Map(shares) });
      return keepTypes(fetchStandIns(plan, standIns), interfaceObjects);
    };
    try {
      const plan = build(document);
      const asked = { document, operationName };
      const pins = lostFragments(plan, supergraph.api, asked, pinned);
      return pins.size === 0 ? plan : (attempt(() => build(pinFields(asked, supergraph.api, pins, pinned))) ?? plan);
    } catch {
      return planPlannable(explodeInterfaces(supergraph.api, document), operationName, build);
    }
  };
  const made = ({ text, document, operationName }: OperationToPlan, shares: Overrides): NotedPlan => {
    const suffix = keySuffix(document, text, rules);
    const planned = suffix === null ? document : rekeyed(document, suffix, rules).document;
    const plan = ownVariables(buildPlan(planned, operationName, shares), suffix);
    return { plan, suffix, unasked: unaskedFields(plan, supergraph.api, { document: planned, operationName }) };
  };
  const plannedOf = (operation: OperationToPlan): NotedPlan => {
    const { text, operationName } = operation;
    const began = performance.now();
    const told = (cached: boolean): void => onPlanned({ cached, durationMs: performance.now() - began });
    const shares = drawShares(operation, rules, random);
    const key = `${operationName ?? ''}\n${shares.map(([label, isNew]) => `${label} ${isNew}\n`).join('')}${text}`;
    const known = plans.get(key);
    const planned = known ?? { ...made(operation, shares), text, operationName };
    if (known === undefined) plans.set(key, planned);
    told(known !== undefined);
    return planned;
  };
  const finished = finisher(rules);
  return {
    plan: (operation) => finished(plannedOf(operation), operation),
    planSubscription: (operation) => {
      const planned = plannedOf(operation);
      const { operationName } = operation;
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

/** A plan in words, as the planner prints it: which subgraph is asked what, in which order. */
export function planText({ plan }: PlannedOperation): string {
  return prettyFormatQueryPlan(plan);
}
