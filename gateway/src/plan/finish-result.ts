import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { PlannedOperation } from './plan-operation.js';
import type { QueryPlan } from './query-plan.js';
import { type Rekeyed, rekeyed } from './response-keys.js';
import { type KeyPath, withUnasked } from './unasked-fields.js';

/** A plan, and what has to be known of it to give its results the form that was asked for. */
export interface NotedPlan {
  readonly plan: QueryPlan;
  /** What it adds to response keys that hide what the planner needs. */
  readonly suffix: string | null;
  /** The fields that it asks nobody for. */
  readonly unasked: readonly KeyPath[];
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
  return ({ plan, suffix, unasked }: NotedPlan, { document, operationName }: ToExecute): PlannedOperation => {
    const isAsAsked = suffix === null && unasked.length === 0;
    if (isAsAsked && !isStoodIn) return { plan, document, operationName, isAsAsked };
    const other = suffix === null ? null : rekey(document, suffix);
    const finish = (result: ExecutionResult): ExecutionResult => {
      const named = isStoodIn ? withPaths(result, (path) => path.map(ownName)) : result;
      const told = withUnasked(named, unasked);
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

/** The same error, at another path. */
function atPath(error: GraphQLError, other: (path: ResponsePath) => ResponsePath): GraphQLError {
  if (error.path === undefined) return error;
  const { message, extensions, originalError, nodes } = error;
  return new GraphQLError(message, {
    ...{ path: other(error.path), extensions, nodes: nodes ?? null },
    ...(originalError ? { originalError } : {}),
  });
}
