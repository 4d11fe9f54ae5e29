import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';

/** An operation under other response keys, and the way back. */
export interface Rekeyed {
  readonly document: DocumentNode;
  /** The data of an answer under the keys that were asked for. */
  readonly data: (data: AnswerData) => AnswerData;
  /** A path in that answer. */
  readonly path: (path: ResponsePath) => ResponsePath;
}

type AnswerData = NonNullable<ExecutionResult['data']>;
type ResponsePath = readonly (string | number)[];

/**
 * What is added to an operation's response keys where they hide fields that the planner needs; null where none does. `id: slug` would be handed on for
 * the key `id`: the planner takes what it finds under the name of a field for that field.
 */
export function hidingSuffix(document: DocumentNode, text: string, needed: ReadonlySet<string>): string | null {
  let hides = false;
  visit(document, {
    Field: (node) => {
      if (isHiding(node, needed)) hides = true;
    },
  });
  if (!hides) return null;
  let suffix = '_asked';
  while (text.includes(suffix)) suffix += '_';
  return suffix;
}

function isHiding({ alias, name }: FieldNode, needed: ReadonlySet<string>): boolean {
  return alias !== undefined && alias.value !== name.value && needed.has(alias.value);
}

/** Gives the fields of an operation that hide what is needed other response keys. */
export function rekeyed(document: DocumentNode, suffix: string, needed: ReadonlySet<string>): Rekeyed {
  const other: DocumentNode = visit(document, {
    Field: (node) => {
      if (!isHiding(node, needed) || node.alias === undefined) return undefined;
      return { ...node, alias: { ...node.alias, value: `${node.alias.value}${suffix}` } };
    },
  });
  const fragments = fragmentsOf(other);
  const sets = other.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : [],
  );
  const restore = restoring(sets, { fragments, suffix });
  return { document: other, data: (data) => restore.value(data) as AnswerData, path: restore.path };
}

interface Restoring {
  readonly value: (value: unknown) => unknown;
  readonly path: (path: ResponsePath) => ResponsePath;
}

interface Within {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly suffix: string;
}

/** What is below a response key is of one shape, whatever types have it (GraphQL, section 5.3.2); a key without selections holds a value, which is left alone. */
function restoring(sets: readonly SelectionSetNode[], within: Within): Restoring {
  const below = new Map([...setsByKey(sets, within)].map(([key, deeper]) => [key, deferred(deeper, within)]));
  const ownKey = (key: string): string =>
    below.has(key) && key.endsWith(within.suffix) ? key.slice(0, -within.suffix.length) : key;
  const value = (found: unknown): unknown => {
    if (Array.isArray(found)) return found.map(value);
    if (typeof found !== 'object' || found === null) return found;
    return Object.fromEntries(
      Object.entries(found).map(([key, part]) => [ownKey(key), below.get(key)?.()?.value(part) ?? part]),
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
        const key = (node.alias ?? node.name).value;
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
