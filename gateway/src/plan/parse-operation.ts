import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  Source,
  specifiedRules,
  TokenKind,
  validate,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { isCondition } from '../lib/selected.js';
import { OWN_RULES } from './own-rules.js';

/** A document that cannot run, with everything that is wrong with it. */
export class InvalidOperation extends Error {
  override readonly name = 'InvalidOperation';
  readonly errors: readonly GatewayError[];

  constructor(errors: readonly GatewayError[]) {
    super('the operation is not valid');
    this.errors = errors;
  }
}

/**
 * Parses a document of at most `maxTokens` tokens and validates it against the schema (GraphQL, section 5).
 * @throws InvalidOperation `TOKEN_LIMIT`, `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`.
 */
export function parseOperation(api: GraphQLSchema, text: string, maxTokens: number): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new InvalidOperation([parseFailure(error, maxTokens)]);
  }
  refuse(conditionalRoots(document));
  refuse(validate(api, document, [...specifiedRules, ...OWN_RULES]));
  return document;
}

/**
 * What is wrong with the roots of a document's subscriptions: whether there is one must not depend on variables (GraphQL, section 5.2.4.1).
 * Looked at before all else: graphql-js throws at such a document instead of refusing it.
 */
export function conditionalRoots(document: DocumentNode): readonly GraphQLError[] {
  const fragments = fragmentsOf(document);
  const conditions = (set: SelectionSetNode, seen: ReadonlySet<string>): readonly DirectiveNode[] =>
    set.selections.flatMap((node) => {
      const own = (node.directives ?? []).filter(isCondition);
      if (node.kind === Kind.FIELD) return own;
      if (node.kind === Kind.INLINE_FRAGMENT) return [...own, ...conditions(node.selectionSet, seen)];
      const fragment = seen.has(node.name.value) ? undefined : fragments.get(node.name.value);
      return fragment ? [...own, ...conditions(fragment.selectionSet, new Set([...seen, node.name.value]))] : own;
    });
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION
      ? conditions(definition.selectionSet, new Set()).map((nodes) => new GraphQLError(UNCONDITIONAL, { nodes }))
      : [],
  );
}

const UNCONDITIONAL = 'The one field of a subscription can be neither skipped nor included: ask for it, or do not.';

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0) throw new InvalidOperation(errors.map((cause) => failure('GRAPHQL_VALIDATION_FAILED', cause)));
}

/** What a parser's error is to the caller: the parser itself does not tell a document that is too long from one that is wrong. */
export function parseFailure(error: GraphQLError, maxTokens: number): GatewayError {
  if (error.source !== undefined && hasMoreTokens(error.source.body, maxTokens)) {
    return new GatewayError('TOKEN_LIMIT', {
      en: `It may have ${maxTokens} tokens.`,
      vi: `Tối đa ${maxTokens} từ tố (token).`,
    });
  }
  return failure('GRAPHQL_PARSE_FAILED', error);
}

/**
 * The operation of a document that is asked for (GraphQL, section 6.1, GetOperation).
 * @throws GatewayError `OPERATION_RESOLUTION_FAILURE` when none or several could be meant.
 */
export function chooseOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw new GatewayError('OPERATION_RESOLUTION_FAILURE');
  return operation;
}

/**
 * The operation of a document that is asked for, to be answered once.
 * @throws GatewayError `OPERATION_RESOLUTION_FAILURE` for none, for several, and for a subscription.
 */
export function chooseAnswerable(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = chooseOperation(document, name);
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return operation;
  throw new GatewayError('OPERATION_RESOLUTION_FAILURE', {
    en: 'A subscription is followed: ask with "accept: text/event-stream", or over graphql-transport-ws.',
    vi: 'Đăng ký theo dõi (subscription) phải dùng "accept: text/event-stream" hoặc giao thức graphql-transport-ws.',
  });
}

function failure(code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED', cause: GraphQLError): GatewayError {
  return new GatewayError(code, { en: cause.message, vi: cause.message, cause });
}

function hasMoreTokens(text: string, maxTokens: number): boolean {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count <= maxTokens; count += 1) if (lexer.advance().kind === TokenKind.EOF) return false;
    return true;
  } catch {
    return false;
  }
}
