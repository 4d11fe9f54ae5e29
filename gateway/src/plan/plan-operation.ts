import { operationFromDocument } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Supergraph } from '../supergraph/supergraph.js';

/** A planned operation. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

/** An operation to plan: its text tells it from others, its document is what is planned. */
export interface OperationToPlan {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

const CACHED_PLANS = 1_000;

/** Plans the operations of one supergraph. */
export interface Planner {
  plan(operation: OperationToPlan): PlannedOperation;
  /** The operations planned or used last, the latest first. */
  recent(limit: number): readonly OperationToPlan[];
}

/**
 * Makes the planner of a supergraph; the only place that knows Apollo's. A plan takes milliseconds and blocks the loop, so plans
 * are kept, the least recently used leaving first.
 */
export function createPlanner(supergraph: Supergraph): Planner {
  const planner = new QueryPlanner(supergraph.federation);
  const api = supergraph.federation.apiSchema();
  const plans = new LRUCache<string, PlannedOperation & OperationToPlan>({ max: CACHED_PLANS });
  return {
    plan: ({ text, document, operationName }) => {
      const key = `${operationName ?? ''}\n${text}`;
      const known = plans.get(key);
      if (known !== undefined) return known;
      const operation = operationFromDocument(api, document, operationName === undefined ? {} : { operationName });
      const planned = { plan: planner.buildQueryPlan(operation), text, document, operationName };
      plans.set(key, planned);
      return planned;
    },
    recent: (limit) => [...plans.values()].slice(0, limit),
  };
}

/** A plan in words, as the planner prints it: which subgraph is asked what, in which order. */
export function planText({ plan }: PlannedOperation): string {
  return prettyFormatQueryPlan(plan);
}
