import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * A selection of everything a type has: objects are followed so many steps, and named by their ids from there on. Fields that
 * need an argument are left out.
 */
export function wholeSelection(schema: GraphQLSchema, type: GraphQLObjectType, steps: number): string {
  const fields = Object.values(type.getFields()).filter((field) => !field.args.some(isRequiredArgument));
  const parts = fields.map((field) => `${field.name}${selectionOf(schema, field.type, steps)}`);
  return `{ __typename ${parts.join(' ')} }`;
}

function selectionOf(schema: GraphQLSchema, output: GraphQLOutputType, steps: number): string {
  const type = getNamedType(output);
  if (isAbstractType(type)) return ' { __typename }';
  if (!isObjectType(type)) return '';
  if (type.name.endsWith('Connection')) {
    const node = type.getFields().nodes?.type;
    return node === undefined
      ? ' { __typename }'
      : ` { __typename totalCount nodes${selectionOf(schema, node, steps)} }`;
  }
  if (type.getFields().id === undefined) return ` ${wholeSelection(schema, type, steps)}`;
  return steps > 0 ? ` ${wholeSelection(schema, type, steps - 1)}` : ' { __typename id }';
}

/** What an answer says of each object that has an id: by type, id and field. Objects inside of it count by their ids. */
export function factsOf(data: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(data)) return data.flatMap(factsOf);
  if (!isRecord(data)) return [];
  const own = Object.entries(data);
  const inside = own.flatMap(([, value]) => factsOf(value));
  if (data.id === undefined) return inside;
  return [
    ...own.map(([field, value]) => [`${data.__typename}:${data.id}.${field}`, JSON.stringify(named(value))] as const),
    ...inside,
  ];
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (!isRecord(value)) return value;
  if (value.id !== undefined) return `${value.__typename}:${value.id}`;
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, named(part)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
