import { inSpan, noteCode, requestIdOf, type SpanFacts } from '@phat-ngon/runtime';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Identified } from '../answer.js';
import type { ErrorCode } from '../errors/codes.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import type { EventListener } from '../observe/event.js';
import { isFailure } from '../observe/note-error.js';
import type { Pass } from '../pass.js';
import type { ReadDocument } from '../persisted/persisted-operations.js';
import type { Follow } from '../subscribe.js';
import { accountOf, accountRequests } from './account-requests.js';
import { answerStatus } from './answer-status.js';
import type { ApolloDoor } from './apollo-door.js';
import { cacheControlFor, etagOf, isHeld, NO_STORE } from './caching.js';
import { connectionOptions, guardConnections } from './connections.js';
import { type EventDoor, eventDoor, wantsEvents } from './event-door.js';
import { LastingConnections } from './lasting-connections.js';
import { lifeOf } from './life-of.js';
import { limitCrowd } from './limit-crowd.js';
import { refusalTypeOf, statusOf } from './media-types.js';
import { type PlaygroundPlaces, servePlayground } from './playground.js';
import { readJsonBodies } from './read-json.js';
import { isGraph, routeOf, timesOf } from './routes.js';
import { limitSeats } from './seats.js';
import { passServices } from './services.js';
import { openSocketDoor } from './socket-door.js';

/** What a request may take. */
export interface ServerLimits {
  readonly maxBodyBytes: number;
  /** For so long an answer by GET may be used again. */
  readonly cacheMaxAgeSeconds: number;
  /** Requests at once; more are answered 503. */
  readonly maxInFlight: number;
  /** How long a request may take in all. */
  readonly requestTimeoutMs: number;
  /** How long one to a service may take. */
  readonly servicesTimeoutMs: number;
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerCaller: number;
  /** How long a connection that follows lasts, and over how long all of them are ended. */
  readonly maxAgeMs: number;
  readonly drainMs: number;
  /** How long one of them may be silent. */
  readonly heartbeatMs: number;
}

/** What the server stands on. */
export interface ServerParts {
  readonly limits: ServerLimits;
  readonly onEvent: EventListener;
  /** Answers a GraphQL request; what answers may change from one to the next. */
  readonly handle: ApolloDoor['handle'];
  /** Follows subscriptions, and tells by whom. */
  readonly follow: Follow;
  /** Finds the text of what is followed. */
  readonly readDocument: ReadDocument;
  readonly identify: (authorization: string | undefined) => Promise<Identified>;
  /** Passes requests on to services of subgraphs, and which have any: their names. */
  readonly pass: Pass;
  readonly services: readonly string[];
  /** What `/schema.graphql` shows now, and by which name `/ready` tells it from others. */
  readonly schema: () => { readonly id: string; readonly api: GraphQLSchema };
  /** The page at `/`; null serves none. */
  readonly playground: PlaygroundPlaces | null;
  /** How each subgraph stands; the gateway is ready when none of them has a problem. */
  readonly states: () => Promise<Readonly<Record<string, { readonly problems: readonly string[] }>>>;
}

/** Routes: `/graphql`, `/services/NAME/…` where a subgraph has any, `/schema.graphql`, `/health`, `/ready`, and at `/` the playground or where things are. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { limits, playground, onEvent } = parts;
  const times = timesOf(limits, parts.services);
  const server = Fastify({
    bodyLimit: limits.maxBodyBytes,
    genReqId: requestIdOf,
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 'BAD_REQUEST'),
    ...connectionOptions(times),
  });
  server.removeContentTypeParser('text/plain');
  readJsonBodies(server);
  accountRequests(server, (request) => routeOf(request, parts.services), onEvent);
  guardConnections(server, times);
  const toldCode = (error: unknown, request: FastifyRequest): ErrorCode => {
    const code = codeOf(error);
    if (isFailure(code)) onEvent({ kind: 'failed', requestId: request.id, error });
    return code;
  };
  server.setErrorHandler((error, request, reply) => refuse(reply, toldCode(error, request)));
  server.setNotFoundHandler((request, reply) =>
    isGraph(request) ? refuse(reply.header('allow', 'GET, POST'), 'METHOD_NOT_ALLOWED') : refuse(reply, 'NOT_FOUND'),
  );
  addCommonHeaders(server);
  graphqlRoute(server, parts, openSubscriptionDoors(server, parts));
  if (parts.services.length > 0) {
    const { maxInFlight, servicesTimeoutMs: timeoutMs } = limits;
    passServices(server, { pass: parts.pass, maxInFlight, timeoutMs, codeOf: toldCode });
  }
  server.options('/graphql', async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST')
      .header(
        'access-control-allow-headers',
        'authorization, cache-control, content-type, if-none-match, last-event-id, x-request-id',
      )
      .send(),
  );
  watchRoutes(server, parts);
  if (playground !== null) await servePlayground(server, playground);
  else server.get('/', async () => ({ graph: '/graphql', schema: '/schema.graphql', ready: '/ready' }));
  return server;
}

/** Answers are for pages of any origin: nothing here is given by where a request comes from. */
function addCommonHeaders(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    reply
      .header('x-request-id', request.id)
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'x-request-id, retry-after, content-disposition, etag')
      .header('x-content-type-options', 'nosniff');
    done();
  });
}

function watchRoutes(server: FastifyInstance, { schema, states }: ServerParts): void {
  server.get('/schema.graphql', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(printSchema(schema().api)),
  );
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const subgraphs = await states();
    if (Object.values(subgraphs).every(({ problems }) => problems.length === 0))
      return { status: 'ready', supergraph: schema().id, subgraphs };
    return reply.code(503).type('application/problem+json').send({ title: 'Not ready', status: 503, subgraphs });
  });
}

function graphqlRoute(server: FastifyInstance, { limits, handle }: ServerParts, events: EventDoor): void {
  const crowd = limitCrowd(limits.maxInFlight);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) =>
      wantsEvents(request)
        ? events(request, reply)
        : crowd(() =>
            inSpan(
              () => spanOf(request),
              () => answer(request, reply, handle, limits),
            ),
          ),
  });
}

/** The doors of subscriptions; what lasts at either is ended before the server closes. */
function openSubscriptionDoors(
  server: FastifyInstance,
  { limits, follow, readDocument, identify }: ServerParts,
): EventDoor {
  const lasting = new LastingConnections(limits);
  server.addHook('preClose', () => lasting.drain());
  const { requestTimeoutMs, heartbeatMs, maxBodyBytes: maxMessageBytes, maxSubscriptions: maxSockets } = limits;
  const parts = {
    follow,
    readDocument,
    identify,
    takeSeat: limitSeats(limits),
    lasting,
    requestTimeoutMs,
    heartbeatMs,
  };
  openSocketDoor(server, { ...parts, maxMessageBytes, maxSockets });
  return eventDoor(server, parts);
}

function spanOf({ method, headers, id }: FastifyRequest): SpanFacts {
  const attributes = { 'http.request.method': method, 'http.route': '/graphql', 'request.id': id };
  return { name: `${method} /graphql`, kind: 'server', attributes, from: headers };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  handle: ApolloDoor['handle'],
  { requestTimeoutMs, cacheMaxAgeSeconds }: ServerLimits,
): Promise<FastifyReply> {
  const { authorization, accept } = request.headers;
  const response = await handle({
    method: request.method,
    headers: request.method === 'GET' ? { ...request.headers, ...PREFLIGHTED } : request.headers,
    search: searchOf(request.url),
    body: request.body,
    accept,
    authorization,
    signal: lifeOf(reply, requestTimeoutMs).signal,
    account: accountOf(request),
    cacheControl: cacheControlFor({ method: request.method, authorization }, cacheMaxAgeSeconds),
  });
  reply.header('cache-control', NO_STORE).header('vary', 'accept, authorization');
  for (const [name, value] of response.headers) reply.header(name, value);
  return sendUnlessHeld(answerStatus(reply, response.status), response.body);
}

/** Sends an answer; one that may be kept has a name, and is not sent again to a client that still has it. */
function sendUnlessHeld(reply: FastifyReply, body: string | Buffer): FastifyReply {
  if (reply.getHeader('cache-control') === NO_STORE) return reply.send(bytesOf(body));
  const etag = etagOf(String(reply.getHeader('content-type')), body);
  reply.header('etag', etag);
  if (!isHeld(reply.request.headers['if-none-match'], etag)) return reply.send(bytesOf(body));
  return reply.code(304).removeHeader('content-type').send();
}

/** From so many characters on a text is turned into bytes here: Node would first count them, and then make room for the most they could be. */
const LONG_TEXT = 16_384;

function bytesOf(body: string | Buffer): string | Buffer {
  return body.length < LONG_TEXT || typeof body !== 'string' ? body : Buffer.from(body);
}

/**
 * A plain GET passes Apollo Server's guard against forged requests by a header that says so: there are no cookies here to
 * abuse, mutations are refused on GET, and cacheable links must work from a browser's address line.
 */
const PREFLIGHTED = { 'apollo-require-preflight': 'true' } as const;

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

/** The statuses the server itself refuses by, before anything of ours has run. */
const CODE_OF_STATUS: ReadonlyMap<unknown, ErrorCode> = new Map([
  [413, 'BODY_LIMIT'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

function codeOf(error: unknown): ErrorCode {
  if (error instanceof GatewayError) return error.code;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (typeof status !== 'number' || status >= 500) return 'INTERNAL_SERVER_ERROR';
  return CODE_OF_STATUS.get(status) ?? 'BAD_REQUEST';
}

function refuse(reply: FastifyReply, code: ErrorCode): FastifyReply {
  noteCode(accountOf(reply.request), code);
  const error = formatError(new GatewayError(code).toJSON());
  const type = refusalTypeOf(reply.request.headers.accept);
  return answerStatus(reply, statusOf(code, type))
    .type(type)
    .header('cache-control', NO_STORE)
    .send(JSON.stringify({ errors: [error] }));
}
