import { randomUUID } from 'node:crypto';

/** The id a request goes by in every process: the caller's `x-request-id` where it is plain and short, else a new one. */
export function requestIdOf(request: {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
