/** What a code means to a client. */
export interface CodeFacts {
  /** Whether the same request can succeed later without being changed. */
  readonly retryable: boolean;
  /** The HTTP status where the error is the whole answer: that of a service. In a GraphQL answer it has a path instead. */
  readonly status: number;
}

/** The closed table of error codes a subgraph may answer with. The gateway's page `docs/errors.md` lists them with its own. */
export const ERROR_CODES = {
  BAD_USER_INPUT: { retryable: false, status: 400 },
  BAD_CURSOR: { retryable: false, status: 400 },
  CURSOR_EXPIRED: { retryable: false, status: 410 },
  UNAUTHENTICATED: { retryable: false, status: 401 },
  FORBIDDEN: { retryable: false, status: 403 },
  CONFLICT: { retryable: false, status: 409 },
  NOT_READY: { retryable: true, status: 503 },
  GRAPHQL_PARSE_FAILED: { retryable: false, status: 400 },
  GRAPHQL_VALIDATION_FAILED: { retryable: false, status: 400 },
  INTERNAL_SERVER_ERROR: { retryable: true, status: 500 },
} as const satisfies Record<string, CodeFacts>;

/** One of the codes in `extensions.code`. */
export type ErrorCode = keyof typeof ERROR_CODES;
