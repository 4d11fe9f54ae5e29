import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { type CodeFacts, ERROR_CODES, type ErrorCode } from '../errors/codes.js';

/** The media types in which the graph answers once (GraphQL over HTTP, "Media Types"). */
export type AnswerType = 'application/json; charset=utf-8' | 'application/graphql-response+json; charset=utf-8';

const JSON_TYPE: AnswerType = 'application/json; charset=utf-8';
const GRAPHQL_TYPE: AnswerType = 'application/graphql-response+json; charset=utf-8';
/** Of what a client accepts alike, and in no order, the first. */
const ANSWER_TYPES: readonly AnswerType[] = [JSON_TYPE, GRAPHQL_TYPE];
const EVENTS_TYPE = 'text/event-stream';

/** Clients wish for few things: what was made of the latest wishes. */
const understood = new LRUCache<string, { readonly type: AnswerType | null }>({ max: 100 });

/** What an answer is to be; null where a client takes none of it. Without a wish it is JSON. */
export function answerTypeOf(accept: string | undefined): AnswerType | null {
  if (!accept) return JSON_TYPE;
  const known = understood.get(accept);
  if (known !== undefined) return known.type;
  const wished = new Negotiator({ headers: { accept } }).mediaType([...ANSWER_TYPES]);
  const type = ANSWER_TYPES.find((each) => each === wished) ?? null;
  understood.set(accept, { type });
  return type;
}

/** The same for a refusal, which has to be something; that of events has a status by which clients know that there are none. */
export function refusalTypeOf(accept: string | undefined): AnswerType {
  return wantsEventsBy(accept) ? GRAPHQL_TYPE : (answerTypeOf(accept) ?? JSON_TYPE);
}

/**
 * Whether a client wants events: Server-Sent Events, as the HTML standard (section 9.2) has them. Who would take either names what is
 * preferred first (RFC 9110, section 12.5.1).
 */
export function wantsEventsBy(accept: string | undefined): boolean {
  if (accept?.includes(EVENTS_TYPE) !== true) return false;
  return new Negotiator({ headers: { accept } }).mediaType([...ANSWER_TYPES, EVENTS_TYPE]) === EVENTS_TYPE;
}

/**
 * The status of an answer without data. JSON may come from anybody between client and graph, so there a well-formed request is answered under
 * 200 whatever became of its operation (GraphQL over HTTP, "application/json"); the other type says by itself whose answer it is.
 */
export function statusOf(code: ErrorCode, type: AnswerType): number {
  const { status, requestError }: CodeFacts = ERROR_CODES[code];
  return requestError && type === JSON_TYPE ? 200 : status;
}
