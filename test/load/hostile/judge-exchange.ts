import { type CodeFacts, ERROR_CODES, type ErrorCode } from '@phat-ngon/gateway';
import { ERROR_CODES as SUBGRAPH_CODES } from '@phat-ngon/kit';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { leaksOf } from '../leaks.js';
import { conforms } from './conforms.js';
import type { Exchange } from './exchange.js';
import type { Expectation, Question } from './expectation.js';
import type { Draft } from './hostile-request.js';
import type { HttpResponse } from './read-responses.js';

/** What came of a hostile request: how it was met, or what is wrong with that. */
export interface Verdict {
  readonly verdict: 'refused' | 'answered' | 'closed' | 'failed';
  readonly statuses: readonly number[];
  readonly codes: readonly string[];
  /** Why it failed. */
  readonly problem?: string;
}

/** One error as `docs/errors.md` describes it, and nothing beside it. */
const errorForm = z.strictObject({
  message: z.string().min(1),
  locations: z.array(z.strictObject({ line: z.number(), column: z.number() })).optional(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.strictObject({
    code: z.enum([...Object.keys(ERROR_CODES), ...Object.keys(SUBGRAPH_CODES)]),
    messageVi: z.string().min(1),
    messageEn: z.string().min(1),
    retryable: z.boolean(),
    argument: z.string().optional(),
  }),
});

const answerForm = z.strictObject({
  errors: z.array(errorForm).min(1).optional(),
  // As it came: whatever copies it could lose a key.
  data: z.custom<Readonly<Record<string, unknown>> | null>((data) => typeof data === 'object').optional(),
});

type Answer = z.infer<typeof answerForm>;

const JSON_TYPES = /^application\/(?:json|graphql-response\+json)(?:;|$)/;

class Fault extends Error {}

/** Judges what came of a request by what may come of it. */
export function judgeExchange(schema: GraphQLSchema, draft: Draft, exchange: Exchange): Verdict {
  const statuses = exchange.responses.map(({ status }) => status);
  const codes = exchange.responses.flatMap(codesOf);
  try {
    return { verdict: verdictOf(schema, draft, exchange), statuses, codes };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { verdict: 'failed', statuses, codes, problem: error.message };
  }
}

function verdictOf(schema: GraphQLSchema, draft: Draft, exchange: Exchange): 'refused' | 'answered' | 'closed' {
  const expected = draft.expected();
  if (exchange.responses.length === 0) {
    if (exchange.end === 'closed' && expected.mayClose) return 'closed';
    throw new Fault(exchange.end === 'hung' ? `hung: no answer after ${exchange.ms} ms` : 'closed without an answer');
  }
  if (exchange.rest.length > 0)
    throw new Fault(`something after the answer: ${exchange.rest.toString('utf8', 0, 200)}`);
  const leaks = exchange.responses.flatMap(({ head, body }) => leaksOf(`${head}\n${body}`, sentBy(draft)));
  if (leaks.length > 0) throw new Fault(`words of the inside: ${leaks.join(', ')}`);
  const met = exchange.responses.map((response) => responseVerdict(schema, expected, response));
  return met.includes('answered') ? 'answered' : 'refused';
}

function sentBy({ steps }: Draft): string {
  return Buffer.concat(steps.flatMap((step) => (step.kind === 'send' ? [step.bytes] : []))).toString('utf8');
}

function responseVerdict(schema: GraphQLSchema, expected: Expectation, response: HttpResponse): 'refused' | 'answered' {
  const { status, headers, body } = response;
  if (expected.bodiless) {
    if (body !== '' || status >= 500) throw new Fault(`status ${status} with a body of ${body.length} characters`);
    return status < 300 ? 'answered' : 'refused';
  }
  if (!JSON_TYPES.test(headers.get('content-type') ?? ''))
    throw new Fault(`status ${status} with content-type ${headers.get('content-type')}: ${body.slice(0, 200)}`);
  const answer = readAnswer(body);
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code as ErrorCode);
  if (codes.includes('INTERNAL_SERVER_ERROR')) throw new Fault(`failed inside: ${body.slice(0, 300)}`);
  if (answer.data === undefined) {
    checkRefusal(response, codes, expected.refusals);
    return 'refused';
  }
  if (expected.question === null)
    throw new Fault(`answered, where ${expected.refusals.join(' or ')} was due: ${body.slice(0, 300)}`);
  if (status !== 200) throw new Fault(`status ${status} with data`);
  checkData(schema, expected.question, answer, body);
  return 'answered';
}

function readAnswer(body: string): Answer {
  const { data: answer, error } = answerForm.safeParse(jsonOf(body));
  if (answer === undefined) throw new Fault(`not of the one shape: ${body.slice(0, 300)} (${error.message})`);
  return answer;
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkRefusal(
  { status, headers, body }: HttpResponse,
  codes: readonly ErrorCode[],
  due: readonly ErrorCode[],
): void {
  const unexpected = codes.find((code) => !due.includes(code));
  if (codes.length === 0 || unexpected !== undefined)
    throw new Fault(
      `refused by ${unexpected}, where ${due.join(' or ') || 'an answer'} was due: ${body.slice(0, 300)}`,
    );
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (codes.some((code) => statusOf(ERROR_CODES[code], isJson) !== status))
    throw new Fault(`status ${status} with ${codes.join(', ')}`);
}

/** In JSON a well-formed request is answered under 200, whether or not its operation can run. */
function statusOf({ status, requestError }: CodeFacts, isJson: boolean): number {
  return isJson && requestError ? 200 : status;
}

/** Errors beside data empty a place each; without errors the answer is the right one, where that is known. */
function checkData(schema: GraphQLSchema, question: Question, { data, errors = [] }: Answer, body: string): void {
  for (const { path, message } of errors) {
    if (path === undefined) throw new Fault(`an error without a path beside data: ${message}`);
    if (!isEmptyAt(data, path)) throw new Fault(`an error at ${path.join('.')}, which is not empty: ${message}`);
  }
  if (!conforms(schema, question, data)) throw new Fault(`data that does not fit the question: ${body.slice(0, 300)}`);
  if (errors.length === 0 && question.right !== null && question.right !== body)
    throw new Fault(`not the answer that is known: ${body.slice(0, 300)}`);
}

/**
 * Whether something is empty at a path: the place itself, one above it (a null goes up to the next place that may be empty), or one
 * within it, which a subgraph owns that did not answer.
 */
function isEmptyAt(data: unknown, path: readonly (string | number)[]): boolean {
  let place = data;
  for (const key of path) {
    if (isNothing(place)) return true;
    place = (place as Readonly<Record<string | number, unknown>>)[key];
  }
  return isNothing(place) || (typeof place === 'object' && Object.values(place ?? {}).some(isNothing));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function codesOf({ body }: HttpResponse): readonly string[] {
  const { data: answer } = answerForm.safeParse(jsonOf(body));
  return [...new Set(answer?.errors?.map(({ extensions }) => extensions.code))];
}
