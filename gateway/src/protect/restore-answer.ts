import {
  type ExecutionResult,
  executeSync,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isNonNullType,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { OperationInDocument } from '../lib/operation-in-document.js';
import type { Grants } from './grants.js';

/** What the answer is restored by. */
export interface Restoring {
  readonly api: GraphQLSchema;
  readonly grants: Grants;
  /** What every closed place is answered with. */
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly variables: Readonly<Record<string, unknown>>;
}

/** So many closed places of an answer have an error of their own; more of them are null without one, where null may stand. */
const MOST_ERRORS = 1_000;

/**
 * Gives the answer to an operation's open part the shape of the answer to the whole: what was not asked is null, with an error at its
 * place, and so is an object of a type the caller may not see. It is the specification's own execution (GraphQL, section 6.4), over an
 * answer in place of resolvers: fragments, `@skip`, order and the way of a null (section 6.4.4) are therefore its own too.
 */
export function restoreAnswer(
  { data, errors = [] }: ExecutionResult,
  { document, operation }: OperationInDocument,
  { api, grants, code, variables }: Restoring,
): ExecutionResult {
  if (!data) return { ...(errors.length > 0 ? { errors } : {}), data: data ?? null };
  const closed = new GatewayError(code, { inPlace: true });
  const restored = executeSync({
    schema: api,
    document,
    operationName: operation.name?.value ?? null,
    rootValue: data,
    variableValues: variables,
    fieldResolver: answeredOr(closed),
    typeResolver: (object: Answered) => {
      const type = String(object.__typename);
      if (!grants.maySee(type)) throw closed;
      return type;
    },
  });
  // What else does not fit has had its error when the open part was executed.
  const places = (restored.errors ?? []).filter(({ originalError }) => originalError === closed);
  const all = [...errors, ...places.map((cause) => new GatewayError(code, { inPlace: true, cause }))];
  return { ...(all.length > 0 ? { errors: all } : {}), data: restored.data ?? null };
}

/** An object of the answer, by response keys. */
type Answered = Readonly<Record<string, unknown>>;

/** What the answer has for a field. Whatever was asked is there, null or not: what is not there is closed. */
function answeredOr(closed: GatewayError): GraphQLFieldResolver<Answered, unknown> {
  let refused = 0;
  return (object, _arguments, _context, { path, returnType }) => {
    const told = Object.hasOwn(object, path.key) ? object[path.key] : undefined;
    if (told !== undefined) return told;
    refused += 1;
    if (refused > MOST_ERRORS && !isNonNullType(returnType)) return null;
    throw closed;
  };
}
