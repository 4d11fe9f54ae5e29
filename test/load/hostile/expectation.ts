import { ERROR_CODES, type ErrorCode } from '@phat-ngon/gateway';
import {
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { World } from './hostile-request.js';

/** A GraphQL request that is answered with data, and the answer where it is known. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  /** The text of the right answer; null where only its form can be told. */
  readonly right: string | null;
}

/** What may come back: data of a question, or a refusal under one of the codes. */
export interface Expectation {
  readonly question: Question | null;
  readonly refusals: readonly ErrorCode[];
  /** The client broke HTTP so badly, or went away, that the connection may end without a word. */
  readonly mayClose?: boolean;
  /** The answer has no body (HEAD, OPTIONS). */
  readonly bodiless?: boolean;
}

/** What is too large is refused after it was found valid. */
const TOO_LARGE = ['DEPTH_LIMIT', 'ALIAS_LIMIT', 'COST_LIMIT'] as const;

/** A hash that stands for a text is not known before the text was sent. */
const HASH_UNKNOWN: ErrorCode = 'PERSISTED_QUERY_NOT_FOUND';

/** Every code under which the client's own request is at fault. */
export const REFUSALS: readonly ErrorCode[] = (Object.keys(ERROR_CODES) as ErrorCode[]).filter(
  (code) => ERROR_CODES[code].status >= 400 && ERROR_CODES[code].status < 500,
);

/** Nothing but a refusal under one of the codes. */
export function refusedBy(...refusals: readonly ErrorCode[]): Expectation {
  return { question: null, refusals };
}

/** An expectation that a refusal under one of the codes meets too. */
export function orRefusedBy(expected: Expectation, ...codes: readonly ErrorCode[]): Expectation {
  return { ...expected, refusals: [...expected.refusals, ...codes] };
}

/** An expectation whose right answer is known to the letter. */
export function answeredBy(expected: Expectation, right: string): Expectation {
  return { ...expected, question: expected.question && { ...expected.question, right } };
}

/** What the body of a POST of JSON has to be answered with, read by the rules of GraphQL over HTTP (section 5.4). */
export function expectedOfBody(world: World, body: Buffer): Expectation {
  if (body.length > world.limits.maxBodyBytes) return refusedBy('BODY_LIMIT');
  const parameters = readJson(body);
  if (!isRecord(parameters)) return refusedBy('BAD_REQUEST');
  const { query, variables, operationName, extensions } = parameters;
  const persisted = isRecord(extensions) && extensions.persistedQuery !== undefined;
  if (!isAbsentOr(isRecord, variables) || !isAbsentOr(isRecord, extensions) || !isAbsentOr(isText, operationName))
    return refusedBy('BAD_REQUEST');
  if (!isText(query) || query === '') return refusedBy('BAD_REQUEST', ...(persisted ? [HASH_UNKNOWN] : []));
  const expected = expectedOf(world, query, variables ?? {}, operationName ?? undefined);
  // A key that could reach the prototype of an object is refused with the whole body; so is a hash that is not the text's.
  const mayBeRefused =
    persisted || /__proto__|constructor/.test(body.toString('latin1').replace(/\\u00/g, '__proto__'));
  return mayBeRefused ? orRefusedBy(expected, 'BAD_REQUEST') : expected;
}

/** What a GET has to be answered with, by its parameters (section 5.3). */
export function expectedOfLink(world: World, search: string): Expectation {
  const parameters = new URL(`http://gateway/?${search}`).searchParams;
  const names = ['query', 'variables', 'operationName', 'extensions'] as const;
  if (names.some((name) => parameters.getAll(name).length > 1)) return refusedBy('BAD_REQUEST');
  const [variables, extensions] = [jsonOf(parameters.get('variables')), jsonOf(parameters.get('extensions'))];
  if (!isAbsentOr(isRecord, variables) || !isAbsentOr(isRecord, extensions)) return refusedBy('BAD_REQUEST');
  const persisted = extensions?.persistedQuery !== undefined;
  const query = parameters.get('query');
  if (query === null || query === '') return refusedBy('BAD_REQUEST', ...(persisted ? [HASH_UNKNOWN] : []));
  const expected = expectedOf(world, query, variables ?? {}, parameters.get('operationName') ?? undefined);
  const asked = orRefusedBy(expected, 'METHOD_NOT_ALLOWED');
  return persisted ? orRefusedBy(asked, 'BAD_REQUEST') : asked;
}

function jsonOf(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    // Null is no object; that it is missing would be said by leaving it out.
    return JSON.parse(text) ?? 'null';
  } catch {
    return text;
  }
}

/** What a document with its variables has to be answered with, by graphql-js. */
export function expectedOf(
  world: World,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
): Expectation {
  const { schema, limits } = world;
  const document = parsed(query, limits.maxTokens);
  if (document === null) return refusedBy('GRAPHQL_PARSE_FAILED', 'TOKEN_LIMIT', 'DEPTH_LIMIT');
  if (!isValid(schema, document)) return refusedBy('GRAPHQL_VALIDATION_FAILED', 'DEPTH_LIMIT');
  const operation = getOperationAST(document, operationName);
  if (!operation) return refusedBy('OPERATION_RESOLUTION_FAILURE');
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors !== undefined) return refusedBy('BAD_USER_INPUT', ...TOO_LARGE);
  const asked = { question: { query, variables, operationName, right: null }, refusals: TOO_LARGE };
  if (isDeeper(variables, 64)) return orRefusedBy(asked, 'BAD_USER_INPUT');
  // The aliases that are taken: by the one an object's type is read, and no object of JavaScript can be given the other.
  return /__(?:typename|proto__)\s*:/.test(query) ? orRefusedBy(asked, 'GRAPHQL_VALIDATION_FAILED') : asked;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function parsed(query: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(query, { maxTokens });
  } catch {
    return null;
  }
}

/** What is nested so deeply that it cannot even be looked through fits no schema. */
function isValid(schema: GraphQLSchema, document: DocumentNode): boolean {
  try {
    return (
      validate(schema, document).length === 0 && document.definitions.every((definition) => hasRoot(schema, definition))
    );
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An operation's root type has to be there (GraphQL, section 5.2.1.1), which graphql-js does not check. */
function hasRoot(schema: GraphQLSchema, definition: DefinitionNode): boolean {
  return definition.kind !== Kind.OPERATION_DEFINITION || Boolean(schema.getRootType(definition.operation));
}

/** JSON is UTF-8 (RFC 8259, section 8.1); a byte order mark may be ignored. Undefined for what is neither. */
function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isAbsentOr<Value>(is: (value: unknown) => value is Value, value: unknown): value is Value | null | undefined {
  return value === undefined || value === null || is(value);
}
