import { type GraphQLField, type GraphQLNamedType, isInterfaceType, isObjectType } from 'graphql';

/** The field of a type by its name; undefined where there is none. */
export function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
