import { Kind, type SelectionSetNode } from 'graphql';
import { responseKey } from '../lib/response-key.js';
import { type FetchPlace, fetchPlaces } from './fetch-places.js';
import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from './query-plan.js';

/**
 * The plan with each fetch behind those that tell what it hands on. Where the planner comes by several keys to a subgraph, and then looks for what a field
 * there requires, it has all fetches and asks that subgraph first. Plans that are in order stay as they are.
 */
export function orderFetches(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  if (node === undefined || node.kind === 'Subscription') return plan;
  const ordered = orderedIn(node, new Set(), []);
  return ordered === node ? plan : { ...plan, node: ordered };
}

/** Places in an answer, by response keys. */
type Places = ReadonlySet<string>;

function orderedIn(node: PlanNode, told: Places, path: readonly string[]): PlanNode {
  switch (node.kind) {
    case 'Sequence': {
      const known = new Set(told);
      const nodes: PlanNode[] = [];
      for (let left = node.nodes.map((each) => partOf(each, path)); left.length > 0; ) {
        const next = left.find((part) => isReady(part, left, known)) ?? (left[0] as Part);
        nodes.push(orderedIn(next.node, known, path));
        for (const place of next.tells) known.add(place);
        left = left.filter((part) => part !== next);
      }
      return isSame(nodes, node.nodes) ? node : { ...node, nodes };
    }
    case 'Parallel': {
      const known = new Set(told);
      const turns: PlanNode[] = [];
      for (let left = node.nodes.map((each) => partOf(each, path)); left.length > 0; ) {
        const ready = left.filter((part) => isReady(part, left, known));
        const turn = ready.length === 0 ? left : ready;
        const nodes = turn.map((part) => orderedIn(part.node, known, path));
        for (const { tells } of turn) for (const place of tells) known.add(place);
        left = left.filter((part) => !turn.includes(part));
        if (turns.length === 0 && left.length === 0) return isSame(nodes, node.nodes) ? node : { ...node, nodes };
        turns.push(nodes.length === 1 ? (nodes[0] as PlanNode) : { ...node, nodes });
      }
      return { kind: 'Sequence', nodes: turns };
    }
    case 'Flatten': {
      const below = orderedIn(node.node, told, [...path, ...keysOf(node.path)]);
      return below === node.node ? node : { ...node, node: below };
    }
    case 'Condition': {
      const { ifClause, elseClause } = node;
      const met = ifClause && orderedIn(ifClause, told, path);
      const unmet = elseClause && orderedIn(elseClause, told, path);
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

function partOf(node: PlanNode, path: readonly string[]): Part {
  const [needs, tells] = [new Set<string>(), new Set<string>()];
  for (const place of fetchPlaces({ kind: 'QueryPlan', node })) {
    const at = { ...place, path: [...path, ...place.path] };
    for (const need of needsOf(at)) if (!tells.has(need)) needs.add(need);
    for (const told of toldBy(at)) tells.add(told);
  }
  return { node, needs, tells };
}

/** Whether what is needed is known, or nobody else tells it. */
function isReady(part: Part, all: readonly Part[], known: Places): boolean {
  return [...part.needs].every(
    (need) => known.has(need) || all.every((each) => each === part || !each.tells.has(need)),
  );
}

function needsOf({ fetch, path }: FetchPlace): readonly string[] {
  const needs = (selections: readonly QueryPlanSelectionNode[], above: readonly string[]): readonly string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === 'InlineFragment') return needs(selection.selections, above);
      const key = selection.alias ?? selection.name;
      return key === '__typename'
        ? []
        : [placeOf([...above, key]), ...needs(selection.selections ?? [], [...above, key])];
    });
  return needs(fetch.requires ?? [], path);
}

/** What a fetch tells: the places of all its fields. */
export function toldBy({ fetch: { outputRewrites = [] }, path, sets, fragments }: FetchPlace): readonly string[] {
  const renamed = new Map(
    outputRewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo]] : [],
    ),
  );
  const told = ({ selections }: SelectionSetNode, above: readonly string[]): readonly string[] =>
    selections.flatMap((node) => {
      if (node.kind !== Kind.FIELD) {
        const set =
          node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
        return set ? told(set, above) : [];
      }
      const key = renamed.get(responseKey(node)) ?? responseKey(node);
      const at = [...above, key];
      return [placeOf(at), ...(node.selectionSet ? told(node.selectionSet, at) : [])];
    });
  return sets.flatMap((set) => told(set, path));
}

/** A place in an answer by its response keys, as one text. */
export function placeOf(path: readonly string[]): string {
  return path.join('.');
}

function keysOf(path: readonly (string | number)[]): readonly string[] {
  return path.map(String).filter((part) => part !== '@');
}
