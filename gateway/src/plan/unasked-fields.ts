import {
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import { isLeftOut } from '../lib/selected.js';
import { fetchPlaces, type KeyPath, toldBy } from './fetch-places.js';
import type { ToExecute } from './finish-result.js';
import type { QueryPlan } from './query-plan.js';

/** What is asked under each response key, whatever the types. */
type Asked = Map<string, Asked>;

/**
 * The fields of an operation that its plan asks no subgraph for. The planner drops without a word what none of them resolves. A fragment on a narrower type
 * may be dropped: no object of that type can be there.
 */
export function unaskedFields(
  plan: QueryPlan,
  api: GraphQLSchema,
  { document, operationName }: ToExecute,
): readonly KeyPath[] {
  const operation = getOperationAST(document, operationName);
  const root = operation && api.getRootType(operation.operation);
  if (!operation || !root) return [];
  const asked: Asked = new Map();
  for (const way of fetchPlaces(plan).flatMap(toldBy)) way.reduce(belowKey, asked);
  return unaskedIn(operation.selectionSet, root, asked, { api, fragments: fragmentsOf(document) });
}

function belowKey(asked: Asked, key: string): Asked {
  const below: Asked = asked.get(key) ?? new Map();
  asked.set(key, below);
  return below;
}

interface Within {
  readonly api: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function unaskedIn(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  asked: Asked,
  within: Within,
): readonly KeyPath[] {
  return selections.flatMap((node): readonly KeyPath[] => {
    if (isLeftOut(node.directives, {})) return [];
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : within.fragments.get(node.name.value);
      if (fragment === undefined || isNarrower(fragment.typeCondition?.name.value, type, within.api)) return [];
      return unaskedIn(fragment.selectionSet, type, asked, within);
    }
    const field = fieldOf(type, node.name.value);
    if (field === undefined) return [];
    const key = responseKey(node);
    const below = asked.get(key);
    if (below === undefined) return [[key]];
    if (node.selectionSet === undefined) return [];
    return unaskedIn(node.selectionSet, getNamedType(field.type), below, within).map((path) => [key, ...path]);
  });
}

function isNarrower(condition: string | undefined, type: GraphQLNamedType, api: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return false;
  const wider = api.getType(condition);
  return !(isAbstractType(wider) && (isObjectType(type) || isInterfaceType(type)) && api.isSubType(wider, type));
}

/** The result with an error wherever a field is null that nobody was asked for. Where it must not be null there is one already, which says something else. */
export function withUnasked(result: ExecutionResult, paths: readonly KeyPath[]): ExecutionResult {
  if (paths.length === 0) return result;
  const unasked = new Set(paths.map((path) => path.join('.')));
  const known = (result.errors ?? []).map((error) =>
    isMissing(error, unasked) ? unresolvable(error.path ?? []) : error,
  );
  const errors = [...known, ...paths.flatMap((path) => nullsAt(result.data, path)).map(unresolvable)];
  return errors.length === 0 ? result : { ...result, errors };
}

function isMissing({ extensions, path = [] }: GraphQLError, unasked: ReadonlySet<string>): boolean {
  const isMisfit = extensions.code === 'SUBGRAPH_BAD_ANSWER';
  return isMisfit && unasked.has(path.filter((part) => typeof part === 'string').join('.'));
}

function unresolvable(path: ResponsePath): GatewayError {
  return new GatewayError('FIELD_UNRESOLVABLE', { inPlace: true, cause: new GraphQLError('no fetch', { path }) });
}

type ResponsePath = readonly (string | number)[];

function nullsAt(value: unknown, [key, ...rest]: KeyPath): readonly ResponsePath[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      nullsAt(item, key === undefined ? [] : [key, ...rest]).map((path) => [index, ...path]),
    );
  if (typeof value !== 'object' || value === null || key === undefined || !Object.hasOwn(value, key)) return [];
  const found: unknown = Reflect.get(value, key);
  if (rest.length === 0) return found === null ? [[key]] : [];
  return nullsAt(found, rest).map((path) => [key, ...path]);
}
