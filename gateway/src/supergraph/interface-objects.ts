import type { DocumentNode } from 'graphql';
import { argumentOf, isJoinType, subgraphNames, typeWithFields } from './join-spec.js';

/** The interfaces that are objects to some subgraph (`@interfaceObject`). */
export interface InterfaceObjects {
  /** Subgraph and interface; see {@link interfaceObject}. */
  readonly names: ReadonlySet<string>;
  /** The fields of these interfaces. */
  readonly fields: ReadonlySet<string>;
}

/** What an interface is known by that is an object to a subgraph. */
export function interfaceObject(subgraph: string, type: string): string {
  return `${subgraph} ${type}`;
}

/** Reads them from a supergraph. */
export function readInterfaceObjects(supergraph: DocumentNode): InterfaceObjects {
  const graphs = subgraphNames(supergraph);
  const found = supergraph.definitions.flatMap((definition) => {
    const type = typeWithFields(definition);
    return (type?.directives ?? []).flatMap((directive) => {
      if (type === null || !isJoinType(directive) || argumentOf(directive, 'isInterfaceObject') !== 'true') return [];
      const graph = argumentOf(directive, 'graph') ?? '';
      return [{ name: interfaceObject(graphs.get(graph) ?? graph, type.name.value), fields: type.fields ?? [] }];
    });
  });
  return {
    names: new Set(found.map(({ name }) => name)),
    fields: new Set(found.flatMap(({ fields }) => fields.map(({ name }) => name.value))),
  };
}
