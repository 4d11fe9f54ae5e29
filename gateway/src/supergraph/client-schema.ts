import type { Supergraph } from '@apollo/federation-internals';
import {
  DirectiveLocation,
  type GraphQLArgumentConfig,
  GraphQLDirective,
  type GraphQLInputType,
  GraphQLSchema,
  isInputType,
  type NamedTypeNode,
  parseType,
  type TypeNode,
  typeFromAST,
} from 'graphql';

/** What clients see of a supergraph. */
export interface ClientSchema {
  readonly api: GraphQLSchema;
  /** Directives of operations that came by `@composeDirective`: which subgraphs know them, no supergraph says. */
  readonly composedDirectives: ReadonlySet<string>;
}

/**
 * Makes it anew. Of the specifications that a supergraph links the library leaves out everything, the directives that clients may write too: they are put
 * back.
 */
export function clientSchema(federation: Supergraph): ClientSchema {
  const plain = federation.apiSchema().toGraphQLJSSchema();
  const missing = federation.schema
    .toGraphQLJSSchema()
    .getDirectives()
    .filter(({ name }) => plain.getDirective(name) == null)
    .flatMap((directive) => forOperations(directive, plain) ?? []);
  if (missing.length === 0) return { api: plain, composedDirectives: new Set() };
  const config = plain.toConfig();
  return {
    api: new GraphQLSchema({ ...config, directives: [...config.directives, ...missing] }),
    composedDirectives: new Set(missing.map(({ name }) => name)),
  };
}

const IN_OPERATIONS: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/** The directive as operations may have it; null where they may not, or where clients do not see the type of an argument. */
function forOperations(directive: GraphQLDirective, api: GraphQLSchema): GraphQLDirective | null {
  const { args, ...config } = directive.toConfig();
  const locations = config.locations.filter((location) => IN_OPERATIONS.has(location));
  if (locations.length === 0) return null;
  const seen = Object.entries(args).flatMap(([name, { type, ...arg }]): [string, GraphQLArgumentConfig][] => {
    const own = seenType(type, api);
    return own === null ? [] : [[name, { ...arg, type: own }]];
  });
  if (seen.length < Object.keys(args).length) return null;
  return new GraphQLDirective({ ...config, locations, args: Object.fromEntries(seen) });
}

/** The type of the same name, as clients see it. */
function seenType(type: GraphQLInputType, api: GraphQLSchema): GraphQLInputType | null {
  const written: TypeNode = parseType(String(type));
  const seen = typeFromAST(api, written as NamedTypeNode);
  return isInputType(seen) ? seen : null;
}
