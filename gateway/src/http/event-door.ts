import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Identified } from '../answer.js';
import { isErrorCode } from '../errors/codes.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import type { ReadDocument } from '../persisted/persisted-operations.js';
import type { Delivery, Ending, Follow, Receiver, SubscribeQuestion } from '../subscribe.js';
import { accountOf } from './account-requests.js';
import { answerStatus } from './answer-status.js';
import type { LastingConnections } from './lasting-connections.js';
import { lifeOf } from './life-of.js';
import { refusalTypeOf, statusOf, wantsEventsBy } from './media-types.js';
import { type Parameters, parametersOfBody, parametersOfSearch } from './read-parameters.js';
import type { TakeSeat } from './seats.js';

/** What a door to subscriptions stands on. */
export interface SubscriptionDoorParts {
  readonly follow: Follow;
  readonly readDocument: ReadDocument;
  /** @throws GatewayError `UNAUTHENTICATED`, `IDENTITY_UNAVAILABLE`. */
  readonly identify: (authorization: string | undefined) => Promise<Identified>;
  readonly takeSeat: TakeSeat;
  readonly lasting: LastingConnections;
  /** How long a query or a mutation may take. */
  readonly requestTimeoutMs: number;
  /** After such a silence something is sent that means nothing. */
  readonly heartbeatMs: number;
}

/** Whether a request is for events. */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  return wantsEventsBy(headers.accept);
}

/** Answers a request with events: one subscription a connection. @throws GatewayError for a request that is none. */
export type EventDoor = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const RETRY_MS = { least: 1_000, most: 3_000 } as const;

/** Makes the door of events ("distinct connections" of GraphQL over Server-Sent Events). */
export function eventDoor(server: FastifyInstance, parts: SubscriptionDoorParts): EventDoor {
  const streams = new Set<EventStream>();
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.beat();
  }, parts.heartbeatMs).unref();
  server.addHook('onClose', async () => clearInterval(heartbeat));
  return async (request, reply) => {
    const parameters =
      request.method === 'GET' ? parametersOfSearch(searchOf(request)) : parametersOfBody(request.body);
    const asked = readRequest(request, parameters);
    const { text: query, keep } = parts.readDocument(parameters);
    const account = accountOf(request);
    if (query === '') throw new GatewayError('BAD_REQUEST');
    const { principal, until } = await parts.identify(request.headers.authorization);
    const leaveSeat = parts.takeSeat(principal.subject ?? request.ip);
    const stream = new EventStream(reply.raw, request.id);
    // Once this side has ended it, the answer is at its end, and the request over.
    reply.raw.once('close', leaveSeat);
    const life = lifeOf(reply, parts.requestTimeoutMs);
    const question: SubscribeQuestion = { ...asked, query, principal, signal: life.signal, account };
    const subscribed = await parts.follow(question, stream, 'events');
    if (subscribed.kind === 'refused') {
      leaveSeat();
      return refuse(reply, subscribed.errors);
    }
    keep();
    reply.hijack();
    if (subscribed.kind === 'answered') {
      stream.next({ cursor: null, text: JSON.stringify(subscribed.answer) });
      stream.end({ kind: 'complete' });
      return reply;
    }
    life.last();
    stream.open();
    streams.add(stream);
    const release = parts.lasting.hold(stream.connection(subscribed.leave), until);
    const left = (): void => {
      release();
      streams.delete(stream);
      subscribed.leave();
    };
    if (reply.raw.closed) left();
    else reply.raw.once('close', left);
    return reply;
  };
}

const others = z.object({
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** What is asked beside the document (GraphQL over HTTP), and behind which event. */
function readRequest(
  { headers }: FastifyRequest,
  parameters: Parameters,
): Pick<SubscribeQuestion, 'variables' | 'operationName' | 'after'> {
  const { data } = others.safeParse(parameters);
  if (data === undefined) throw new GatewayError('BAD_REQUEST');
  const after = headers['last-event-id'];
  return {
    variables: data.variables ?? {},
    operationName: data.operationName ?? undefined,
    after: typeof after === 'string' && after !== '' ? after : null,
  };
}

function searchOf({ url }: FastifyRequest): string {
  return new URL(url, 'http://gateway').search;
}

function refuse(
  reply: FastifyReply,
  errors: readonly { readonly extensions?: { readonly code?: unknown } }[],
): FastifyReply {
  const code = errors[0]?.extensions?.code;
  const type = refusalTypeOf(reply.request.headers.accept);
  const status = isErrorCode(code) ? statusOf(code, type) : 400;
  return answerStatus(reply, status).type(type).send(JSON.stringify({ errors }));
}

/** The frame of a delivery, made once for all who receive it. */
const frames = new WeakMap<Delivery, Buffer>();

function frameOf(delivery: Delivery): Buffer {
  const known = frames.get(delivery);
  if (known !== undefined) return known;
  const { cursor, text } = delivery;
  const frame = Buffer.from(`event: next\n${idLine(cursor)}data: ${text}\n\n`);
  frames.set(delivery, frame);
  return frame;
}

/** A cursor that would break the line is no id (HTML, section 9.2.6). */
function idLine(cursor: string | null): string {
  return cursor === null || /[\r\n\0]/.test(cursor) ? '' : `id: ${cursor}\n`;
}

const COMPLETE = 'event: complete\ndata:\n\n';

/** An answer that lasts. Nothing of it is written before there is something to write. */
class EventStream implements Receiver {
  readonly #response: ServerResponse;
  readonly #requestId: string;
  #wrote = false;

  constructor(response: ServerResponse, requestId: string) {
    this.#response = response;
    this.#requestId = requestId;
  }

  /** Sends the head, so that who waits for it knows that it is followed. */
  open(): void {
    if (this.#response.headersSent) return;
    const retry = RETRY_MS.least + Math.floor(Math.random() * (RETRY_MS.most - RETRY_MS.least));
    // Its end is the end of the connection: in chunks, each event would be three pieces.
    this.#response.useChunkedEncodingByDefault = false;
    this.#response.writeHead(200, {
      connection: 'close',
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // What lies between would collect events until it has enough of them.
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'x-request-id': this.#requestId,
    });
    this.#response.write(`retry: ${retry}\n\n`);
  }

  begin(cursor: string): void {
    const line = idLine(cursor);
    // Without data nothing is dispatched, and yet the id is kept for when the client comes back.
    if (line !== '') this.#write(`${line}\n`);
  }

  next(delivery: Delivery): void {
    this.#write(frameOf(delivery));
  }

  end(ending: Ending): void {
    if (ending.kind === 'refused') this.next({ cursor: null, text: JSON.stringify({ errors: ending.errors }) });
    if (ending.kind !== 'cut') this.#write(COMPLETE);
    this.#response.end();
  }

  get waiting(): number {
    return this.#response.writableLength;
  }

  drained(): Promise<void> {
    const out = this.#out;
    if (!out.writableNeedDrain || out.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        out.off('drain', done).off('close', done);
        resolve();
      };
      out.once('drain', done).once('close', done);
    });
  }

  /** Writes something, where nothing has been written of late. */
  beat(): void {
    if (!this.#wrote) this.#write(': \n\n');
    this.#wrote = false;
  }

  connection(leave: () => void) {
    return {
      end: (code: 1012 | 4403): void => {
        leave();
        if (code === 4403) {
          this.end({ kind: 'refused', errors: [formatError(new GatewayError('UNAUTHENTICATED').toJSON())] });
        } else this.end({ kind: 'cut', code });
      },
    };
  }

  #write(chunk: Buffer | string): void {
    this.open();
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#wrote = true;
    this.#out.write(chunk);
  }

  /**
   * Past the response, which behind its head has nothing to add: it would hold the socket for each event until the next tick. While another
   * answer on the connection has its turn there is no socket, and the response keeps what it is given.
   */
  get #out(): Writable {
    return this.#response.socket ?? this.#response;
  }
}
