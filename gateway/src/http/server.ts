import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { printSchema } from 'graphql';
import type { Config } from '../config.js';
import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import { authenticate } from '../identity/principal.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { ApolloDoor } from './apollo-door.js';
import { servePlayground } from './playground.js';

/** What the server stands on. */
export interface ServerParts {
  readonly config: Config;
  readonly supergraph: Supergraph;
  readonly door: ApolloDoor;
  /** What keeps the gateway from answering whole; empty when it is ready. */
  readonly problems: () => Promise<readonly string[]>;
}

/** Routes: `/graphql`, `/schema.graphql`, `/health`, `/ready`, and at `/` the playground or where things are. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, supergraph } = parts;
  const server = Fastify({
    bodyLimit: config.maxBodyBytes,
    genReqId: requestIdOf,
    requestTimeout: config.requestTimeoutMs,
    forceCloseConnections: 'idle',
  });
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler((error, _request, reply) => refuse(reply, codeOf(error), statusOf(error)));
  server.addHook('onSend', async (request, reply) => {
    reply
      .header('x-request-id', request.id)
      .header('access-control-allow-origin', '*')
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
    reply.type('text/plain; charset=utf-8').send(printSchema(supergraph.api)),
  );
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const problems = await parts.problems();
    if (problems.length === 0) return { status: 'ready', supergraph: supergraph.id };
    return reply.code(503).type('application/problem+json').send({ title: 'Not ready', status: 503, problems });
  });
  if (config.playgroundAssets !== null) {
    await servePlayground(server, { assets: config.playgroundAssets, operations: config.playgroundOperations });
  } else {
    server.get('/', async () => ({ graph: '/graphql', schema: '/schema.graphql', ready: '/ready' }));
  }
  return server;
}

function graphqlRoute(server: FastifyInstance, { config, door }: ServerParts): void {
  let inFlight = 0;
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (inFlight >= config.maxInFlight) return refuse(reply.header('retry-after', '1'), 'OVERLOADED', 503);
      inFlight += 1;
      try {
        return await answer(request, reply, door, config);
      } finally {
        inFlight -= 1;
      }
    },
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  door: ApolloDoor,
  config: Config,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const principal = await authenticate(request.headers.authorization, config);
  const response = await door.handle({
    method: request.method,
    headers: { ...request.headers, ...preflighted(request) },
    search: new URL(request.url, 'http://gateway').search,
    body: request.body,
    context: {
      principal,
      signal: AbortSignal.any([gone.signal, AbortSignal.timeout(config.requestTimeoutMs)]),
      requestId: request.id,
    },
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  if (response.body.kind !== 'complete') throw new GatewayError('INTERNAL_SERVER_ERROR');
  return reply.code(response.status ?? 200).send(response.body.string);
}

/**
 * A plain GET passes Apollo Server's guard against forged requests by a header that says so: there are no cookies here to
 * abuse, mutations are refused on GET, and cacheable links must work from a browser's address line.
 */
function preflighted(request: FastifyRequest): Record<string, string> {
  return request.method === 'GET' ? { 'apollo-require-preflight': 'true' } : {};
}

function requestIdOf(request: { readonly headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof GatewayError) return error.code;
  return statusOf(error) < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}

function statusOf(error: unknown): number {
  if (error instanceof GatewayError) return ERROR_CODES[error.code].status;
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function refuse(reply: FastifyReply, code: ErrorCode, status: number): FastifyReply {
  const error = formatError(new GatewayError(code).toJSON());
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [error] }));
}
