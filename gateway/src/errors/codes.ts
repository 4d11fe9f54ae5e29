/** What a code means to a client: the HTTP status when nothing was executed, and whether the same request can succeed later. */
export interface CodeFacts {
  readonly status: number;
  /** The request was well-formed, its operation cannot run (GraphQL, section 7.1.3): in JSON that is answered under 200. */
  readonly requestError?: boolean;
  readonly retryable: boolean;
  readonly en: string;
  readonly vi: string;
}

/** The closed table of the gateway's own codes; `docs/errors.md` explains each. A subgraph's error keeps its own code. */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The document does not parse.',
    vi: 'Câu hỏi GraphQL không đúng cú pháp.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The document does not fit the schema.',
    vi: 'Câu hỏi không khớp với lược đồ.',
  },
  BAD_REQUEST: {
    status: 400,
    retryable: false,
    en: 'The request is not a GraphQL request over HTTP.',
    vi: 'Yêu cầu không đúng chuẩn GraphQL qua HTTP.',
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    en: 'There is nothing at this address; the graph is at /graphql.',
    vi: 'Không có gì ở địa chỉ này; hãy hỏi tại /graphql.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    en: 'The method does not fit: queries by GET or POST, everything else by POST.',
    vi: 'Phương thức không phù hợp: truy vấn dùng GET hoặc POST, còn lại dùng POST.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    retryable: false,
    en: 'Answers are application/json or application/graphql-response+json.',
    vi: 'Câu trả lời chỉ có dạng application/json hoặc application/graphql-response+json.',
  },
  BODY_LIMIT: {
    status: 413,
    retryable: false,
    en: 'The body of the request is too large.',
    vi: 'Nội dung yêu cầu quá lớn.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    retryable: false,
    en: 'The body of the request must be application/json.',
    vi: 'Nội dung yêu cầu phải là application/json.',
  },
  BAD_USER_INPUT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'An argument or variable is not valid.',
    vi: 'Tham số hoặc biến không hợp lệ.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation to run is not clear.',
    vi: 'Không rõ thao tác cần chạy.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The persisted query is not known; send its text.',
    vi: 'Chưa có câu hỏi đã lưu này; hãy gửi toàn văn.',
  },
  OPERATION_NOT_PERSISTED: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation is none of those that are taken here.',
    vi: 'Câu hỏi không nằm trong danh sách được phép ở đây.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    en: 'The bearer token is missing, malformed or expired.',
    vi: 'Mã truy cập thiếu, sai hoặc đã hết hạn.',
  },
  IDENTITY_UNAVAILABLE: {
    status: 503,
    retryable: true,
    en: 'The bearer token cannot be verified now; try again shortly.',
    vi: 'Hiện chưa thể xác minh mã truy cập; xin thử lại sau ít phút.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    en: 'The caller may not see or do this.',
    vi: 'Người gọi không được xem hoặc thực hiện việc này.',
  },
  DEPTH_LIMIT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation is nested too deeply.',
    vi: 'Câu hỏi lồng quá sâu.',
  },
  ALIAS_LIMIT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation has too many aliases.',
    vi: 'Câu hỏi dùng quá nhiều bí danh.',
  },
  COST_LIMIT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation costs more than the caller may spend.',
    vi: 'Câu hỏi vượt quá chi phí cho phép.',
  },
  PLAN_LIMIT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The operation can be answered in too many ways; ask for less at once.',
    vi: 'Câu hỏi có quá nhiều cách trả lời; hãy hỏi ít hơn trong một lần.',
  },
  TOKEN_LIMIT: {
    status: 400,
    requestError: true,
    retryable: false,
    en: 'The document is too long.',
    vi: 'Câu hỏi quá dài.',
  },
  OVERLOADED: {
    status: 503,
    retryable: true,
    en: 'Too many requests are under way; try again shortly.',
    vi: 'Hệ thống đang quá tải; xin thử lại sau ít phút.',
  },
  SUBSCRIPTION_LIMIT: {
    status: 429,
    retryable: true,
    en: 'Too many subscriptions are followed by this caller, or in all; try again later.',
    vi: 'Người gọi này, hoặc toàn hệ thống, đang theo dõi quá nhiều đăng ký; xin thử lại sau.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 200,
    retryable: true,
    en: 'The service that owns this part cannot be reached.',
    vi: 'Dịch vụ giữ phần dữ liệu này tạm thời không truy cập được.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 200,
    retryable: true,
    en: 'The service that owns this part did not answer in time.',
    vi: 'Dịch vụ giữ phần dữ liệu này không trả lời kịp.',
  },
  SUBGRAPH_BAD_ANSWER: {
    status: 200,
    retryable: true,
    en: 'The service that owns this part gave no valid answer.',
    vi: 'Dịch vụ giữ phần dữ liệu này trả lời không hợp lệ.',
  },
  FIELD_UNRESOLVABLE: {
    status: 200,
    retryable: false,
    en: 'No service of the graph resolves this field here.',
    vi: 'Không dịch vụ nào trong đồ thị trả lời được trường này tại đây.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    retryable: true,
    en: 'The request failed inside the service.',
    vi: 'Yêu cầu gặp lỗi bên trong hệ thống.',
  },
} as const satisfies Record<string, CodeFacts>;

/** One of the gateway's codes. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Whether a code is in the table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
