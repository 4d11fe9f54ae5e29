import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import { TYPENAME } from '../lib/typename-field.js';
import { variablesIn } from '../lib/variables-in.js';
import type { InterfaceObjects } from '../supergraph/interface-objects.js';
import { fieldIn, typeIn } from '../supergraph/join-spec.js';
import type { RequiredInputs } from '../supergraph/required-inputs.js';
import type { StandIns } from '../supergraph/stand-ins.js';
import { fetchPlaces, type KeyPath } from './fetch-places.js';
import type { ToExecute } from './finish-result.js';
import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from './query-plan.js';
import { type Fragments, written } from './written-fragments.js';

/** What is known of a supergraph to plan in stages. */
export interface StagingRules {
  /** The whole schema: what clients do not see (`@inaccessible`) can be required. */
  readonly schema: GraphQLSchema;
  /** What clients see of it. */
  readonly api: GraphQLSchema;
  readonly inputs: RequiredInputs;
  readonly standIns: StandIns;
  readonly interfaceObjects: InterfaceObjects;
}

/** An operation without some fields, and what asks for those when its answer is there. */
export interface Stage {
  /** The operation with what these fields require in their place. */
  readonly document: DocumentNode;
  readonly fetches: readonly PlanNode[];
}

/**
 * Whether a plan asks for fields before what they require is handed on: where a field requires one that requires others itself, and the way comes back to a
 * subgraph where it was, the planner asks that for all of its own at once.
 */
export function hastyPaths(plan: QueryPlan, { schema, inputs, standIns }: StagingRules): readonly KeyPath[] {
  return fetchPlaces(plan).flatMap(({ fetch, path, sets, fragments }) => {
    const { serviceName: subgraph, requires, operationKind } = fetch;
    if (inputs.byField.size === 0 || inputs.providing.has(subgraph)) return [];
    const found: KeyPath[] = [];
    const look = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, at: KeyPath): void => {
      for (const node of selections) {
        if (node.kind !== Kind.FIELD) {
          const whole = written(node, fragments);
          const condition = whole?.typeCondition;
          if (whole) look(whole.selectionSet, condition ? schema.getType(condition.name.value) : type, at);
          continue;
        }
        const needed = type && inputs.byField.get(fieldIn(subgraph, type.name, node.name.value));
        if (needed && !(at === path && requires && isHandedOn(needed, requires))) found.push(at);
        const below = standingField(type, node.name.value, standIns);
        if (below && node.selectionSet) look(node.selectionSet, getNamedType(below.type), [...at, responseKey(node)]);
      }
    };
    const root = requires === undefined ? (schema.getRootType(operationKind) ?? undefined) : undefined;
    for (const set of sets) look(set, root, path);
    return found;
  });
}

/** Whether each of the fields is in some of the selections: fragments on other types have theirs besides. */
function isHandedOn({ selections }: SelectionSetNode, requires: readonly QueryPlanSelectionNode[]): boolean {
  const names = new Set<string>();
  const note = (all: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of all)
      if (selection.kind === 'Field') names.add(selection.name);
      else note(selection.selections);
  };
  note(requires);
  return selections.every((node) => node.kind !== Kind.FIELD || names.has(node.name.value));
}

/** Where fields that require others are to be taken out. */
export const EVERYWHERE = 'everywhere';

/**
 * Takes the fields out of an operation that come too early on the way to some paths, or wherever they are; null where there are none, or they cannot be asked
 * by themselves.
 */
export function stageOf(
  { document, operationName }: ToExecute,
  hasty: readonly KeyPath[] | typeof EVERYWHERE,
  rules: StagingRules,
): Stage | null {
  const operation = getOperationAST(document, operationName);
  const root = operation && rules.schema.getRootType(operation.operation);
  if (!operation || !root) return null;
  const staging: Staging = { ...rules, operation, fragments: fragmentsOf(document), fetches: [], hasty };
  const selectionSet = withoutEarly(operation.selectionSet, root, { keys: [], flat: [] }, staging);
  if (staging.fetches.length === 0) return null;
  return {
    document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] },
    fetches: staging.fetches,
  };
}

interface Staging extends StagingRules {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly fetches: PlanNode[];
  readonly hasty: readonly KeyPath[] | typeof EVERYWHERE;
}

/** A subgraph that has a field by what it requires, and the type of which it has it: an object's own, or an interface that is an object there. */
interface Home {
  readonly subgraph: string;
  readonly as: string;
}

/** Fields of one place that come too early, of one home. */
interface Early extends Home {
  readonly fields: FieldNode[];
}

/** A place in an answer, and the same as plans tell it: with `@` for each list. */
interface Place {
  readonly keys: KeyPath;
  readonly flat: readonly string[];
}

/** The set with all fragments written out, and without what comes too early. */
function withoutEarly(set: SelectionSetNode, type: GraphQLNamedType, place: Place, staging: Staging): SelectionSetNode {
  const early = new Map<string, Early>();
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind !== Kind.FIELD) {
      const whole = written(node, staging.fragments);
      if (whole === null) return [];
      const condition = staging.schema.getType(whole.typeCondition?.name.value ?? type.name) ?? type;
      return [{ ...whole, selectionSet: withoutEarly(whole.selectionSet, condition, place, staging) }];
    }
    const home = earlyIn(node, type, place, staging);
    if (home !== undefined) {
      const key = typeIn(home.subgraph, home.as);
      early.set(key, { ...home, fields: [...(early.get(key)?.fields ?? []), node] });
      return [];
    }
    const field = standingField(type, node.name.value, staging.standIns);
    if (field === undefined || node.selectionSet === undefined) return [node];
    const key = responseKey(node);
    const below = { keys: [...place.keys, key], flat: [...place.flat, key, ...listsOf(field.type)] };
    return [{ ...node, selectionSet: withoutEarly(node.selectionSet, getNamedType(field.type), below, staging) }];
  });
  const needed = [...early.values()].flatMap((each) => staged(each, type, place, staging));
  return { ...set, selections: [...selections, ...needed] };
}

/** Where a field is asked too early; undefined where it is not, or there is no asking it by itself. */
function earlyIn(node: FieldNode, type: GraphQLNamedType, { keys }: Place, staging: Staging): Home | undefined {
  const { hasty, inputs, standIns } = staging;
  const name = standIns.byName.get(node.name.value)?.field ?? node.name.value;
  const isOnTheWay = hasty === EVERYWHERE || hasty.some((path) => keys.every((key, index) => path[index] === key));
  if (!isOnTheWay || standIns.byName.has(node.name.value)) return undefined;
  const types = isObjectType(type) || isInterfaceType(type) ? [type, ...type.getInterfaces()] : [];
  const homes = types.flatMap(({ name: as }) =>
    (inputs.subgraphs.get(`${as}.${name}`) ?? []).map((subgraph) => ({ subgraph, as })),
  );
  return homes.find(({ subgraph, as }) => {
    const isObject = (as === type.name && isObjectType(type)) || isInterfaceObject(subgraph, as, staging);
    if (!isObject || inputs.keys.get(typeIn(subgraph, as)) === undefined) return false;
    const field = standingField(type, name, standIns);
    if (node.selectionSet === undefined || field === undefined) return field !== undefined;
    return isPlainIn(subgraph, node.selectionSet, getNamedType(field.type), staging);
  });
}

function isInterfaceObject(subgraph: string, type: string, { interfaceObjects }: Staging): boolean {
  return interfaceObjects.names.has(typeIn(subgraph, type));
}

/** Whether a subgraph tells all of a set by itself. */
function isPlainIn(
  subgraph: string,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  staging: Staging,
): boolean {
  return selections.every((node) => {
    if (node.kind !== Kind.FIELD) {
      const whole = written(node, staging.fragments);
      const condition = staging.schema.getType(whole?.typeCondition?.name.value ?? type.name) ?? type;
      return whole !== null && isPlainIn(subgraph, whole.selectionSet, condition, staging);
    }
    if (node.name.value === '__typename') return !isInterfaceObject(subgraph, type.name, staging);
    const field = standingField(type, node.name.value, staging.standIns);
    if (field === undefined || !staging.inputs.plain.has(fieldIn(subgraph, type.name, node.name.value))) return false;
    return node.selectionSet === undefined || isPlainIn(subgraph, node.selectionSet, getNamedType(field.type), staging);
  });
}

/** Has fields asked by themselves; what has to be known before takes their place. */
function staged(
  { subgraph, as, fields }: Early,
  type: GraphQLNamedType,
  { flat }: Place,
  staging: Staging,
): readonly SelectionNode[] {
  const { inputs, operation, fragments, fetches } = staging;
  const [key] = inputs.keys.get(typeIn(subgraph, as)) ?? [];
  const required = fields.flatMap(({ name }) => inputs.byField.get(fieldIn(subgraph, as, name.value)) ?? []);
  const needed = [
    TYPENAME,
    ...[...new Set([...(key ? [key] : []), ...required])].flatMap(({ selections }) => selections),
  ];
  const whole = fields.map((field) => withFragments(field, fragments));
  const { text, variables } = entityQuery(as, whole, operation.variableDefinitions ?? []);
  const path = [`... on ${type.name}`, '__typename'];
  fetches.push({
    kind: 'Flatten',
    path: [...flat],
    node: {
      kind: 'Fetch',
      serviceName: subgraph,
      requires: [{ kind: 'InlineFragment', typeCondition: type.name, selections: handedOn(needed) }],
      variableUsages: variables,
      operation: text,
      operationKind: 'query' as FetchKind,
      operationName: undefined,
      ...(isInterfaceObject(subgraph, as, staging)
        ? { inputRewrites: [{ kind: 'ValueSetter' as const, path, setValueTo: as }] }
        : {}),
    },
  });
  return needed;
}

type FetchKind = OperationDefinitionNode['operation'];

function withFragments(field: FieldNode, fragments: Fragments): FieldNode {
  return visit(field, { FragmentSpread: (node) => written(node, fragments) ?? undefined });
}

function handedOn(selections: readonly SelectionNode[]): QueryPlanSelectionNode[] {
  return selections.flatMap((node): QueryPlanSelectionNode[] => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    const below = node.selectionSet ? { selections: handedOn(node.selectionSet.selections) } : {};
    if (node.kind === Kind.FIELD) return [{ kind: 'Field', name: node.name.value, ...below }];
    const condition = node.typeCondition ? { typeCondition: node.typeCondition.name.value } : {};
    return [{ kind: 'InlineFragment', ...condition, selections: handedOn(node.selectionSet.selections) }];
  });
}

/** What asks entities of a type for fields (`Query._entities` of the subgraph specification). */
function entityQuery(
  type: string,
  fields: readonly FieldNode[],
  definitions: readonly VariableDefinitionNode[],
): { readonly text: string; readonly variables: string[] } {
  const used = variablesIn(...fields);
  const variables = definitions.filter(({ variable }) => used.has(variable.name.value));
  const declared = ['$representations: [_Any!]!', ...variables.map(print)].join(' ');
  const selected = fields.map(print).join(' ');
  const text = `query (${declared}) { _entities(representations: $representations) { ... on ${type} { ${selected} } } }`;
  return { text: stripIgnoredCharacters(text), variables: variables.map(({ variable }) => variable.name.value) };
}

/** A field of a type; that which a stand-in stands for. */
function standingField(type: GraphQLNamedType | undefined, name: string, { byName }: StandIns) {
  return fieldOf(type, name) ?? fieldOf(type, byName.get(name)?.field ?? name);
}

function listsOf(type: GraphQLOutputType): readonly string[] {
  const nullable = getNullableType(type);
  return isListType(nullable) ? ['@', ...listsOf(nullable.ofType)] : [];
}
