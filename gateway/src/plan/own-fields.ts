import {
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { withUsedVariables } from '../lib/used-variables.js';
import { fieldIn } from '../supergraph/join-spec.js';
import { type FetchPlace, fetchPlaces } from './fetch-places.js';
import { placeOf, toldBy } from './order-fetches.js';
import type { FetchNode, PlanNode, QueryPlan } from './query-plan.js';
import type { StagingRules } from './stage-requires.js';

/**
 * The plan without what it asks subgraphs for that they know of others alone (`@external`), and that another fetch tells: on its way through fields that
 * require each other the planner can ask both.
 */
export function ownFields(plan: QueryPlan, rules: StagingRules): QueryPlan {
  const { node } = plan;
  if (node === undefined || node.kind === 'Subscription' || rules.inputs.byField.size === 0) return plan;
  const changed = new Map<FetchNode, FetchNode | null>();
  const places = fetchPlaces(plan);
  for (const place of places) {
    const others = places.filter((each) => each !== place && changed.get(each.fetch) !== null);
    const told = new Set(others.flatMap((other) => toldBy(other)));
    const own = ownOf(place, told, rules);
    if (own !== place.fetch) changed.set(place.fetch, own);
  }
  if (changed.size === 0) return plan;
  const left = pruned(node, changed);
  return left === null ? plan : { ...plan, node: left };
}

/** The fetch without what is not its subgraph's to tell; null where nothing is left. */
function ownOf({ fetch, path }: FetchPlace, told: ReadonlySet<string>, rules: StagingRules): FetchNode | null {
  const { serviceName: subgraph, requires } = fetch;
  const { inputs, schema } = rules;
  if (inputs.providing.has(subgraph)) return fetch;
  let isLess = false;
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
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
      if (field === undefined || type === undefined) return [node];
      const below = [...at, (node.alias ?? node.name).value];
      const place = fieldIn(subgraph, type.name, node.name.value);
      if (!inputs.plain.has(place) && !inputs.byField.has(place) && told.has(placeOf(below))) {
        isLess = true;
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
  if (!operation) return fetch;
  const { selectionSet } = operation;
  const left =
    requires === undefined
      ? own(selectionSet, schema.getRootType(operation.operation) ?? undefined, path)
      : belowEntities(selectionSet, (set) => own(set, undefined, path));
  if (!isLess) return fetch;
  if (left === null) return null;
  const other = withUsedVariables({ ...operation, selectionSet: left }, [...fragmentsOf(document).values()]);
  const text = stripIgnoredCharacters(print(other));
  const variableUsages = fetch.variableUsages?.filter((name) => text.includes(`$${name}:`));
  return { ...fetch, operation: text, ...(variableUsages ? { variableUsages } : {}) };
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

function pruned(node: PlanNode, changed: ReadonlyMap<FetchNode, FetchNode | null>): PlanNode | null {
  switch (node.kind) {
    case 'Fetch': {
      const other = changed.get(node);
      return other === undefined ? node : other;
    }
    case 'Flatten': {
      const below = pruned(node.node, changed);
      return below === null ? null : { ...node, node: below };
    }
    case 'Sequence':
    case 'Parallel': {
      const nodes = node.nodes.flatMap((each) => pruned(each, changed) ?? []);
      return nodes.length === 0 ? null : nodes.length === 1 ? (nodes[0] as PlanNode) : { ...node, nodes };
    }
    case 'Condition': {
      const { ifClause, elseClause, ...condition } = node;
      const [met, unmet] = [ifClause && pruned(ifClause, changed), elseClause && pruned(elseClause, changed)];
      if (!met && !unmet) return null;
      return { ...condition, ...(met ? { ifClause: met } : {}), ...(unmet ? { elseClause: unmet } : {}) };
    }
    default:
      return node;
  }
}
