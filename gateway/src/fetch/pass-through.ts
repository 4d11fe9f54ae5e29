import type { Readable } from 'node:stream';
import { spanHeaders } from '@phat-ngon/runtime';
import { Agent } from 'undici';
import { abortSignalOf, type EndSignal } from '../lib/ending.js';
import { isTimeUp } from '../lib/time-up.js';
import { FetchError } from './subgraph-client.js';

/** Header fields of a message, as Node names them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request that is sent on as it came. */
export interface PassedRequest {
  readonly url: string;
  readonly method: string;
  /** As they came: those that are for one hop alone, or for this server, are left out. */
  readonly headers: Headers;
  /** Set by this server, whatever came. */
  readonly ownHeaders: Readonly<Record<string, string>>;
  /** Null where it has none. Destroyed when the answer comes before its end. */
  readonly body: Readable | null;
  /** Ends the request and its answer, wherever they are. */
  readonly signal: EndSignal;
}

/** What came back, while it comes. */
export interface PassedAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Readable;
}

/** Sends requests on, both bodies as streams, of which a gateway never holds more than a buffer. */
export interface PassThrough {
  /**
   * Resolves when the answer's head is there. Never sends a request twice.
   * @throws FetchError when none came.
   */
  send(request: PassedRequest): Promise<PassedAnswer>;
  close(): Promise<void>;
}

/** Opens connections of its own: a long upload must not take one from the graph. */
export function passThrough(connections: number): PassThrough {
  // The signal alone says how long a request may take; between two parts of a body no time is set.
  const agent = new Agent({ connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  let closing: Promise<void> | null = null;
  return {
    send: async ({ url, method, headers, ownHeaders, body, signal }) => {
      const { origin, pathname, search } = new URL(url);
      try {
        const answer = await agent.request({
          origin,
          path: pathname + search,
          method: method as 'GET',
          headers: { ...sentHeaders(headers, body !== null), ...ownHeaders, ...spanHeaders() },
          body,
          signal: abortSignalOf(signal),
        });
        return { status: answer.statusCode, headers: endToEnd(answer.headers), body: answer.body };
      } catch (error) {
        throw new FetchError(isTimeUp(signal) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', error);
      }
    },
    close: () => {
      closing ??= agent.close();
      return closing;
    },
  };
}

/** Fields for the next hop alone (RFC 9110, section 7.6.1), beside those that `connection` names. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** What a client says to this server and to no other; `expect` has been answered here. */
const FOR_THIS_SERVER = ['authorization', 'expect', 'host'];

function endToEnd(headers: Headers, without: readonly string[] = []): Record<string, string | string[]> {
  const listed = String(headers.connection ?? '').split(',');
  const dropped = new Set([...HOP_BY_HOP, ...without, ...listed.map((name) => name.trim().toLowerCase())]);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name)) continue;
    kept[name] = typeof value === 'string' ? value : [...value];
  }
  return kept;
}

function sentHeaders(headers: Headers, hasBody: boolean): Record<string, string | string[]> {
  return endToEnd(headers, hasBody ? FOR_THIS_SERVER : [...FOR_THIS_SERVER, 'content-length', 'content-type']);
}
