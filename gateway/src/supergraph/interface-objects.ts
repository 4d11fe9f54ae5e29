import type { DocumentNode } from 'graphql';
import { argumentOf, isJoinType, subgraphReader, typeIn, typeWithFields } from './join-spec.js';

/** The interfaces that are objects to some subgraph (`@interfaceObject`). */
export interface InterfaceObjects {
  /** As these subgraphs have them, by {@link typeIn}. */
  readonly names: ReadonlySet<string>;
  /** The fields of these interfaces. */
  readonly fields: ReadonlySet<string>;
}

/** Reads them from a supergraph. */
export function readInterfaceObjects(supergraph: DocumentNode): InterfaceObjects {
  const subgraphOf = subgraphReader(supergraph);
  const found = supergraph.definitions.flatMap((definition) => {
    const type = typeWithFields(definition);
    return (type?.directives ?? []).flatMap((directive) => {
      if (type === null || !isJoinType(directive) || argumentOf(directive, 'isInterfaceObject') !== 'true') return [];
      return [{ name: typeIn(subgraphOf(directive), type.name.value), fields: type.fields ?? [] }];
    });
  });
  return {
    names: new Set(found.map(({ name }) => name)),
    fields: new Set(found.flatMap(({ fields }) => fields.map(({ name }) => name.value))),
  };
}
