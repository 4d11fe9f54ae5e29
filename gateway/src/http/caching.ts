import { createHash } from 'node:crypto';

/** What keeps nothing anywhere (RFC 9111, section 5.2.2.5). */
export const NO_STORE = 'no-store';

/** A request, as far as what comes of it may be kept. */
export interface KeepableRequest {
  readonly method: string;
  readonly authorization: string | undefined;
}

/**
 * How long a whole answer to a request may be used again without asking: one by GET to nobody in particular by everybody, for so many seconds.
 * Who signs in may have changed something just now: theirs is kept by their own client alone, and shown again only when it still holds.
 */
export function cacheControlFor({ method, authorization }: KeepableRequest, maxAgeSeconds: number): string {
  if (method !== 'GET' || maxAgeSeconds === 0) return NO_STORE;
  return authorization === undefined ? `public, max-age=${maxAgeSeconds}` : 'private, no-cache';
}

/** By what an answer is told from every other (RFC 9110, section 8.8.3); the same text of another media type is another. */
export function etagOf(type: string, text: string | Buffer): string {
  return `"${createHash('sha256').update(type).update('\n').update(text).digest('base64url')}"`;
}

/** Whether a client that sent `If-None-Match` has the answer (RFC 9110, section 13.1.2; compared weakly). */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((held) => ['*', etag, `W/${etag}`].includes(held.trim()));
}
