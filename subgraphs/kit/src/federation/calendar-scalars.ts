import { GraphQLScalarType, type ValueNode, valueFromASTUntyped } from 'graphql';

/**
 * A scalar that accepts whatever came and leaves the check to the resolver: a scalar that throws is answered by
 * `GRAPHQL_VALIDATION_FAILED`, which empties every root field of its subgraph instead of the one at fault.
 */
function lenientScalar(name: string): GraphQLScalarType<unknown, unknown> {
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node: ValueNode, variables) => valueFromASTUntyped(node, variables),
  });
}

/** Resolvers of the shared scalars. */
export const calendarScalars = { Date: lenientScalar('Date'), DateTime: lenientScalar('DateTime') } as const;
