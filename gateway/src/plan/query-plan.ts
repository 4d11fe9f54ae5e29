import { prettyFormatQueryPlan, type QueryPlan } from '@apollo/query-planner';

/** A plan's parts, in the planner's own words. */
export type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';

/** A plan in words, as the planner prints it: which subgraph is asked what, in which order. */
export function planText(plan: QueryPlan): string {
  return prettyFormatQueryPlan(plan);
}
