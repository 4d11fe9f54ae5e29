import { type FetchPlace, fetchPlaces, type KeyPath, pathKey, toldBy } from './fetch-places.js';
import { fetchesIn } from './map-fetches.js';
import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from './query-plan.js';

/**
 * The plan with each fetch behind those that tell what it hands on. Where the planner comes by several keys to a subgraph, and then looks for what a field
 * there requires, it has all fetches and asks that subgraph first. Plans that are in order stay as they are.
 */
export function orderFetches(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  if (node === undefined || node.kind === 'Subscription') return plan;
  const ordered = orderedIn(node, new Set(), partsOf(plan));
  return ordered === node ? plan : { ...plan, node: ordered };
}

/** Places in an answer, by response keys. */
type Places = ReadonlySet<string>;

function orderedIn(node: PlanNode, told: Places, partOf: PartOf): PlanNode {
  switch (node.kind) {
    case 'Sequence': {
      const known = new Set(told);
      const nodes: PlanNode[] = [];
      for (let left = node.nodes.map(partOf); left.length > 0; ) {
        const next = left.find((part) => isReady(part, left, known)) ?? (left[0] as Part);
        nodes.push(orderedIn(next.node, known, partOf));
        for (const place of next.tells) known.add(place);
        left = left.filter((part) => part !== next);
      }
      return isSame(nodes, node.nodes) ? node : { ...node, nodes };
    }
    case 'Parallel': {
      const known = new Set(told);
      const turns: PlanNode[] = [];
      for (let left = node.nodes.map(partOf); left.length > 0; ) {
        const ready = left.filter((part) => isReady(part, left, known));
        const turn = ready.length === 0 ? left : ready;
        const nodes = turn.map((part) => orderedIn(part.node, known, partOf));
        for (const { tells } of turn) for (const place of tells) known.add(place);
        left = left.filter((part) => !turn.includes(part));
        if (turns.length === 0 && left.length === 0) return isSame(nodes, node.nodes) ? node : { ...node, nodes };
        turns.push(nodes.length === 1 ? (nodes[0] as PlanNode) : { ...node, nodes });
      }
      return { kind: 'Sequence', nodes: turns };
    }
    case 'Flatten': {
      const below = orderedIn(node.node, told, partOf);
      return below === node.node ? node : { ...node, node: below };
    }
    case 'Condition': {
      const { ifClause, elseClause } = node;
      const met = ifClause && orderedIn(ifClause, told, partOf);
      const unmet = elseClause && orderedIn(elseClause, told, partOf);
      if (met === ifClause && unmet === elseClause) return node;
      return { ...node, ...(met ? { ifClause: met } : {}), ...(unmet ? { elseClause: unmet } : {}) };
    }
    default:
      return node;
  }
}

function isSame(nodes: readonly PlanNode[], others: readonly PlanNode[]): boolean {
  return nodes.every((node, index) => node === others[index]);
}

/** A part of a plan, and what it is about. */
interface Part {
  readonly node: PlanNode;
  /** What it hands on, and does not learn itself before. */
  readonly needs: Places;
  readonly tells: Places;
}

type PartOf = (node: PlanNode) => Part;

/** Tells what a part of a plan is about; the fetches are gone through once. */
function partsOf(plan: QueryPlan): PartOf {
  const fetches = new Map(
    fetchPlaces(plan).map((place) => [
      place.fetch,
      { needs: needsOf(place).map(pathKey), tells: toldBy(place).map(pathKey) },
    ]),
  );
  return (node) => {
    const [needs, tells] = [new Set<string>(), new Set<string>()];
    for (const fetch of fetchesIn(node)) {
      for (const need of fetches.get(fetch)?.needs ?? []) if (!tells.has(need)) needs.add(need);
      for (const told of fetches.get(fetch)?.tells ?? []) tells.add(told);
    }
    return { node, needs, tells };
  };
}

/** Whether what is needed is known, or nobody else tells it. */
function isReady(part: Part, all: readonly Part[], known: Places): boolean {
  return [...part.needs].every(
    (need) => known.has(need) || all.every((each) => each === part || !each.tells.has(need)),
  );
}

/** The ways to what a fetch hands on. */
function needsOf({ fetch, path }: FetchPlace): readonly KeyPath[] {
  const needs = (selections: readonly QueryPlanSelectionNode[], above: KeyPath): readonly KeyPath[] =>
    selections.flatMap((selection) => {
      if (selection.kind === 'InlineFragment') return needs(selection.selections, above);
      const key = selection.alias ?? selection.name;
      return key === '__typename' ? [] : [[...above, key], ...needs(selection.selections ?? [], [...above, key])];
    });
  return needs(fetch.requires ?? [], path);
}
