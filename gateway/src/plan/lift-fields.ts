import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { isOfType } from '../lib/is-of-type.js';
import { responseKey } from '../lib/response-key.js';
import { TYPENAME } from '../lib/typename-field.js';
import type { InterfaceObjects } from '../supergraph/interface-objects.js';
import { type Fragments, fragmentOn, written } from './written-fragments.js';

/**
 * The document with fields of interface objects (`@interfaceObject`) that require others (`@requires`) asked of all objects of the interface, where it asks
 * them of one of its types. What is told beyond that is left out of the answer. Of the narrower question the planner makes representations without a
 * key for the objects of other types; and where it has to learn the types from another subgraph, it goes round in circles until memory ends.
 */
export function liftFields(
  api: GraphQLSchema,
  document: DocumentNode,
  { requiring }: Pick<InterfaceObjects, 'requiring'>,
): Lifted {
  if (requiring.size === 0) return { document, keys: new Set() };
  const lifting: Lifting = { api, requiring, fragments: fragmentsOf(document), keys: new Set() };
  const definitions = document.definitions.flatMap((node) => {
    const root = node.kind === Kind.OPERATION_DEFINITION ? api.getRootType(node.operation) : undefined;
    if (node.kind !== Kind.OPERATION_DEFINITION || !root) return [];
    return { ...node, selectionSet: belowField(node.selectionSet, root, lifting) };
  });
  return { document: { ...document, definitions }, keys: lifting.keys };
}

/** A document with fields that are asked of more objects than they were. */
export interface Lifted {
  readonly document: DocumentNode;
  /** The response keys of these fields. */
  readonly keys: ReadonlySet<string>;
}

interface Lifting extends Pick<InterfaceObjects, 'requiring'> {
  readonly api: GraphQLSchema;
  readonly fragments: Fragments;
  readonly keys: Set<string>;
}

/** What is selected of one field, in all fragments. */
interface Level extends Lifting {
  /** What is asked under each response key. */
  readonly meanings: ReadonlyMap<string, ReadonlySet<string>>;
  /** The types that an object can have there. */
  readonly possible: ReadonlySet<string>;
}

function belowField(set: SelectionSetNode, type: GraphQLNamedType, lifting: Lifting): SelectionSetNode {
  const level = { ...lifting, meanings: meaningsIn(set, lifting, new Map()), possible: typesOf(type, lifting.api) };
  const { selections } = liftedIn(set, type, level);
  return { ...set, selections: selections.length === 0 ? [TYPENAME] : selections };
}

/** The set with its fragments written out, without those of which no object can be. */
function liftedIn(set: SelectionSetNode, type: GraphQLNamedType, level: Level): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) return [withLifted(node, type, level)];
    const whole = written(node, level.fragments);
    const condition = whole?.typeCondition ? level.api.getType(whole.typeCondition.name.value) : type;
    if (whole === null || condition === undefined) return [node];
    const possible = new Set([...typesOf(condition, level.api)].filter((name) => level.possible.has(name)));
    if (possible.size === 0) return [];
    const lifted: SelectionNode[] = [];
    const left =
      isAbstractType(type) && isObjectType(condition)
        ? leftIn(whole.selectionSet, condition.name, [], { ...level, lifted })
        : whole.selectionSet;
    const rest = { ...whole, selectionSet: liftedIn(left, condition, { ...level, possible }) };
    return [
      ...(lifted.length === 0 ? [] : [fragmentOn(type.name, lifted, whole.directives)]),
      ...(rest.selectionSet.selections.length === 0 ? [] : [rest]),
    ];
  });
  return { ...set, selections };
}

function typesOf(type: GraphQLNamedType, api: GraphQLSchema): ReadonlySet<string> {
  return new Set(isAbstractType(type) ? api.getPossibleTypes(type).map(({ name }) => name) : [type.name]);
}

function withLifted(node: FieldNode, type: GraphQLNamedType, lifting: Lifting): FieldNode {
  const field = fieldOf(type, node.name.value);
  if (field === undefined || node.selectionSet === undefined) return node;
  return { ...node, selectionSet: belowField(node.selectionSet, getNamedType(field.type), lifting) };
}

interface Out extends Level {
  readonly lifted: SelectionNode[];
}

/** What is left of a set when what can be asked of the whole interface is lifted out of it; there may be nothing. */
function leftIn(set: SelectionSetNode, type: string, conditions: readonly DirectiveNode[], out: Out): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) {
      const wider = [...out.requiring].find(
        ([name, fields]) => fields.has(node.name.value) && isOfType(out.api, type, name),
      );
      const [name] = wider ?? [];
      const lifted = name === undefined ? undefined : out.api.getType(name);
      if (lifted === undefined || out.meanings.get(responseKey(node))?.size !== 1) return [node];
      out.keys.add(responseKey(node));
      // Two conditions of one kind cannot stand at one fragment.
      const fragment = fragmentOn(lifted.name, [withLifted(node, lifted, out)]);
      out.lifted.push(conditions.reduceRight((below, each) => fragmentOn(lifted.name, [below], [each]), fragment));
      return [];
    }
    const whole = written(node, out.fragments);
    if (whole === null || !isOfType(out.api, type, whole.typeCondition?.name.value ?? type)) return [node];
    const selectionSet = leftIn(whole.selectionSet, type, [...conditions, ...(whole.directives ?? [])], out);
    return selectionSet.selections.length === 0 ? [] : [{ ...whole, selectionSet }];
  });
  return { ...set, selections };
}

type Meanings = Map<string, Set<string>>;

function meaningsIn(set: SelectionSetNode, lifting: Lifting, found: Meanings): Meanings {
  for (const node of set.selections) {
    if (node.kind !== Kind.FIELD) {
      const whole = written(node, lifting.fragments);
      if (whole !== null) meaningsIn(whole.selectionSet, lifting, found);
      continue;
    }
    const meaning = `${node.name.value}(${(node.arguments ?? []).map(print).sort().join()})`;
    const key = responseKey(node);
    found.set(key, (found.get(key) ?? new Set()).add(meaning));
  }
  return found;
}
