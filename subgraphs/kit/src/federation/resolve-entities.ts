import type { GraphQLFieldResolver } from 'graphql';
import { selects } from './selects.js';

/** What a gateway names a thing by: its type, and the fields of its key (`scalar _Any` of the subgraph specification). */
interface Representation {
  readonly __typename: string;
}

type Found = object | null | undefined;

/** Finds a thing by its key: at once, or later. @throws PublicError for a malformed key. */
type ResolveReference<Context> = (representation: Representation, context: Context) => Found | Promise<Found>;

/**
 * What is read for all things of a list at once, before any of their fields is resolved: by type and field. Only where the field is selected, and only of
 * things that are found at once.
 */
export type Ahead<Context> = Readonly<
  Record<string, Readonly<Record<string, (things: readonly never[], context: Context) => Promise<unknown>>>>
>;

/** The resolvers of types, as far as they are of interest here. */
type Resolvers = Readonly<Record<string, object>>;

/**
 * Resolves `Query._entities` by the types' `__resolveReference`. The library's own makes promises for each representation, whether or not its resolver
 * did: a list of ten thousand that name nothing but ids is found at once here. What fails empties its own place, not the list.
 */
export function entitiesResolver<Context>(
  resolvers: Resolvers,
  ahead: Ahead<Context> = {},
): GraphQLFieldResolver<unknown, Context, { readonly representations: readonly Representation[] }> {
  const byType = new Map(
    Object.entries(resolvers).flatMap(([type, fields]): (readonly [string, ResolveReference<Context>])[] =>
      '__resolveReference' in fields ? [[type, fields.__resolveReference as ResolveReference<Context>]] : [],
    ),
  );
  const find = (representation: Representation, context: Context): Found | Error | Promise<Found> => {
    const resolve = byType.get(representation.__typename);
    // No gateway sends these: its plan is of the schema that this subgraph has told.
    if (resolve === undefined) throw new Error(`no type ${representation.__typename} is found by a key here`);
    return entityOf(representation, resolve, context);
  };
  return (_, { representations }, context, info) => {
    const things = representations.map((representation) => find(representation, context));
    const readings = Object.entries(ahead).flatMap(([type, fields]) => {
      const own = things.filter((thing) => isFound(thing) && thing.__typename === type) as never[];
      if (own.length === 0) return [];
      return Object.entries(fields).flatMap(([field, read]) => (selects(info, field) ? [read(own, context)] : []));
    });
    // What cannot be read ahead, its fields will ask for themselves, and tell of.
    return readings.length === 0 ? things : Promise.allSettled(readings).then(() => things);
  };
}

function isFound(thing: Found | Error | Promise<Found>): thing is Representation {
  return typeof thing === 'object' && thing !== null && '__typename' in thing;
}

function entityOf<Context>(
  representation: Representation,
  resolve: ResolveReference<Context>,
  context: Context,
): Found | Error | Promise<Found> {
  const { __typename: type } = representation;
  try {
    const found = resolve(representation, context);
    return found instanceof Promise ? found.then((thing) => named(type, thing)) : named(type, found);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The union `_Entity` is told apart by `__typename`. */
function named(type: string, thing: Found): Found {
  if (thing === null || thing === undefined || '__typename' in thing) return thing;
  return { ...thing, __typename: type };
}
