import { STATUS_CODES } from 'node:http';
import { ZodError } from 'zod';
import { ERROR_CODES } from './codes.js';
import { type ErrorListener, INTERNAL } from './mask.js';
import { PublicError } from './public-error.js';

/** A refusal over plain HTTP (RFC 9457, section 3): `title` is the status in words, the rest is there where callers may know why. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code?: string;
  readonly argument?: string;
  readonly detail?: string;
  readonly messageVi?: string;
  readonly retryable?: boolean;
}

/** The media type of problem details. */
export const PROBLEM_TYPE = 'application/problem+json';

/**
 * What a caller is told of an error: of a {@link PublicError} its code, its words in both languages and its status; of what the
 * HTTP server refused (no such route, a body over its limit) the status alone; and of anything else nothing, after `onInternal`
 * has seen it.
 */
export function problemOf(error: unknown, onInternal: ErrorListener): Problem {
  if (error instanceof PublicError) return publicProblem(error);
  const status = error instanceof ZodError ? 400 : statusOf(error);
  if (status < 500) return bareProblem(status);
  onInternal(error);
  return publicProblem(INTERNAL);
}

/** A problem that its status says all of. */
export function bareProblem(status: number): Problem {
  return { title: titleOf(status), status };
}

function publicProblem({ code, message, extensions: { argument, messageVi, retryable } }: PublicError): Problem {
  const { status } = ERROR_CODES[code];
  return {
    ...bareProblem(status),
    code,
    detail: message,
    ...(typeof argument === 'string' ? { argument } : {}),
    ...(typeof messageVi === 'string' ? { messageVi } : {}),
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
  };
}

function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'The request failed';
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
