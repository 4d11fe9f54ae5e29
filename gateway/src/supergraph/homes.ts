import { type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { argumentOf, isJoinField, isJoinType, type TypeWithFields, typeWithFields } from './join-spec.js';

/** How many subgraphs resolve a field, by `Type.field`, of the fields that several do. */
export type SharedFields = ReadonlyMap<string, number>;

/** Reads from a supergraph which fields several subgraphs resolve. */
export function readSharedFields({ definitions }: DocumentNode): SharedFields {
  const shared = definitions.flatMap((definition) => {
    const type = typeWithFields(definition);
    return (type?.fields ?? []).map((field): [string, number] => [
      `${type?.name.value}.${field.name.value}`,
      type === null ? 0 : homesOf(field, type).length,
    ]);
  });
  return new Map(shared.filter(([, homes]) => homes > 1));
}

/** How each subgraph that resolves a field has it. */
export function homesOf({ directives = [] }: FieldDefinitionNode, type: TypeWithFields): readonly ConstDirectiveNode[] {
  const own = directives.filter(isJoinField);
  if (own.length > 0)
    return own.filter(
      (home) =>
        argumentOf(home, 'graph') !== undefined &&
        OTHERS.every((name) => (argumentOf(home, name) ?? 'false') === 'false') &&
        argumentOf(home, 'overrideLabel') === undefined,
    );
  // A subgraph has a type once for each of its keys.
  const joined = (type.directives ?? []).filter(isJoinType);
  const byGraph = new Map(joined.map((directive) => [argumentOf(directive, 'graph'), directive]));
  return [...byGraph.values()].map(({ arguments: values = [] }) => {
    const graph = values.filter(({ name }) => name.value === 'graph');
    return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'join__field' }, arguments: graph } as const;
  });
}

/** The subgraph has the field, and does not resolve it. */
const OTHERS = ['external', 'usedOverridden'];
