import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { homesOf } from './homes.js';
import { argumentOf, fieldIn, isJoinField, isJoinType, subgraphReader, typeIn, typeWithFields } from './join-spec.js';

/** What fields require, and by which keys they are come to. */
export interface RequiredInputs {
  /** What a field requires in a subgraph (`@requires`), by {@link fieldIn}. */
  readonly byField: ReadonlyMap<string, SelectionSetNode>;
  /** The names of these fields. */
  readonly requiring: ReadonlySet<string>;
  /** The subgraphs in which a field can be had by what it requires, where there are no others, by `Type.field`. */
  readonly subgraphs: ReadonlyMap<string, readonly string[]>;
  /** The keys by which a subgraph resolves a type, by {@link typeIn}. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** The fields that a subgraph resolves and that require nothing there, those of its keys among them, by {@link fieldIn}. */
  readonly plain: ReadonlySet<string>;
  /** The subgraphs that give some fields along with others (`@provides`). */
  readonly providing: ReadonlySet<string>;
}

/** Reads them from a supergraph. */
export function readRequiredInputs(document: DocumentNode): RequiredInputs {
  const subgraphOf = subgraphReader(document);
  const byField = new Map<string, SelectionSetNode>();
  const requiring = new Set<string>();
  const subgraphs = new Map<string, string[]>();
  const keys = new Map<string, SelectionSetNode[]>();
  const plain = new Set<string>();
  const providing = new Set<string>();
  for (const definition of document.definitions) {
    const type = typeWithFields(definition);
    if (type === null) continue;
    for (const directive of type.directives?.filter(isJoinType) ?? []) {
      const [key, place] = [argumentOf(directive, 'key'), typeIn(subgraphOf(directive), type.name.value)];
      if (key === undefined) continue;
      const fields = fieldSet(key);
      if (argumentOf(directive, 'resolvable') !== 'false') keys.set(place, [...(keys.get(place) ?? []), fields]);
      for (const node of fields.selections)
        if (node.kind === Kind.FIELD) plain.add(fieldIn(subgraphOf(directive), type.name.value, node.name.value));
    }
    for (const field of type.fields ?? []) {
      const homes = homesOf(field, type).map((home) => ({
        subgraph: subgraphOf(home),
        requires: argumentOf(home, 'requires'),
      }));
      for (const { subgraph, requires } of homes) {
        const place = fieldIn(subgraph, type.name.value, field.name.value);
        if (requires === undefined) plain.add(place);
        else byField.set(place, fieldSet(requires));
      }
      if (homes.length > 0 && homes.every(({ requires }) => requires !== undefined))
        subgraphs.set(
          `${type.name.value}.${field.name.value}`,
          homes.map(({ subgraph }) => subgraph),
        );
      for (const directive of field.directives?.filter(isJoinField) ?? []) {
        if (argumentOf(directive, 'requires') !== undefined) requiring.add(field.name.value);
        if (argumentOf(directive, 'provides') !== undefined) providing.add(subgraphOf(directive));
      }
    }
  }
  return { byField, requiring, subgraphs, keys, plain, providing };
}

/** The fields that a directive names (`FieldSet` of the subgraph specification). */
function fieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no field set: ${text}`);
  return operation.selectionSet;
}
