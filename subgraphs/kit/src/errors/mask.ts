import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PublicError } from './public-error.js';

/** Receives the errors that callers must not see, whole. */
export type ErrorListener = (error: unknown) => void;

/** What callers are told of an error that is not for them. */
export const INTERNAL = new PublicError({
  code: 'INTERNAL_SERVER_ERROR',
  en: 'This part of the answer failed inside the service. It has been recorded; try again later.',
  vi: 'Phần trả lời này gặp lỗi bên trong dịch vụ. Lỗi đã được ghi lại; xin thử lại sau.',
});

/**
 * The form of an error that may leave the process: a {@link PublicError} as it is, a validation error under its own code, and
 * anything else masked, after `onInternal` has seen it.
 */
export function maskError(error: GraphQLError, onInternal: ErrorListener): GraphQLFormattedError {
  const original = error.originalError;
  if (error instanceof PublicError) return error.toJSON();
  if (original instanceof PublicError) return withPath(original, error);
  if (original === undefined || original instanceof GraphQLError) {
    return withPath(
      new PublicError({ code: 'BAD_USER_INPUT', en: error.message, vi: `Yêu cầu không hợp lệ: ${error.message}` }),
      error,
    );
  }
  onInternal(original);
  return withPath(INTERNAL, error);
}

function withPath(shown: PublicError, at: GraphQLError): GraphQLFormattedError {
  return {
    message: shown.message,
    ...(at.path ? { path: at.path } : {}),
    ...(at.locations ? { locations: at.locations } : {}),
    extensions: shown.extensions,
  };
}
