import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Lexer,
  type OperationDefinitionNode,
  parse,
  Source,
  specifiedRules,
  TokenKind,
  validate,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
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
  const errors = validate(api, document, [...specifiedRules, ...OWN_RULES]);
  if (errors.length === 0) return document;
  throw new InvalidOperation(errors.map((cause) => failure('GRAPHQL_VALIDATION_FAILED', cause)));
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
 * @throws GatewayError `OPERATION_RESOLUTION_FAILURE` when none or several could be meant, or it is a subscription.
 */
export function chooseOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw new GatewayError('OPERATION_RESOLUTION_FAILURE');
  if (operation.operation === 'subscription') {
    throw new GatewayError('OPERATION_RESOLUTION_FAILURE', {
      en: 'Subscriptions are not answered as single requests.',
      vi: 'Không thể trả lời đăng ký theo dõi (subscription) bằng một yêu cầu đơn.',
    });
  }
  return operation;
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
