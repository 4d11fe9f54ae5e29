import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { KeyPath } from './fetch-places.js';
import type { PlannedOperation } from './plan-operation.js';
import type { QueryPlan } from './query-plan.js';
import { type Rekeyed, rekeyed } from './response-keys.js';
import { withUnasked } from './unasked-fields.js';

/** A plan, and what has to be known of it to give its results the form that was asked for. */
export interface NotedPlan {
  readonly plan: QueryPlan;
  /** What it adds to response keys that hide what the planner needs. */
  readonly suffix: string | null;
  /** The fields that it asks nobody for. */
  readonly unasked: readonly KeyPath[];
  /** Response keys of fields that it asks of more objects than they were asked of. */
  readonly lifted: readonly string[];
}

/** An operation to execute by a plan. */
export type ToExecute = Pick<PlannedOperation, 'document' | 'operationName'>;

/** Makes the function that puts plans and documents together. Most results are what was asked for as they are. */
export function finisher(rules: Supergraph['forPlanning']) {
  const { standIns } = rules;
  const kept = new WeakMap<DocumentNode, Rekeyed & { readonly suffix: string }>();
  const rekey = (document: DocumentNode, suffix: string): Rekeyed => {
    const known = kept.get(document);
    if (known?.suffix === suffix) return known;
    const made = { ...rekeyed(document, suffix, rules), suffix };
    kept.set(document, made);
    return made;
  };
  const isStoodIn = standIns.byName.size > 0;
  const ownName = (part: string | number): string | number =>
    (typeof part === 'string' ? standIns.byName.get(part)?.field : undefined) ?? part;
  return ({ plan, suffix, unasked, lifted }: NotedPlan, { document, operationName }: ToExecute): PlannedOperation => {
    const isAsAsked = suffix === null && unasked.length === 0;
    if (isAsAsked && !isStoodIn && lifted.length === 0) return { plan, document, operationName, isAsAsked };
    const other = suffix === null ? null : rekey(document, suffix);
    const finish = (result: ExecutionResult): ExecutionResult => {
      const named = isStoodIn ? withPaths(result, (path) => path.map(ownName)) : result;
      const told = withoutLifted(withUnasked(named, unasked), new Set(lifted));
      if (other === null) return told;
      const { data } = told;
      return { ...withPaths(told, other.path), ...(data ? { data: other.data(data) } : {}) };
    };
    if (other === null) return { plan, document, operationName, isAsAsked, finish };
    return { plan, document: other.document, operationName, isAsAsked, variables: other.variables, finish };
  };
}

type ResponsePath = readonly (string | number)[];

/** The result with its errors at other paths. */
function withPaths(result: ExecutionResult, other: (path: ResponsePath) => ResponsePath): ExecutionResult {
  const { errors } = result;
  return errors === undefined ? result : { ...result, errors: errors.map((error) => atPath(error, other)) };
}

/** The result without errors of what was asked of objects of which nobody wanted to know it. */
function withoutLifted(result: ExecutionResult, lifted: ReadonlySet<string>): ExecutionResult {
  const { errors = [], ...others } = result;
  if (errors.length === 0 || lifted.size === 0) return result;
  const left = errors.filter(({ path }) => path === undefined || !isBeside(result.data, path, lifted));
  return { ...others, ...(left.length > 0 ? { errors: left } : {}) };
}

/** Whether a path leaves the data at one of the keys. */
function isBeside(data: unknown, [key, ...rest]: ResponsePath, keys: ReadonlySet<string>): boolean {
  if (typeof data !== 'object' || data === null || key === undefined) return false;
  const found: unknown = Reflect.get(data, key);
  if (found !== undefined) return isBeside(found, rest, keys);
  return typeof key === 'string' && keys.has(key);
}

/** The same error, at another path. */
function atPath(error: GraphQLError, other: (path: ResponsePath) => ResponsePath): GraphQLError {
  if (error.path === undefined) return error;
  const { message, extensions, originalError, nodes } = error;
  return new GraphQLError(message, {
    ...{ path: other(error.path), extensions, nodes: nodes ?? null },
    ...(originalError ? { originalError } : {}),
  });
}
