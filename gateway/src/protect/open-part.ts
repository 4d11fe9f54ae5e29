import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { OperationInDocument } from '../lib/operation-in-document.js';
import { TYPENAME } from '../lib/typename-field.js';
import { withUsedVariables } from '../lib/used-variables.js';
import type { Grants } from './grants.js';

/** The part of an operation that is open to a caller. */
export interface OpenPart {
  /** Whether something is closed to the caller: of what was asked, or of what may come. */
  readonly isLess: boolean;
  /** The operation without what is closed, and with what it needs of the document; null where nothing is left to ask. */
  readonly document: DocumentNode | null;
}

/**
 * Takes the fields out of an operation that a caller may not ask for. Objects that lose all of theirs are still asked for their type:
 * whether they are there, and how many, is not closed. `__typename` is added where an object could be of several types.
 */
export function openPart(
  { document, operation }: OperationInDocument,
  { api, grants }: { readonly api: GraphQLSchema; readonly grants: Grants },
): OpenPart {
  const fragments = fragmentsOf(document);
  const sieve: Sieve = { api, grants, fragments, sieved: new Map(), isLess: false };
  const root = api.getRootType(operation.operation);
  const selectionSet = root ? sieveSet(operation.selectionSet, root, sieve) : operation.selectionSet;
  if (selectionSet === null) return { isLess: true, document: null };
  const left = [...sieve.sieved.values()].filter((fragment) => fragment !== null);
  return { isLess: sieve.isLess, document: withUsedVariables({ ...operation, selectionSet }, left) };
}

/** An operation while it is sieved. */
interface Sieve {
  readonly api: GraphQLSchema;
  readonly grants: Grants;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The fragments come across so far; null where nothing of one is left. */
  readonly sieved: Map<string, FragmentDefinitionNode | null>;
  isLess: boolean;
}

/** Null where nothing is left. */
function sieveSet(set: SelectionSetNode, parent: GraphQLCompositeType, sieve: Sieve): SelectionSetNode | null {
  const selections = set.selections.flatMap((selection) => sieveSelection(selection, parent, sieve) ?? []);
  return selections.length === 0 ? null : { ...set, selections };
}

function sieveSelection(node: SelectionNode, parent: GraphQLCompositeType, sieve: Sieve): SelectionNode | null {
  switch (node.kind) {
    case Kind.FIELD:
      return sieveField(node, parent, sieve);
    case Kind.INLINE_FRAGMENT: {
      const type = compositeOf(node.typeCondition?.name.value, sieve) ?? parent;
      const selectionSet = sieveSet(node.selectionSet, type, sieve);
      return selectionSet && { ...node, selectionSet };
    }
    case Kind.FRAGMENT_SPREAD:
      return sieveFragment(node.name.value, sieve) && node;
  }
}

/** A fragment is the same wherever it is spread: its fields are those of the type it names. */
function sieveFragment(name: string, sieve: Sieve): FragmentDefinitionNode | null {
  const known = sieve.sieved.get(name);
  if (known !== undefined) return known;
  const node = sieve.fragments.get(name);
  const type = compositeOf(node?.typeCondition.name.value, sieve);
  const selectionSet = node && type ? sieveSet(node.selectionSet, type, sieve) : null;
  const sieved = node && selectionSet ? { ...node, selectionSet } : null;
  sieve.sieved.set(name, sieved);
  return sieved;
}

function sieveField(node: FieldNode, parent: GraphQLCompositeType, sieve: Sieve): FieldNode | null {
  const name = node.name.value;
  const type = typeOfField(name, parent, sieve.api);
  if (!sieve.grants.mayAsk(parent, name)) {
    sieve.isLess = true;
    return null;
  }
  if (node.selectionSet === undefined || !isCompositeType(type)) return node;
  if (isUnionType(type) && type.getTypes().some((member) => !sieve.grants.maySee(member.name))) sieve.isLess = true;
  const set = sieveSet(node.selectionSet, type, sieve);
  const selections = set?.selections ?? [];
  const told = set === null || isAbstractType(type) ? [TYPENAME, ...selections] : selections;
  return { ...node, selectionSet: { ...node.selectionSet, selections: told } };
}

/** What introspection is made of is open to everybody, and may stand in fragments like all else. */
const INTROSPECTED: ReadonlyMap<string, string> = new Map([
  ['__schema', '__Schema'],
  ['__type', '__Type'],
]);

function typeOfField(name: string, parent: GraphQLCompositeType, api: GraphQLSchema): GraphQLNamedType | undefined {
  const introspected = INTROSPECTED.get(name);
  if (introspected !== undefined) return api.getType(introspected);
  const field = isUnionType(parent) ? undefined : parent.getFields()[name];
  return field && getNamedType(field.type);
}

function compositeOf(name: string | undefined, { api }: Sieve): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : api.getType(name);
  return isCompositeType(type) ? type : undefined;
}
