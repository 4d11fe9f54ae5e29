import { type FragmentDefinitionNode, getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { FetchNode, QueryPlan } from './query-plan.js';

/** What a fetch asks, and where in the answer it goes. */
export interface FetchPlace {
  readonly fetch: FetchNode;
  /** Response keys; lists are not told. */
  readonly path: readonly string[];
  readonly sets: readonly SelectionSetNode[];
  /** Those that its document brings. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

type AnyNode = NonNullable<QueryPlan['node']>;

/** The fetches of a plan, in order. */
export function fetchPlaces({ node }: QueryPlan): readonly FetchPlace[] {
  return placesIn(node, []);
}

function placesIn(node: AnyNode | undefined, path: readonly string[]): readonly FetchPlace[] {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((each) => placesIn(each, path));
    case 'Flatten':
      return placesIn(node.node, [...path, ...node.path.map(String).filter((part) => part !== '@')]);
    case 'Condition':
      return [...placesIn(node.ifClause, path), ...placesIn(node.elseClause, path)];
    case 'Subscription':
      return [...placesIn(node.primary, path), ...placesIn(node.rest, path)];
    case 'Fetch': {
      const document = parse(node.operation);
      const set = getOperationAST(document)?.selectionSet;
      if (set === undefined) return [];
      const sets = node.requires === undefined ? [set] : entitySets(set);
      return [{ fetch: node, path, sets, fragments: fragmentsOf(document) }];
    }
    default:
      return [];
  }
}

/** What is asked of entities lies below `_entities`. */
function entitySets({ selections }: SelectionSetNode): readonly SelectionSetNode[] {
  return selections.flatMap((node) => (node.kind === Kind.FIELD && node.selectionSet ? [node.selectionSet] : []));
}
