import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, isErrorCode } from './codes.js';

/** What is said of one error beyond its code. */
export interface ErrorDetail {
  /** Added to the words of the table. */
  readonly en?: string;
  readonly vi?: string;
  /** The argument or variable at fault. */
  readonly argument?: string;
  /** It empties one place of an answer, which is an answer all the same: no status of its own. */
  readonly inPlace?: boolean;
  /** What it was made from; of a GraphQL error the places in document and answer are kept. */
  readonly cause?: unknown;
}

/** The gateway's one error class: a code of the closed table, in both languages; the detail is added where it helps the caller. */
export class GatewayError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    const facts = ERROR_CODES[code];
    const en = detail.en === undefined ? facts.en : `${facts.en} ${detail.en}`;
    const vi = detail.vi === undefined ? facts.vi : `${facts.vi} ${detail.vi}`;
    const { cause } = detail;
    super(en, {
      ...(cause instanceof GraphQLError
        ? {
            nodes: cause.nodes ?? null,
            source: cause.source ?? null,
            positions: cause.positions ?? null,
            path: cause.path ?? null,
          }
        : {}),
      ...(cause instanceof Error ? { originalError: cause } : {}),
      extensions: {
        code,
        ...(detail.argument === undefined ? {} : { argument: detail.argument }),
        messageVi: vi,
        messageEn: en,
        retryable: facts.retryable,
        ...(detail.inPlace ? {} : { http: { status: facts.status } }),
      },
    });
    this.name = 'GatewayError';
    this.code = code;
  }
}

/** The extensions of an error that may leave the process; everything else (stack traces, service names) stays inside. */
const SHOWN = ['code', 'argument', 'messageVi', 'messageEn', 'retryable'] as const;

/** The code that the stock executor gives a subgraph's error that has none of its own. */
const NAMELESS = 'DOWNSTREAM_SERVICE_ERROR';

/**
 * The form in which an error goes out. Masking lives here alone: an error without a code, and what the gateway threw itself
 * without meaning to, loses its words. A code that is not of the table is a subgraph's own: its words stand in both languages
 * where it gives no others, and nothing is promised of a second try.
 */
export function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const extensions = error.extensions ?? {};
  const code =
    typeof extensions.code === 'string' && extensions.code !== NAMELESS ? extensions.code : 'INTERNAL_SERVER_ERROR';
  const masked = code === 'INTERNAL_SERVER_ERROR' && extensions.messageEn === undefined;
  const message = masked ? ERROR_CODES.INTERNAL_SERVER_ERROR.en : error.message;
  const { vi, retryable } = isErrorCode(code) ? ERROR_CODES[code] : { vi: message, retryable: false };
  const shown = Object.fromEntries(
    SHOWN.filter((key) => extensions[key] !== undefined).map((key) => [key, extensions[key]]),
  );
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { messageVi: vi, messageEn: message, retryable, ...shown, code },
  };
}
