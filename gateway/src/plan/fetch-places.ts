import { type FragmentDefinitionNode, getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import type { FetchNode, QueryPlan } from './query-plan.js';
import { written } from './written-fragments.js';

/** A way to a field by response keys; lists on it are not told. */
export type KeyPath = readonly string[];

/** Response keys as one. */
export function pathKey(path: KeyPath): string {
  return path.join('.');
}

/** What a fetch asks, and where in the answer it goes. */
export interface FetchPlace {
  readonly fetch: FetchNode;
  readonly path: KeyPath;
  readonly sets: readonly SelectionSetNode[];
  /** Those that its document brings. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The ways to all that a fetch tells, under the keys that it has in the answer. */
export function toldBy({ fetch: { outputRewrites = [] }, path, sets, fragments }: FetchPlace): readonly KeyPath[] {
  const renamed = new Map(
    outputRewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo]] : [],
    ),
  );
  const told = ({ selections }: SelectionSetNode, above: KeyPath): readonly KeyPath[] =>
    selections.flatMap((node) => {
      if (node.kind !== Kind.FIELD) {
        const whole = written(node, fragments);
        return whole ? told(whole.selectionSet, above) : [];
      }
      const at = [...above, renamed.get(responseKey(node)) ?? responseKey(node)];
      return [at, ...(node.selectionSet ? told(node.selectionSet, at) : [])];
    });
  return sets.flatMap((set) => told(set, path));
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
