import { operationFromDocument } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { tellTypenames } from './tell-typenames.js';

/** A plan's parts, in the planner's own words. */
export type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';

/** A planned operation. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
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
  };
  /** Begins with the source's question, which an event answers; what follows asks other subgraphs. */
  readonly perEvent: QueryPlan;
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
export function createPlanner(supergraph: Supergraph, onPlanned: (news: PlanNews) => void = () => undefined): Planner {
  const planner = new QueryPlanner(supergraph.federation);
  const api = supergraph.federation.apiSchema();
  const plans = new LRUCache<string, OperationText & { readonly plan: QueryPlan }>({
    max: CACHED_PLANS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_planned, key) => key.length,
  });
  const buildPlan = (document: DocumentNode, operationName: string | undefined): QueryPlan => {
    const named = operationName === undefined ? {} : { operationName };
    try {
      return planner.buildQueryPlan(operationFromDocument(api, tellTypenames(supergraph.api, document), named));
    } catch (cause) {
      // A valid operation that cannot be planned is no fault of the client's, whatever code the planner has for it.
      throw new GatewayError('INTERNAL_SERVER_ERROR', { cause });
    }
  };
  const planOf = ({ text, document, operationName }: OperationToPlan): QueryPlan => {
    const began = performance.now();
    const told = (cached: boolean): void => onPlanned({ cached, durationMs: performance.now() - began });
    const key = `${operationName ?? ''}\n${text}`;
    const known = plans.get(key);
    const plan = known?.plan ?? buildPlan(document, operationName);
    if (known === undefined) plans.set(key, { plan, text, operationName });
    told(known !== undefined);
    return plan;
  };
  return {
    plan: (operation) => {
      const { document, operationName } = operation;
      return { plan: planOf(operation), document, operationName };
    },
    planSubscription: (operation) => subscriptionOf(planOf(operation)),
    recent: (limit) => [...plans.values()].slice(0, limit).map(({ text, operationName }) => ({ text, operationName })),
  };
}

function subscriptionOf({ node }: QueryPlan): PlannedSubscription {
  if (node?.kind !== 'Subscription') throw new GatewayError('INTERNAL_SERVER_ERROR');
  const { primary, rest } = node;
  const { serviceName: subgraph, operation: query, operationName, variableUsages: variables = [] } = primary;
  return {
    source: { subgraph, query, operationName, variables },
    perEvent: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary },
  };
}

/** A plan in words, as the planner prints it: which subgraph is asked what, in which order. */
export function planText({ plan }: PlannedOperation): string {
  return prettyFormatQueryPlan(plan);
}
