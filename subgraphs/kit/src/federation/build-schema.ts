import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import { calendarScalars } from './calendar-scalars.js';
import type { Subscribing } from './execute-request.js';
import { type Ahead, entitiesResolver } from './resolve-entities.js';

const LINKS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective", "@external", "@requires", "@provides", "@cost", "@listSize", "@authenticated", "@requiresScopes", "@policy"])
`;

/**
 * A fragment of SDL that several subgraphs must have identical: `shared` always, `agency-connection` where agencies are listed, `feed`
 * where changes are told.
 */
export type SharedFragment = 'shared' | 'agency-connection' | 'feed';

/** What a subgraph's schema is made of. */
export interface SchemaParts<Context> {
  /** Its own SDL, without `@link` and without what the fragments bring. */
  readonly sdl: string;
  readonly fragments: readonly SharedFragment[];
  readonly resolvers: GraphQLResolverMap<Context>;
  readonly ahead?: Ahead<Context>;
  /** The fields of `Subscription`. */
  readonly subscriptions?: Readonly<Record<string, Subscribe<Context>>>;
}

/** Begins a subscription: gives its events, each under the name of the field. */
export type Subscribe<Context> = (
  // biome-ignore lint/suspicious/noExplicitAny: what a field's arguments are, its schema says.
  args: any,
  subscribing: Subscribing<Context>,
) => Promise<AsyncIterable<Readonly<Record<string, unknown>>>>;

/** The whole SDL of a subgraph, as composition takes it. */
export function subgraphSdl(parts: Pick<SchemaParts<unknown>, 'sdl' | 'fragments'>): string {
  const fragments = parts.fragments.map((name) => readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8'));
  return [LINKS, ...fragments, parts.sdl].join('\n');
}

/** Builds the executable schema of a subgraph (Federation 2.9). */
export function buildSchema<Context>(parts: SchemaParts<Context>): GraphQLSchema {
  const subscriptions = Object.entries(parts.subscriptions ?? {}).map(([field, subscribe]) => [
    field,
    { subscribe: (_: unknown, args: unknown, subscribing: Subscribing<Context>) => subscribe(args, subscribing) },
  ]);
  const schema = buildSubgraphSchema({
    typeDefs: parse(subgraphSdl(parts)),
    resolvers: {
      ...calendarScalars,
      ...parts.resolvers,
      ...(subscriptions.length > 0 ? { Subscription: Object.fromEntries(subscriptions) } : {}),
    } as GraphQLResolverMap<unknown>,
  });
  const entities = schema.getQueryType()?.getFields()._entities;
  if (entities !== undefined) entities.resolve = entitiesResolver(parts.resolvers, parts.ahead);
  return schema;
}
