import { GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from './codes.js';

/** What a caller is told: a code of the closed table, both languages, and the argument at fault where there is one. */
export interface PublicErrorParts {
  readonly code: ErrorCode;
  readonly en: string;
  readonly vi: string;
  readonly argument?: string;
  /** Of what can be retried, when: whole seconds from now. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** The one error class of the subgraphs that callers may see; every other error is masked at the edge. */
export class PublicError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(parts: PublicErrorParts) {
    super(parts.en, {
      ...(parts.cause instanceof Error ? { originalError: parts.cause } : {}),
      extensions: {
        code: parts.code,
        ...(parts.argument === undefined ? {} : { argument: parts.argument }),
        messageVi: parts.vi,
        messageEn: parts.en,
        retryable: ERROR_CODES[parts.code].retryable,
        ...(parts.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: parts.retryAfterSeconds }),
      },
    });
    this.name = 'PublicError';
    this.code = parts.code;
  }
}

/** A refusal of one argument: `BAD_USER_INPUT` that names the argument, what was expected and what came. */
export function badInput(argument: string, en: string, vi: string): PublicError {
  return new PublicError({ code: 'BAD_USER_INPUT', argument, en, vi });
}
