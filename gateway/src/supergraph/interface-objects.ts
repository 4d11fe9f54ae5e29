import type { DocumentNode, FieldDefinitionNode } from 'graphql';
import { argumentOf, isJoinField, isJoinType, subgraphReader, typeIn, typeWithFields } from './join-spec.js';

/** The interfaces that are objects to some subgraph (`@interfaceObject`). */
export interface InterfaceObjects {
  /** As these subgraphs have them, by {@link typeIn}. */
  readonly names: ReadonlySet<string>;
  /** The fields of these interfaces. */
  readonly fields: ReadonlySet<string>;
  /** Those of them that require others (`@requires`) where the interface is an object, by its name. */
  readonly requiring: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads them from a supergraph. */
export function readInterfaceObjects(supergraph: DocumentNode): InterfaceObjects {
  const subgraphOf = subgraphReader(supergraph);
  const found = supergraph.definitions.flatMap((definition) => {
    const type = typeWithFields(definition);
    return (type?.directives ?? []).flatMap((directive) => {
      if (type === null || !isJoinType(directive) || argumentOf(directive, 'isInterfaceObject') !== 'true') return [];
      const { name, fields = [] } = type;
      const requiring = fields.filter((field) => requiresIn(argumentOf(directive, 'graph'), field));
      return [{ name: typeIn(subgraphOf(directive), name.value), type: name.value, fields, requiring }];
    });
  });
  const requiring = new Map<string, Set<string>>();
  for (const { type, requiring: fields } of found)
    for (const { name } of fields) requiring.set(type, (requiring.get(type) ?? new Set()).add(name.value));
  return {
    names: new Set(found.map(({ name }) => name)),
    fields: new Set(found.flatMap(({ fields }) => fields.map(({ name }) => name.value))),
    requiring,
  };
}

function requiresIn(graph: string | undefined, { directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(
    (directive) =>
      isJoinField(directive) &&
      argumentOf(directive, 'graph') === graph &&
      argumentOf(directive, 'requires') !== undefined,
  );
}
