import { type FieldNode, Kind, parse, print, type SelectionSetNode, stripIgnoredCharacters } from 'graphql';
import type { InterfaceObjects } from '../supergraph/interface-objects.js';
import { typeIn } from '../supergraph/join-spec.js';
import { mapFetches } from './map-fetches.js';
import type { FetchNode, QueryPlan } from './query-plan.js';

/**
 * Has an entity's type asked for under another key where a subgraph knows no more than its interface (`@interfaceObject`): the name of the interface would
 * take the place of the type that another subgraph has told.
 */
export function keepTypes(plan: QueryPlan, known: InterfaceObjects): QueryPlan {
  return known.names.size === 0 ? plan : mapFetches(plan, (fetch) => [kept(fetch, known)]);
}

function kept(fetch: FetchNode, { names }: InterfaceObjects): FetchNode {
  if (fetch.requires === undefined) return fetch;
  const document = parse(fetch.operation);
  const below = (set: SelectionSetNode, isInterface: boolean): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node) => {
      if (node.kind === Kind.FIELD) return isInterface && isTypename(node) ? { ...node, alias: ASIDE } : node;
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      const type = node.typeCondition?.name.value;
      const isOne = type === undefined ? isInterface : names.has(typeIn(fetch.serviceName, type));
      return { ...node, selectionSet: below(node.selectionSet, isOne) };
    }),
  });
  const definitions = document.definitions.map((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return node;
    const selections = node.selectionSet.selections.map((root) =>
      root.kind === Kind.FIELD && root.selectionSet ? { ...root, selectionSet: below(root.selectionSet, false) } : root,
    );
    return { ...node, selectionSet: { ...node.selectionSet, selections } };
  });
  return { ...fetch, operation: stripIgnoredCharacters(print({ ...document, definitions })) };
}

function isTypename({ alias, name }: FieldNode): boolean {
  return alias === undefined && name.value === '__typename';
}

const ASIDE = { kind: Kind.NAME, value: '__interfaceObject' } as const;
