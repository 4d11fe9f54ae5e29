import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** A type with fields, as a supergraph defines it. */
export type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** The definition, if it is of a type with fields. */
export function typeWithFields(definition: DefinitionNode): TypeWithFields | null {
  const { kind } = definition;
  return kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_DEFINITION ? definition : null;
}

/** Whether a directive says how a field is a subgraph's (`@join__field` of the join specification). */
export function isJoinField({ name }: ConstDirectiveNode): boolean {
  return name.value === 'join__field';
}

/** Whether a directive says how a type is a subgraph's (`@join__type`). */
export function isJoinType({ name }: ConstDirectiveNode): boolean {
  return name.value === 'join__type';
}

/** An argument's value in words: a string, a boolean, or the value of an enum. */
export function argumentOf({ arguments: values = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = values.find((argument) => argument.name.value === name)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : undefined;
}

/** What a type is known by, as a subgraph has it. */
export function typeIn(subgraph: string, type: string): string {
  return `${subgraph} ${type}`;
}

/** What a field is known by, as a subgraph has it. */
export function fieldIn(subgraph: string, type: string, field: string): string {
  return typeIn(subgraph, `${type}.${field}`);
}

/** Tells the name of the subgraph that a directive is about, by the values of the enum `join__Graph`. */
export function subgraphReader({ definitions }: DocumentNode): (directive: ConstDirectiveNode) => string {
  const graphs = definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  const names = new Map(
    values.flatMap(({ name, directives = [] }) =>
      directives.map((directive): [string, string] => [name.value, argumentOf(directive, 'name') ?? name.value]),
    ),
  );
  return (directive) => {
    const graph = argumentOf(directive, 'graph') ?? '';
    return names.get(graph) ?? graph;
  };
}
