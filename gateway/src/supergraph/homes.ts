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

/**
 * In how many ways the field of an interface can be asked for by its types, by `Interface.field`, of those fields that some subgraph with the interface does
 * not tell of all types. Each type goes its own way, so they multiply.
 */
export type ScatteredFields = ReadonlyMap<string, number>;

/** Reads from a supergraph which fields of interfaces have to be asked for by the types somewhere. */
export function readScatteredFields({ definitions }: DocumentNode): ScatteredFields {
  const objects = definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
  const scattered = definitions.flatMap((definition) => {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const types = objects.filter(({ interfaces = [] }) =>
      interfaces.some((implemented) => implemented.name.value === definition.name.value),
    );
    const graphs = graphsOf(definition);
    const fields = (definition.fields ?? []).map(({ name }) => name.value);
    const isScattered = (field: string): boolean =>
      [definition, ...types].some((type) => {
        const homes = graphsWith(type, field);
        return graphsOf(type).some((graph) => graphs.includes(graph) && !homes.includes(graph));
      });
    return fields
      .filter(isScattered)
      .map((field): [string, number] => [
        `${definition.name.value}.${field}`,
        types.reduce((ways, type) => ways * Math.max(1, graphsWith(type, field).length), 1),
      ]);
  });
  return new Map(scattered);
}

/** The subgraphs that have a type. */
function graphsOf({ directives = [] }: TypeWithFields): readonly (string | undefined)[] {
  return directives.filter(isJoinType).map((directive) => argumentOf(directive, 'graph'));
}

/** Those that resolve a field of it. */
function graphsWith(type: TypeWithFields, name: string): readonly (string | undefined)[] {
  const field = type.fields?.find((each) => each.name.value === name);
  return field ? homesOf(field, type).map((home) => argumentOf(home, 'graph')) : [];
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
