import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { responseKey } from '../lib/response-key.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { mapFetches } from './map-fetches.js';
import type { QueryPlan } from './query-plan.js';

/** An operation with names that the planner does not err with, and the way back. */
export interface Rekeyed {
  readonly document: DocumentNode;
  /** The values of its variables, of those that were given. */
  readonly variables: (given: Variables) => Variables;
  /** The data of an answer under the keys that were asked for. */
  readonly data: (data: AnswerData) => AnswerData;
  /** A path in that answer. */
  readonly path: (path: ResponsePath) => ResponsePath;
}

type AnswerData = NonNullable<ExecutionResult['data']>;
type ResponsePath = readonly (string | number)[];
type Variables = Readonly<Record<string, unknown>>;

/** What of a supergraph decides which names the planner errs with. */
export type KeyRules = Pick<Supergraph['forPlanning'], 'neededKeys' | 'interfaceObjects' | 'composedDirectives'>;

/**
 * What is added to names of an operation that the planner errs with; null where there is none of them. `id: slug` hides the key `id`: the planner
 * takes what it finds under the name of a field for that field. What one key means on two types is one thing to the planner where both are the same
 * interface object to a subgraph. And some variables are its own.
 */
export function keySuffix(document: DocumentNode, text: string, rules: KeyRules): string | null {
  const newKey = newKeys(document, '', rules);
  let isNeeded = false;
  visit(document, {
    Field: (node) => {
      if (newKey(node) !== null) isNeeded = true;
    },
    Variable: ({ name }) => {
      if (isTaken(name.value)) isNeeded = true;
    },
    Directive: ({ name }) => {
      if (rules.composedDirectives.has(name.value)) isNeeded = true;
    },
  });
  if (!isNeeded) return null;
  let suffix = '_asked';
  while (text.includes(suffix)) suffix += '_';
  return suffix;
}

type NewKey = (node: FieldNode) => string | null;

/** Which fields get another response key, and which. What has one key and is one field gets one. */
function newKeys(document: DocumentNode, suffix: string, { neededKeys, interfaceObjects }: KeyRules): NewKey {
  const meanings = new Map<string, string[]>();
  if (interfaceObjects.fields.size > 0)
    visit(document, {
      Field: (node) => {
        const known = meanings.get(responseKey(node)) ?? [];
        if (!known.includes(meaningOf(node))) meanings.set(responseKey(node), [...known, meaningOf(node)]);
      },
    });
  return (node) => {
    const key = responseKey(node);
    const known = meanings.get(key) ?? [];
    if (known.length > 1 && interfaceObjects.fields.has(node.name.value))
      return `${key}${suffix}${known.indexOf(meaningOf(node))}`;
    return key !== node.name.value && neededKeys.has(key) ? `${key}${suffix}` : null;
  };
}

function meaningOf({ name, arguments: values = [] }: FieldNode): string {
  return `${name.value}(${values.map(print).sort().join()})`;
}

/** Whether a variable has a name that the planner gives to its own, in what it asks of entities. */
function isTaken(variable: string): boolean {
  return variable === 'representations' || variable.startsWith('contextualArgument_');
}

/** Variables under their own names where the planner has none of its own: in what is asked of no entities. */
export function ownVariables(plan: QueryPlan, suffix: string | null): QueryPlan {
  if (suffix === null) return plan;
  const variable = new RegExp(`\\$(\\w+)${suffix}\\b`, 'g');
  return mapFetches(plan, (fetch) => {
    const { requires, operation, variableUsages = [] } = fetch;
    const own = operation.replace(variable, '$$$1');
    if (requires !== undefined || own === operation) return [fetch];
    const names = variableUsages.map((name) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name));
    return [{ ...fetch, operation: own, variableUsages: names }];
  });
}

/** Gives fields and variables of an operation other names where the planner errs with them, and leaves out directives that not every subgraph knows. */
export function rekeyed(document: DocumentNode, suffix: string, rules: KeyRules): Rekeyed {
  const newKey = newKeys(document, suffix, rules);
  const oldKeys = new Map<string, string>();
  const other: DocumentNode = visit(document, {
    Field: (node) => {
      const value = newKey(node);
      if (value === null) return undefined;
      oldKeys.set(value, responseKey(node));
      return { ...node, alias: { kind: Kind.NAME, value } };
    },
    Variable: (node) =>
      isTaken(node.name.value) ? { ...node, name: { ...node.name, value: node.name.value + suffix } } : undefined,
    Directive: (node) => (rules.composedDirectives.has(node.name.value) ? null : undefined),
  });
  const variables = (given: Variables): Variables => {
    const taken = Object.entries(given).filter(([name]) => isTaken(name));
    return { ...given, ...Object.fromEntries(taken.map(([name, value]) => [name + suffix, value])) };
  };
  if (oldKeys.size === 0) return { document: other, variables, data: (data) => data, path: (path) => path };
  const fragments = fragmentsOf(other);
  const sets = other.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : [],
  );
  const restore = restoring(sets, { fragments, oldKeys });
  return { document: other, variables, data: (data) => restore.value(data) as AnswerData, path: restore.path };
}

interface Restoring {
  readonly value: (value: unknown) => unknown;
  readonly path: (path: ResponsePath) => ResponsePath;
}

interface Within {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly oldKeys: ReadonlyMap<string, string>;
}

/** What is below a response key is of one shape, whatever types have it (GraphQL, section 5.3.2); a key without selections holds a value, which is left alone. */
function restoring(sets: readonly SelectionSetNode[], within: Within): Restoring {
  const below = new Map([...setsByKey(sets, within)].map(([key, deeper]) => [key, deferred(deeper, within)]));
  const ownKey = (key: string): string => within.oldKeys.get(key) ?? key;
  const value = (found: unknown): unknown => {
    if (Array.isArray(found)) return found.map(value);
    if (typeof found !== 'object' || found === null) return found;
    return Object.fromEntries(
      Object.entries(found).flatMap(([key, part]) =>
        part === undefined ? [] : [[ownKey(key), below.get(key)?.()?.value(part) ?? part]],
      ),
    );
  };
  const path = ([first, ...rest]: ResponsePath): ResponsePath => {
    if (first === undefined) return [];
    if (typeof first === 'number') return [first, ...path(rest)];
    return [ownKey(first), ...(below.get(first)?.()?.path(rest) ?? rest)];
  };
  return { value, path };
}

/** Made when it is come to: most of a document's parts are in most answers, but not all of them. */
function deferred(sets: readonly SelectionSetNode[], within: Within): () => Restoring | null {
  let made: Restoring | null | undefined;
  return () => {
    made ??= sets.length === 0 ? null : restoring(sets, within);
    return made;
  };
}

function setsByKey(sets: readonly SelectionSetNode[], { fragments }: Within): ReadonlyMap<string, SelectionSetNode[]> {
  const found = new Map<string, SelectionSetNode[]>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const key = responseKey(node);
        found.set(key, [...(found.get(key) ?? []), ...(node.selectionSet ? [node.selectionSet] : [])]);
      } else {
        const set =
          node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
        if (set !== undefined) collect(set);
      }
    }
  };
  sets.forEach(collect);
  return found;
}
