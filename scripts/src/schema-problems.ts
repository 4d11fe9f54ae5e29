import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** What is wrong with the composed schemas, in words; empty when nothing is. */
export interface SchemaFacts {
  readonly api: string;
  /** The SDL of the subgraph that owns `node(id:)`. */
  readonly nodeOwnerSdl: string;
}

/**
 * The rules composition itself does not keep: each Node type needs a stub in the subgraph that owns `node` (without one it
 * composes in silence and answers nothing), and everything the API shows has a description.
 */
export function schemaProblems(facts: SchemaFacts): readonly string[] {
  const schema = buildSchema(facts.api);
  return [...missingStubs(schema, facts.nodeOwnerSdl), ...missingDescriptions(schema)];
}

function missingStubs(schema: GraphQLSchema, ownerSdl: string): readonly string[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) return ['the schema has no interface Node'];
  return schema
    .getPossibleTypes(node)
    .filter((type) => !new RegExp(`type ${type.name}\\b[^{]*implements[^{]*\\bNode\\b`).test(ownerSdl))
    .map((type) => `${type.name} implements Node but has no stub in the subgraph that owns node(id:)`);
}

function missingDescriptions(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => describedParts(type))
    .filter(([, description]) => !description?.trim())
    .map(([place]) => `${place} has no description`);
}

type Part = readonly [place: string, description: string | null | undefined];

function describedParts(type: GraphQLNamedType): readonly Part[] {
  const own: Part = [type.name, type.description];
  if (isEnumType(type))
    return [own, ...type.getValues().map((value): Part => [`${type.name}.${value.name}`, value.description])];
  if (isInputObjectType(type)) {
    return [
      own,
      ...Object.values(type.getFields()).map((field): Part => [`${type.name}.${field.name}`, field.description]),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  return [
    own,
    ...fields.map((field): Part => [`${type.name}.${field.name}`, field.description]),
    ...fields.flatMap((field) =>
      field.args.map((argument): Part => [`${type.name}.${field.name}(${argument.name}:)`, argument.description]),
    ),
  ];
}
