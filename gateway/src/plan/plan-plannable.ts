import { type DocumentNode, getOperationAST, Kind, OperationTypeNode, type SelectionNode } from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { withUsedVariables } from '../lib/used-variables.js';
import type { QueryPlan } from './query-plan.js';

/** Plans a document's operation. @throws Error where the planner finds no way. */
export type BuildPlan = (document: DocumentNode) => QueryPlan;

/**
 * Plans of an operation what the planner finds a way to: a query without some of its root fields, a mutation whole or not at all. What the plan asks
 * nobody for is told where the answer is made (`unasked-fields`).
 */
export function planPlannable(document: DocumentNode, operationName: string | undefined, build: BuildPlan): QueryPlan {
  const whole = attempt(() => build(document));
  const operation = getOperationAST(document, operationName);
  if (whole !== null) return whole;
  if (operation?.operation !== OperationTypeNode.QUERY) return NOTHING;
  const only = (selections: readonly SelectionNode[]): DocumentNode => {
    const selected = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
    return withUsedVariables(selected, [...fragmentsOf(document).values()]);
  };
  const plannable = operation.selectionSet.selections.filter((node) => attempt(() => build(only([node]))) !== null);
  if (plannable.length === 0) return NOTHING;
  return attempt(() => build(only(plannable))) ?? NOTHING;
}

const NOTHING: QueryPlan = { kind: 'QueryPlan' };

/** A plan; null where the planner finds none. */
export function attempt(build: () => QueryPlan): QueryPlan | null {
  try {
    return build();
  } catch {
    return null;
  }
}
