import type { FetchNode, PlanNode, QueryPlan } from './query-plan.js';

/** What takes a fetch's place: one fetch, several that can be made at once, or none. */
export type ChangeFetch = (fetch: FetchNode) => readonly FetchNode[];

/** The plan with others in the place of its fetches. The source of a subscription stays one fetch. */
export function mapFetches(plan: QueryPlan, change: ChangeFetch): QueryPlan {
  const { node, ...whole } = plan;
  if (node === undefined) return plan;
  if (node.kind !== 'Subscription') {
    const mapped = mapNode(node, change);
    return mapped === null ? whole : { ...whole, node: mapped };
  }
  const { primary, rest, ...subscription } = node;
  const [source = primary] = change(primary);
  const left = rest && mapNode(rest, change);
  return { ...whole, node: { ...subscription, primary: source, ...(left ? { rest: left } : {}) } };
}

/** Null where nothing is left. */
function mapNode(node: PlanNode, change: ChangeFetch): PlanNode | null {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel': {
      const nodes = node.nodes.flatMap((each) => mapNode(each, change) ?? []);
      return nodes.length === 0 ? null : { ...node, nodes };
    }
    case 'Flatten': {
      const below = mapNode(node.node, change);
      if (below?.kind !== 'Parallel') return below && { ...node, node: below };
      return { ...below, nodes: below.nodes.map((each) => ({ ...node, node: each })) };
    }
    case 'Condition': {
      const { ifClause, elseClause, ...condition } = node;
      const [met, unmet] = [ifClause && mapNode(ifClause, change), elseClause && mapNode(elseClause, change)];
      if (!met && !unmet) return null;
      return { ...condition, ...(met ? { ifClause: met } : {}), ...(unmet ? { elseClause: unmet } : {}) };
    }
    case 'Fetch': {
      const [first, ...others] = change(node);
      if (first === undefined) return null;
      return others.length === 0 ? first : { kind: 'Parallel', nodes: [first, ...others] };
    }
    default:
      return node;
  }
}

/** The fetches of a part of a plan, in order. */
export function fetchesIn(node: PlanNode | undefined): readonly FetchNode[] {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Condition':
      return [...fetchesIn(node.ifClause), ...fetchesIn(node.elseClause)];
    case 'Fetch':
      return [node];
    default:
      return [];
  }
}
