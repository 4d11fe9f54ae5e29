import { FieldDefinition, NonNullType, type ObjectType, type Schema } from '@apollo/federation-internals';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  introspectionTypes,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';

/**
 * Adds to a schema what it lacks of introspection. Planner and executors read operations by it, graphql-js answers them, and
 * knows more: what clients may ask (`isOneOf`, say) would be valid and yet not be planned.
 */
export function completeIntrospection(api: Schema): void {
  // biome-ignore lint/complexity/useLiteralKeys: private; what is built in is closed to everybody but the library, which opens it so.
  api['runWithBuiltInModificationAllowed'](() => {
    for (const known of introspectionTypes.filter(isObjectType)) {
      const type = api.type(known.name);
      if (type?.kind === 'ObjectType') completeType(api, type, known);
    }
  });
}

function completeType(api: Schema, type: ObjectType, known: GraphQLObjectType): void {
  for (const field of Object.values(known.getFields())) {
    const own = type.field(field.name) ?? addField(api, type, field);
    if (own !== undefined) completeArguments(api, own, field);
  }
}

/** The fields that were added to introspection later are of scalars. */
function addField(
  api: Schema,
  type: ObjectType,
  { name, type: output }: GraphQLField<unknown, unknown>,
): FieldDefinition<ObjectType> | undefined {
  const scalar = scalarOf(api, getNamedType(output));
  if (scalar === undefined) return undefined;
  return type.addField(
    new FieldDefinition<ObjectType>(name, true),
    isNonNullType(output) ? new NonNullType(scalar) : scalar,
  );
}

function completeArguments(
  api: Schema,
  own: FieldDefinition<ObjectType>,
  { args }: GraphQLField<unknown, unknown>,
): void {
  for (const { name, type, defaultValue } of args) {
    const scalar = scalarOf(api, getNamedType(type));
    if (own.argument(name) === undefined && scalar !== undefined) own.addArgument(name, scalar, defaultValue);
  }
}

function scalarOf(api: Schema, named: ReturnType<typeof getNamedType>) {
  const type = isScalarType(named) ? api.type(named.name) : undefined;
  return type?.kind === 'ScalarType' ? type : undefined;
}
