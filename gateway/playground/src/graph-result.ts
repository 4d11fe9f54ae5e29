import { type ExecutionResult, GraphQLError } from 'graphql';

/** Reads what a graph answered; what is not GraphQL becomes an `errors` entry, in both languages, with its beginning. */
export function readResult(text: string, status = 200): ExecutionResult {
  const answer = parseOrNull(text);
  if (isResult(answer)) return answer;
  const start = text.slice(0, 200);
  return failure(`Câu trả lời không phải GraphQL. The answer is not GraphQL (HTTP ${status}): ${start}`);
}

/** What stands in the place of an answer where the gateway is away. */
export function unreachable(error: unknown): ExecutionResult {
  return failure(`Không kết nối được với cổng. The gateway could not be reached: ${String(error)}`);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isResult(answer: unknown): answer is ExecutionResult {
  return typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
}

function failure(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
