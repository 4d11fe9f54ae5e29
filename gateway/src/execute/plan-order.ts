import type { PlanNode } from '../plan/query-plan.js';

/** Where a fetch stands among the others of its plan. */
export interface PlanOrder {
  /** How many fetches have to be answered before it, one after the other. */
  readonly depth: number;
  /** The subgraphs that are asked when it has been answered, by what follows it. */
  readonly next: ReadonlySet<string>;
}

/** The orders of the steps of a sequence, which itself has a place. */
export function ordersOf(nodes: readonly PlanNode[], { depth, next }: PlanOrder): readonly PlanOrder[] {
  let above = depth;
  return nodes.map((node, index) => {
    const following = nodes[index + 1];
    const order = { depth: above, next: following === undefined ? next : new Set(firstAsked(following)) };
    above += heightOf(node);
    return order;
  });
}

/** The subgraphs that a step asks before it has been told anything. */
function firstAsked(node: PlanNode | undefined): readonly string[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node.serviceName];
    case 'Flatten':
      return firstAsked(node.node);
    case 'Sequence':
      return firstAsked(node.nodes[0]);
    case 'Parallel':
      return node.nodes.flatMap(firstAsked);
    case 'Condition':
      return [...firstAsked(node.ifClause), ...firstAsked(node.elseClause)];
    default:
      return [];
  }
}

/** How many fetches a step makes one after the other. */
function heightOf(node: PlanNode | undefined): number {
  switch (node?.kind) {
    case 'Fetch':
      return 1;
    case 'Flatten':
      return heightOf(node.node);
    case 'Sequence':
      return node.nodes.reduce((sum, each) => sum + heightOf(each), 0);
    case 'Parallel':
      return Math.max(0, ...node.nodes.map(heightOf));
    case 'Condition':
      return Math.max(heightOf(node.ifClause), heightOf(node.elseClause));
    default:
      return 0;
  }
}

/** Whether a plan has fetches whose arguments come from what their entities lie in (`@fromContext`). */
export function takesContext(node: PlanNode | undefined): boolean {
  switch (node?.kind) {
    case 'Fetch':
      return (node.contextRewrites?.length ?? 0) > 0;
    case 'Flatten':
      return takesContext(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(takesContext);
    case 'Condition':
      return takesContext(node.ifClause) || takesContext(node.elseClause);
    default:
      return false;
  }
}
