import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { openAccount } from '@phat-ngon/runtime';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import {
  CloseCode,
  type ConnectionInitMessage,
  handleProtocols,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Identified } from '../answer.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import { timeUp } from '../lib/time-up.js';
import type { AskedDocument } from '../persisted/persisted-operations.js';
import type { CutCode, Delivery, Ending, Receiver } from '../subscribe.js';
import type { SubscriptionDoorParts } from './event-door.js';

/** What the door of sockets stands on. */
export interface SocketDoorParts extends SubscriptionDoorParts {
  readonly maxMessageBytes: number;
  /** Sockets at once. */
  readonly maxSockets: number;
}

const INIT_MS = 3_000;
/** The first part of a reason that fits into a frame (RFC 6455, section 5.5). */
const REASONS: Readonly<Record<CutCode, string>> = {
  1012: 'come back, behind the last event',
  4403: 'Forbidden',
  4510: 'something could have been missed; come back behind the last event',
  4511: 'events were taken too slowly; come back behind the last one',
};

/** Serves `graphql-transport-ws` at `/graphql`. */
export function openSocketDoor(server: FastifyInstance, parts: SocketDoorParts): void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: parts.maxMessageBytes,
    // An event is packed once for all or not at all.
    perMessageDeflate: false,
  });
  const alive = new WeakSet<WebSocket>();
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!/^\/graphql(\?|$)/.test(request.url ?? '')) return refuseUpgrade(socket, '404 Not Found');
    if (closing || sockets.clients.size >= parts.maxSockets) return refuseUpgrade(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      alive.add(opened);
      opened.on('pong', () => alive.add(opened));
      new SocketSession(opened, request, parts);
    });
  });
  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      if (alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, parts.heartbeatMs).unref();
  server.addHook('onClose', async () => {
    clearInterval(pinging);
    for (const socket of sockets.clients) socket.terminate();
  });
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** One connection: who is behind it, and what is followed over it. */
class SocketSession {
  readonly #socket: WebSocket;
  readonly #request: IncomingMessage;
  readonly #parts: SocketDoorParts;
  readonly #life = new AbortController();
  readonly #followed = new Map<string, SocketReceiver>();
  #identified: Identified | null = null;
  #initialised = false;

  constructor(socket: WebSocket, request: IncomingMessage, parts: SocketDoorParts) {
    this.#socket = socket;
    this.#request = request;
    this.#parts = parts;
    if (socket.protocol === '') {
      this.#close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
      return;
    }
    const late = setTimeout(() => {
      if (this.#identified === null)
        this.#close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, INIT_MS);
    socket.on('message', (data, isBinary) => void this.#hear(data, isBinary));
    // Errors of the connection are followed by its end.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(late);
      this.#life.abort();
      for (const receiver of this.#followed.values()) receiver.leave();
      this.#followed.clear();
    });
  }

  async #hear(data: RawData, isBinary: boolean): Promise<void> {
    let message: ReturnType<typeof parseMessage>;
    try {
      if (isBinary) throw new Error('expected text');
      message = parseMessage(String(data));
    } catch {
      return this.#close(CloseCode.BadRequest, 'Invalid message');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return this.#init(message);
      case MessageType.Subscribe:
        return this.#subscribe(message);
      case MessageType.Complete:
        this.#followed.get(message.id)?.leave();
        this.#followed.delete(message.id);
        return;
      case MessageType.Ping:
        return this.#send(JSON.stringify({ type: MessageType.Pong, payload: message.payload }));
      case MessageType.Pong:
        return;
      default:
        return this.#close(CloseCode.BadRequest, `Unexpected message of type ${message.type} received`);
    }
  }

  async #init({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.#initialised)
      return this.#close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.#initialised = true;
    try {
      const identified = await this.#parts.identify(authorizationIn(payload) ?? this.#request.headers.authorization);
      this.#identified = identified;
      const release = this.#parts.lasting.hold({ end: (code) => this.#cut(code) }, identified.until);
      if (this.#life.signal.aborted) release();
      else this.#socket.once('close', release);
      this.#send(JSON.stringify({ type: MessageType.ConnectionAck }));
    } catch (error) {
      const isForbidden = error instanceof GatewayError && error.code === 'UNAUTHENTICATED';
      if (isForbidden) this.#cut(4403);
      else this.#close(1013, 'try again later');
    }
  }

  async #subscribe({ id, payload }: SubscribeMessage): Promise<void> {
    if (this.#identified === null) return this.#close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.#followed.has(id))
      return this.#close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const { principal } = this.#identified;
    let document: AskedDocument;
    let leaveSeat: () => void;
    try {
      document = this.#parts.readDocument(payload);
      leaveSeat = this.#parts.takeSeat(principal.subject ?? this.#request.socket.remoteAddress ?? '');
    } catch (error) {
      return this.#sendErrors(id, [formatError((error as GatewayError).toJSON())]);
    }
    const receiver = new SocketReceiver(this.#socket, id, {
      left: () => {
        leaveSeat();
        if (this.#followed.get(id) === receiver) this.#followed.delete(id);
      },
      cut: (code) => this.#cut(code),
    });
    this.#followed.set(id, receiver);
    const { variables, operationName } = payload;
    const { text: query, keep } = document;
    const answering = AbortSignal.any([this.#life.signal, receiver.signal]);
    const timer = new AbortController();
    const late = setTimeout(() => timer.abort(timeUp()), this.#parts.requestTimeoutMs);
    const subscribed = await this.#parts.follow(
      {
        ...{ query, variables: variables ?? {}, operationName: operationName ?? undefined, principal, after: null },
        signal: AbortSignal.any([answering, timer.signal]),
        account: openAccount(randomUUID()),
      },
      receiver,
      'socket',
    );
    clearTimeout(late);
    if (subscribed.kind !== 'refused') keep();
    if (subscribed.kind === 'followed') return receiver.followed(subscribed.leave);
    if (subscribed.kind === 'answered') {
      receiver.next({ cursor: null, text: JSON.stringify(subscribed.answer) });
      return receiver.end({ kind: 'complete' });
    }
    receiver.end(subscribed);
  }

  #sendErrors(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.#send(JSON.stringify({ id, type: MessageType.Error, payload: errors }));
  }

  #send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  #cut(code: CutCode): void {
    this.#close(code, REASONS[code]);
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }
}

function authorizationIn(payload: ConnectionInitMessage['payload']): string | undefined {
  const authorization = payload?.authorization ?? payload?.Authorization;
  return typeof authorization === 'string' ? authorization : undefined;
}

/** Hears how a subscription ends. */
interface SubscriptionListener {
  left(): void;
  /** The connection has to end with it. */
  cut(code: CutCode): void;
}

/** One subscription of a connection. */
class SocketReceiver implements Receiver {
  readonly #socket: WebSocket;
  readonly #id: string;
  readonly #prefix: string;
  readonly #listener: SubscriptionListener;
  readonly #gone = new AbortController();
  #leave: () => void = () => undefined;

  constructor(socket: WebSocket, id: string, listener: SubscriptionListener) {
    this.#socket = socket;
    this.#id = id;
    this.#prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#listener = listener;
  }

  /** Aborts when nobody waits for it any more. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  followed(leave: () => void): void {
    this.#leave = leave;
    if (this.#gone.signal.aborted) leave();
  }

  /** The client has left. */
  leave(): void {
    if (this.#gone.signal.aborted) return;
    this.#gone.abort();
    this.#leave();
    this.#listener.left();
  }

  begin(cursor: string): void {
    // A message that carries no result: clients that do not know it answer it, and that is all.
    this.#send(JSON.stringify({ type: MessageType.Ping, payload: { begin: { id: this.#id, cursor } } }));
  }

  next(delivery: Delivery): void {
    this.#send(`${this.#prefix}${delivery.text}}`);
  }

  end(ending: Ending): void {
    if (this.#gone.signal.aborted) return;
    if (ending.kind === 'refused')
      this.#send(JSON.stringify({ id: this.#id, type: MessageType.Error, payload: ending.errors }));
    if (ending.kind === 'complete') this.#send(JSON.stringify({ id: this.#id, type: MessageType.Complete }));
    this.#gone.abort();
    this.#listener.left();
    if (ending.kind === 'cut') this.#listener.cut(ending.code);
  }

  get waiting(): number {
    return this.#socket.bufferedAmount;
  }

  drained(): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    // It leaves behind all that waits.
    return new Promise((resolve) => socket.ping(undefined, undefined, () => resolve()));
  }

  #send(text: string): void {
    if (!this.#gone.signal.aborted && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }
}
