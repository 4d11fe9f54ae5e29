import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { operationToSend } from './operation-to-send.js';

/** The one endpoint, on the page's own origin. */
const ENDPOINT = '/graphql';

/**
 * Sends an operation by the GraphQL-over-HTTP specification (POST, JSON) with the headers from the headers editor, so that a
 * bearer token pasted there travels along. Never rejects: a gateway that is away, or answers with something that is not
 * GraphQL, becomes an `errors` entry in the response pane, in both languages.
 */
export const fetchGraph: Fetcher = async (parameters, options) => {
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...options?.headers,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        ...parameters,
        operationName: operationToSend(parameters.query, parameters.operationName),
      }),
    });
    return readAnswer(response, await response.text());
  } catch (error) {
    return failure(`Không kết nối được với cổng. The gateway could not be reached: ${String(error)}`);
  }
};

function readAnswer(response: Response, text: string): ExecutionResult {
  const answer = parseOrNull(text);
  if (isResult(answer)) return answer;
  const start = text.slice(0, 200);
  return failure(`Câu trả lời không phải GraphQL. The answer is not GraphQL (HTTP ${response.status}): ${start}`);
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
