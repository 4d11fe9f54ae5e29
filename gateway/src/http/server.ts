import { inSpan, keepAccount, noteCode, requestIdOf, type SpanFacts } from '@phat-ngon/runtime';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import { timeUp } from '../lib/time-up.js';
import type { EventListener } from '../observe/event.js';
import { accountOf, accountRequests } from './account-requests.js';
import type { ApolloDoor } from './apollo-door.js';
import { connectionOptions, guardConnections } from './connections.js';
import { type PlaygroundPlaces, servePlayground } from './playground.js';
import { readJsonBodies } from './read-json.js';

/** What a request may take. */
export interface ServerLimits {
  readonly maxBodyBytes: number;
  /** Requests at once; more are answered 503. */
  readonly maxInFlight: number;
  /** How long a request may take in all. */
  readonly requestTimeoutMs: number;
}

/** What the server stands on. */
export interface ServerParts {
  readonly limits: ServerLimits;
  readonly onEvent: EventListener;
  /** Answers a GraphQL request; what answers may change from one to the next. */
  readonly handle: ApolloDoor['handle'];
  /** What `/schema.graphql` shows now, and by which name `/ready` tells it from others. */
  readonly schema: () => { readonly id: string; readonly api: GraphQLSchema };
  /** The page at `/`; null serves none. */
  readonly playground: PlaygroundPlaces | null;
  /** How each subgraph stands; the gateway is ready when none of them has a problem. */
  readonly states: () => Promise<Readonly<Record<string, { readonly problems: readonly string[] }>>>;
}

/** Routes: `/graphql`, `/schema.graphql`, `/health`, `/ready`, and at `/` the playground or where things are. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { limits, schema, playground, onEvent } = parts;
  const server = Fastify({
    bodyLimit: limits.maxBodyBytes,
    genReqId: requestIdOf,
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 'BAD_REQUEST'),
    ...connectionOptions(limits.requestTimeoutMs),
  });
  server.removeContentTypeParser('text/plain');
  readJsonBodies(server);
  accountRequests(server, (request) => isGraph(request) && request.method !== 'OPTIONS', onEvent);
  guardConnections(server);
  server.setErrorHandler((error, request, reply) => {
    const code = codeOf(error);
    if (code === 'INTERNAL_SERVER_ERROR') keepAccount(accountOf(request), () => onEvent({ kind: 'failed', error }));
    return refuse(reply, code);
  });
  server.setNotFoundHandler((request, reply) =>
    isGraph(request) ? refuse(reply.header('allow', 'GET, POST'), 'METHOD_NOT_ALLOWED') : refuse(reply, 'NOT_FOUND'),
  );
  server.addHook('onSend', async (request, reply) => {
    reply
      .header('x-request-id', request.id)
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'x-request-id, retry-after')
      .header('x-content-type-options', 'nosniff');
  });
  graphqlRoute(server, parts);
  server.options('/graphql', async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type, x-request-id')
      .send(),
  );
  server.get('/schema.graphql', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(printSchema(schema().api)),
  );
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const subgraphs = await parts.states();
    if (Object.values(subgraphs).every(({ problems }) => problems.length === 0))
      return { status: 'ready', supergraph: schema().id, subgraphs };
    return reply.code(503).type('application/problem+json').send({ title: 'Not ready', status: 503, subgraphs });
  });
  if (playground !== null) await servePlayground(server, playground);
  else server.get('/', async () => ({ graph: '/graphql', schema: '/schema.graphql', ready: '/ready' }));
  return server;
}

function graphqlRoute(server: FastifyInstance, { limits, handle }: ServerParts): void {
  let inFlight = 0;
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (inFlight >= limits.maxInFlight) return refuse(reply.header('retry-after', '1'), 'OVERLOADED');
      inFlight += 1;
      try {
        return await keepAccount(accountOf(request), () =>
          inSpan(spanOf(request), () => answer(request, reply, handle, limits)),
        );
      } finally {
        inFlight -= 1;
      }
    },
  });
}

function spanOf({ method, headers, id }: FastifyRequest): SpanFacts {
  const attributes = { 'http.request.method': method, 'http.route': '/graphql', 'request.id': id };
  return { name: `${method} /graphql`, kind: 'server', attributes, from: headers };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  handle: ApolloDoor['handle'],
  { requestTimeoutMs }: ServerLimits,
): Promise<FastifyReply> {
  const response = await handle({
    method: request.method,
    headers: { ...request.headers, ...preflighted(request) },
    search: new URL(request.url, 'http://gateway').search,
    body: request.body,
    authorization: request.headers.authorization,
    signal: lifeOf(reply, requestTimeoutMs),
    requestId: request.id,
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  if (response.status === 401) reply.header('www-authenticate', 'Bearer');
  if (response.body.kind !== 'complete') throw new GatewayError('INTERNAL_SERVER_ERROR');
  return reply.code(response.status ?? 200).send(response.body.string);
}

/** Aborts when the client goes away, or with a `TimeoutError` when the request's time is up. */
function lifeOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const life = new AbortController();
  const timer = setTimeout(() => life.abort(timeUp()), timeoutMs);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    life.abort();
  });
  return life.signal;
}

/**
 * A plain GET passes Apollo Server's guard against forged requests by a header that says so: there are no cookies here to
 * abuse, mutations are refused on GET, and cacheable links must work from a browser's address line.
 */
function preflighted(request: FastifyRequest): Record<string, string> {
  return request.method === 'GET' ? { 'apollo-require-preflight': 'true' } : {};
}

function isGraph(request: FastifyRequest): boolean {
  return request.url === '/graphql' || request.url.startsWith('/graphql?');
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
  return reply
    .code(ERROR_CODES[code].status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [error] }));
}
