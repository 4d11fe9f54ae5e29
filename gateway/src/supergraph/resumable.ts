import type { Schema } from '@apollo/federation-internals';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** What a subscription says of its positions, by `@resumable` (`docs/subscriptions.md`, section 2). */
export interface Resumable {
  /** The field's argument that takes a cursor. */
  readonly argument: string;
  /** The field of the event that gives its cursor. */
  readonly cursor: string;
  /** The field of Query, in the same subgraph, that gives the cursor of the end; null where there is none. */
  readonly position: string | null;
}

/** The fields of `Subscription` that can be resumed, by name. */
export type ResumableFields = ReadonlyMap<string, Resumable>;

const IDENTITY = 'https://phat-ngon.example/specs/resumable';

/**
 * Reads `@resumable`, whatever it is imported as.
 * @throws Error for one that names what is not there: who relied on it would miss what it promises.
 */
export function readResumable(schema: Schema, api: GraphQLSchema): ResumableFields {
  const feature = schema.coreFeatures?.getByIdentity(IDENTITY);
  const directive = feature && schema.directive(feature.directiveNameInSchema('resumable'));
  const fields = new Map<string, Resumable>();
  for (const application of directive?.applications() ?? []) {
    const { argument = 'after', cursor = 'cursor', position = null } = application.arguments();
    const name = 'name' in application.parent ? String(application.parent.name) : '';
    const resumable = { argument: String(argument), cursor: String(cursor), position: position && String(position) };
    const problem = problemOf(name, resumable, api);
    if (problem !== null) throw new Error(`SUPERGRAPH: @resumable of Subscription.${name}: ${problem}`);
    fields.set(name, resumable);
  }
  return fields;
}

function problemOf(name: string, { argument, cursor, position }: Resumable, api: GraphQLSchema): string | null {
  const field = api.getSubscriptionType()?.getFields()[name];
  if (field === undefined) return 'the field is not one of Subscription';
  const taken = field.args.find((found) => found.name === argument);
  if (taken === undefined || isNonNullType(taken.type)) return `expected a nullable argument ${argument}`;
  const event = getNamedType(field.type);
  const given = isObjectType(event) || isInterfaceType(event) ? event.getFields()[cursor] : undefined;
  if (given === undefined || !isNonNullType(given.type) || !isPlain(given))
    return `expected ${event.name} to have a field ${cursor}, a non-null scalar without required arguments`;
  const end = position === null ? null : api.getQueryType()?.getFields()[position];
  if (end === undefined || (end !== null && !isPlain(end)))
    return `expected a field Query.${position}, a scalar without required arguments`;
  return null;
}

function isPlain({ type, args }: GraphQLField<unknown, unknown>): boolean {
  return isLeafType(getNamedType(type)) && !args.some(isRequiredArgument);
}
