/**
 * The closed table of error codes a subgraph may answer with. `retryable` says whether the same request can succeed later
 * without being changed. The gateway's page `docs/errors.md` lists them with its own.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: { retryable: false },
  BAD_CURSOR: { retryable: false },
  CURSOR_EXPIRED: { retryable: false },
  UNAUTHENTICATED: { retryable: false },
  FORBIDDEN: { retryable: false },
  CONFLICT: { retryable: false },
  RATE_LIMITED: { retryable: true },
  NOT_READY: { retryable: true },
  GRAPHQL_PARSE_FAILED: { retryable: false },
  GRAPHQL_VALIDATION_FAILED: { retryable: false },
  INTERNAL_SERVER_ERROR: { retryable: true },
} as const satisfies Record<string, { retryable: boolean }>;

/** One of the codes in `extensions.code`. */
export type ErrorCode = keyof typeof ERROR_CODES;
