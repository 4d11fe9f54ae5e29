import {
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import { withUsedVariables } from '../lib/used-variables.js';
import { fieldIn } from '../supergraph/join-spec.js';
import { type FetchPlace, fetchPlaces, pathKey, toldBy } from './fetch-places.js';
import { mapFetches } from './map-fetches.js';
import type { FetchNode, QueryPlan } from './query-plan.js';
import type { StagingRules } from './stage-requires.js';

/**
 * The plan without what it asks subgraphs for that they know of others alone (`@external`), and that another fetch tells: on its way through fields that
 * require each other the planner can ask both.
 */
export function ownFields(plan: QueryPlan, rules: StagingRules): QueryPlan {
  if (plan.node?.kind === 'Subscription' || rules.inputs.byField.size === 0) return plan;
  const places = new Map(fetchPlaces(plan).map((place) => [place.fetch, place]));
  /** How many fetches tell of each place. */
  const tellers = new Map<string, number>();
  for (const way of [...places.values()].flatMap(tellings)) tellers.set(way, (tellers.get(way) ?? 0) + 1);
  const leave = (way: string): boolean => {
    const count = tellers.get(way) ?? 0;
    if (count > 1) tellers.set(way, count - 1);
    return count > 1;
  };
  return mapFetches(plan, (fetch) => {
    const place = places.get(fetch);
    return place === undefined ? [fetch] : ownOf(place, leave, rules);
  });
}

/** The places that a fetch tells of, each once. */
function tellings(place: FetchPlace): readonly string[] {
  return [...new Set(toldBy(place).map(pathKey))];
}

/** The fetch without what is not its subgraph's to tell, and another will; none where nothing is left. */
function ownOf(
  { fetch, path }: FetchPlace,
  leave: (place: string) => boolean,
  rules: StagingRules,
): readonly FetchNode[] {
  const { serviceName: subgraph, requires } = fetch;
  const { inputs, schema } = rules;
  if (inputs.providing.has(subgraph)) return [fetch];
  const left = new Set<string>();
  const own = (
    set: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    at: readonly string[],
  ): SelectionSetNode | null => {
    const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        const selectionSet = own(node.selectionSet, condition, at);
        return selectionSet === null ? [] : [{ ...node, selectionSet }];
      }
      const field = fieldOf(type, node.name.value);
      if (field === undefined || type === undefined) return [node];
      const below = [...at, responseKey(node)];
      const place = fieldIn(subgraph, type.name, node.name.value);
      const isForeign = !inputs.plain.has(place) && !inputs.byField.has(place);
      const way = pathKey(below);
      if (isForeign && (left.has(way) || leave(way))) {
        left.add(way);
        return [];
      }
      if (node.selectionSet === undefined) return [node];
      const selectionSet = own(node.selectionSet, getNamedType(field.type), below);
      return selectionSet === null ? [] : [{ ...node, selectionSet }];
    });
    return selections.length === 0 ? null : { ...set, selections };
  };
  const document = parse(fetch.operation);
  const operation = getOperationAST(document);
  if (!operation) return [fetch];
  const { selectionSet } = operation;
  const rest =
    requires === undefined
      ? own(selectionSet, schema.getRootType(operation.operation) ?? undefined, path)
      : belowEntities(selectionSet, (set) => own(set, undefined, path));
  if (left.size === 0) return [fetch];
  if (rest === null) return [];
  const other = withUsedVariables({ ...operation, selectionSet: rest }, [...fragmentsOf(document).values()]);
  const text = stripIgnoredCharacters(print(other));
  const variableUsages = fetch.variableUsages?.filter((name) => text.includes(`$${name}:`));
  return [{ ...fetch, operation: text, ...(variableUsages ? { variableUsages } : {}) }];
}

/** The set with another below `_entities`; null where there is none. */
function belowEntities(
  set: SelectionSetNode,
  change: (set: SelectionSetNode) => SelectionSetNode | null,
): SelectionSetNode | null {
  const selections = set.selections.flatMap((entities): readonly SelectionNode[] => {
    if (entities.kind !== Kind.FIELD || entities.selectionSet === undefined) return [entities];
    const selectionSet = change(entities.selectionSet);
    return selectionSet === null ? [] : [{ ...entities, selectionSet }];
  });
  return selections.length === 0 ? null : { ...set, selections };
}
