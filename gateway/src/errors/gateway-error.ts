import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, isErrorCode } from './codes.js';

/** The gateway's one error class: a code of the closed table, in both languages; `detail` is added where it helps the caller. */
export class GatewayError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: { readonly en: string; readonly vi: string }) {
    const facts = ERROR_CODES[code];
    const en = detail === undefined ? facts.en : `${facts.en} ${detail.en}`;
    const vi = detail === undefined ? facts.vi : `${facts.vi} ${detail.vi}`;
    super(en, {
      extensions: { code, messageVi: vi, messageEn: en, retryable: facts.retryable, http: { status: facts.status } },
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
 * without meaning to, loses its words.
 */
export function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const extensions = error.extensions ?? {};
  const code =
    typeof extensions.code === 'string' && extensions.code !== NAMELESS ? extensions.code : 'INTERNAL_SERVER_ERROR';
  const masked = code === 'INTERNAL_SERVER_ERROR' && extensions.messageEn === undefined;
  const facts = isErrorCode(code) ? ERROR_CODES[code] : ERROR_CODES.INTERNAL_SERVER_ERROR;
  const message = masked ? facts.en : error.message;
  const shown = Object.fromEntries(
    SHOWN.filter((key) => extensions[key] !== undefined).map((key) => [key, extensions[key]]),
  );
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { messageVi: facts.vi, messageEn: message, retryable: facts.retryable, ...shown, code },
  };
}
