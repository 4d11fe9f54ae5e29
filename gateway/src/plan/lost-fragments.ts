import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import { isLeftOut } from '../lib/selected.js';
import { typeIn } from '../supergraph/join-spec.js';
import type { PinnedFields } from '../supergraph/pinned-fields.js';
import { type FetchPlace, fetchPlaces, pathKey } from './fetch-places.js';
import type { ToExecute } from './finish-result.js';
import type { QueryPlan } from './query-plan.js';

/** From which subgraph the fields at some paths are to come, by {@link pathKey}. */
export type Pins = ReadonlyMap<string, string>;

/**
 * What has to be held fast that a plan does not lose. Where a field can be asked of several subgraphs, and one of them knows nothing of a type in an
 * interface or union below, the planner drops what is asked of that type, though it then asks another subgraph, which may give such objects.
 */
export function lostFragments(
  plan: QueryPlan,
  api: GraphQLSchema,
  { document, operationName }: ToExecute,
  { members }: PinnedFields,
): Pins {
  const operation = getOperationAST(document, operationName);
  const root = operation && api.getRootType(operation.operation);
  const pins = new Map<string, string>();
  if (!operation || !root || members.size === 0) return pins;
  const walk: Walk = { api, members, fragments: fragmentsOf(document), fetches: fetchPlaces(plan), pins };
  visitSet(operation.selectionSet, root, { path: [], asked: askedAt([], [], walk) }, walk);
  return pins;
}

interface Walk {
  readonly api: GraphQLSchema;
  readonly members: PinnedFields['members'];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly fetches: readonly FetchPlace[];
  readonly pins: Map<string, string>;
}

/** A place in the answer, and what fetches ask there. */
interface Place {
  readonly path: readonly string[];
  readonly asked: readonly FetchPlace[];
}

function askedAt(path: readonly string[], above: readonly FetchPlace[], { fetches }: Walk): readonly FetchPlace[] {
  const key = path.at(-1) ?? '';
  const below = above.map((place) => ({ ...place, sets: place.sets.flatMap((set) => setsBelow(set, key)) }));
  return [
    ...below.filter(({ sets }) => sets.length > 0),
    ...fetches.filter((place) => pathKey(place.path) === pathKey(path)),
  ];
}

function setsBelow({ selections }: SelectionSetNode, key: string): readonly SelectionSetNode[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return setsBelow(node.selectionSet, key);
    return node.kind === Kind.FIELD && responseKey(node) === key && node.selectionSet ? [node.selectionSet] : [];
  });
}

function visitSet(set: SelectionSetNode, type: GraphQLNamedType, place: Place, walk: Walk): void {
  for (const node of set.selections) {
    if (isLeftOut(node.directives, {})) continue;
    if (node.kind === Kind.FIELD) {
      const field = fieldOf(type, node.name.value);
      if (field === undefined || node.selectionSet === undefined) continue;
      const path = [...place.path, responseKey(node)];
      visitSet(node.selectionSet, getNamedType(field.type), { path, asked: askedAt(path, place.asked, walk) }, walk);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : walk.fragments.get(node.name.value);
    if (fragment === undefined) continue;
    const condition = walk.api.getType(fragment.typeCondition?.name.value ?? type.name) ?? type;
    if (isAbstractType(type) && isObjectType(condition))
      noteLoss(fragment.selectionSet, { type, condition }, place, walk);
    visitSet(fragment.selectionSet, condition, place, walk);
  }
}

interface Narrowing {
  readonly type: GraphQLNamedType;
  readonly condition: GraphQLNamedType;
}

/** Holds fast the way to a place whose fetches ask nothing of a type that one of them can give. */
function noteLoss(set: SelectionSetNode, { type, condition }: Narrowing, place: Place, walk: Walk): void {
  const giving = place.asked.find(({ fetch: { serviceName: subgraph } }) =>
    walk.members.get(typeIn(subgraph, type.name))?.has(condition.name),
  );
  if (
    giving === undefined ||
    place.asked.some(({ sets }) => sets.some((each) => asksOf(each, condition, set, walk.api)))
  )
    return;
  for (let length = giving.path.length + 1; length <= place.path.length; length += 1)
    walk.pins.set(pathKey(place.path.slice(0, length)), giving.fetch.serviceName);
}

/** Whether something is asked of a type: in a fragment on it, or all of it whatever the type is. */
function asksOf(
  asked: SelectionSetNode,
  type: GraphQLNamedType,
  wanted: SelectionSetNode,
  api: GraphQLSchema,
): boolean {
  const keys = new Set(asked.selections.flatMap((node) => (node.kind === Kind.FIELD ? responseKey(node) : [])));
  if (wanted.selections.every((node) => node.kind === Kind.FIELD && keys.has(responseKey(node)))) return true;
  return asked.selections.some((node) => {
    if (node.kind !== Kind.INLINE_FRAGMENT) return false;
    const condition = node.typeCondition && api.getType(node.typeCondition.name.value);
    if (condition === undefined) return asksOf(node.selectionSet, type, wanted, api);
    return condition === type || (isAbstractType(condition) && isObjectType(type) && api.isSubType(condition, type));
  });
}
