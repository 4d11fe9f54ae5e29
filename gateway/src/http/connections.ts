import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyHttpOptions, FastifyInstance, FastifyRequest } from 'fastify';
import { formatError, GatewayError } from '../errors/gateway-error.js';

/** A path, or a whole URL; the router would take everything else for `/`. */
const TARGET = /^(?:\/|https?:\/\/)/i;

type ConnectionOptions = Pick<
  FastifyHttpOptions<FastifyInstance['server']>,
  'http' | 'requestTimeout' | 'forceCloseConnections' | 'clientErrorHandler'
>;

/** How long a head may take, Node's own default. */
const LONGEST_HEAD_MS = 60_000;
/** Connections are looked at for requests that have not arrived in time at least so often; it is Node's own default. */
const LONGEST_LOOK_MS = 30_000;
/** A deadline is exceeded by a quarter at most. */
const LOOKS_PER_DEADLINE = 4;
/** So long a client that was refused has to end its side of the connection. */
const LINGER_MS = 2_000;

/** How long requests may take to arrive. */
export interface RequestTimes {
  readonly requestTimeoutMs: number;
  /** How long those may take that may take longer. */
  readonly longestMs: number;
  readonly mayTakeLonger: (request: FastifyRequest) => boolean;
}

/** How connections are kept: a request has to arrive whole within its time, and what is no HTTP is refused in the one shape. */
export function connectionOptions({ requestTimeoutMs, longestMs }: RequestTimes): ConnectionOptions {
  return {
    requestTimeout: longestMs,
    forceCloseConnections: 'idle',
    clientErrorHandler: (_error, socket) => refuseConnection(socket),
    http: {
      // Node keeps no time for bodies while a head may take longer than a whole request.
      requestTimeout: longestMs,
      headersTimeout: Math.min(LONGEST_HEAD_MS, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(LONGEST_LOOK_MS, Math.ceil(requestTimeoutMs / LOOKS_PER_DEADLINE)),
      // Node would answer without a body; `guardConnections` refuses in the one shape.
      requireHostHeader: false,
    },
  };
}

/**
 * Sees to it that every request gets an answer of ours: one without a host or an address (RFC 9112, section 3.2) a refusal, one that expects
 * what nobody offers the answer it would get without (RFC 9110, section 10.1.1), and one that is refused early its refusal when
 * the rest of its body has come: a connection that ends with something unread in it is reset, and the answer lost. An answer that
 * is a stream is none of these: it may be made of what is still to come.
 */
export function guardConnections(server: FastifyInstance, times: RequestTimes): void {
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.addHook('onRequest', ({ raw, headers }, _reply, done) => {
    const hasHost = headers.host !== undefined || raw.httpVersion !== '1.1';
    if (hasHost && TARGET.test(raw.url ?? '')) done();
    else done(new GatewayError('BAD_REQUEST'));
  });
  if (times.longestMs > times.requestTimeoutMs) endLateRequests(server, times);
  server.addHook('onSend', ({ raw }, _reply, payload, done) => {
    if (raw.complete || payload instanceof Readable) done();
    else void arrived(raw).then(() => done());
  });
  closeWhenArrived(server);
  closeSilent(server);
}

/** How often a server that closes looks for connections over which nothing has come. */
const SWEEP_MS = 50;

/**
 * A server that closes does not end connections over which nothing has come yet: they are no idle ones to Node, and browsers open some
 * before they need them.
 */
function closeSilent(server: FastifyInstance): void {
  const silent = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  server.addHook('preClose', async () => {
    const sweeping = setInterval(() => {
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    }, SWEEP_MS);
    server.server.once('close', () => clearInterval(sweeping));
  });
}

/** A server that closes ends its idle connections once. One whose request was still coming, though it had its answer, is idle later. */
function closeWhenArrived(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete) raw.once('end', () => closing && setImmediate(() => server.server.closeIdleConnections()));
    done();
  });
}

/** Node keeps one time for all requests of a server: the longest. */
function endLateRequests(server: FastifyInstance, { requestTimeoutMs, mayTakeLonger }: RequestTimes): void {
  server.addHook('onRequest', (request, { raw: response }, done) => {
    if (!mayTakeLonger(request)) {
      const timer = setTimeout(() => {
        if (!request.raw.complete) refuseConnection(request.raw.socket);
      }, requestTimeoutMs);
      response.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

/** Waits for the rest of a request and throws it away; the request's deadline ends the wait. */
async function arrived(request: IncomingMessage): Promise<void> {
  if (request.destroyed) return;
  request.resume();
  await finished(request, { writable: false }).catch(() => undefined);
}

/** What is no HTTP, or has not arrived whole in time: refused in the same shape, below any route, and the connection ends. */
function refuseConnection(socket: Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify({ errors: [formatError(new GatewayError('BAD_REQUEST').toJSON())] });
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
