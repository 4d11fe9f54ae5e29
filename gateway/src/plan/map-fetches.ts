import type { FetchNode, PlanNode, QueryPlan } from './query-plan.js';

/** What takes a fetch's place: one fetch, or several that can be made at once. */
export type ChangeFetch = (fetch: FetchNode) => readonly FetchNode[];

/** The plan with others in the place of its fetches. The source of a subscription stays one fetch. */
export function mapFetches(plan: QueryPlan, change: ChangeFetch): QueryPlan {
  const { node } = plan;
  if (node === undefined) return plan;
  if (node.kind !== 'Subscription') return { ...plan, node: mapNode(node, change) };
  const { primary, rest } = node;
  const [source = primary] = change(primary);
  return { ...plan, node: { ...node, primary: source, ...(rest ? { rest: mapNode(rest, change) } : {}) } };
}

function mapNode(node: PlanNode, change: ChangeFetch): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((each) => mapNode(each, change)) };
    case 'Flatten': {
      const below = mapNode(node.node, change);
      if (below.kind !== 'Parallel') return { ...node, node: below };
      return { ...below, nodes: below.nodes.map((each) => ({ ...node, node: each })) };
    }
    case 'Condition': {
      const { ifClause, elseClause, ...condition } = node;
      return {
        ...condition,
        ...(ifClause ? { ifClause: mapNode(ifClause, change) } : {}),
        ...(elseClause ? { elseClause: mapNode(elseClause, change) } : {}),
      };
    }
    case 'Fetch': {
      const [first = node, ...others] = change(node);
      return others.length === 0 ? first : { kind: 'Parallel', nodes: [first, ...others] };
    }
    default:
      return node;
  }
}
