import { inSpan, requestIdOf } from '@phat-ngon/runtime';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHANGE_PATHS } from '../changes/http-change-source.js';
import { PublicError } from '../errors/public-error.js';
import type { Principal } from '../identity/principal.js';
import { IDENTITY_HEADER, type Issuer, verifySignedHeader } from '../identity/signed-header.js';
import type { Subgraph } from '../subgraph.js';

/** How a subgraph is served. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: Uint8Array;
}

/** A served subgraph. */
export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/** The gateway asks for the whole national tree in one `_entities` call of about a megabyte, twice what fastify allows. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

const graphqlBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const logQuery = z.object({ seq: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(10_000) });

const snapshotQuery = z.object({ after: z.string().optional() });

/**
 * Serves a subgraph over HTTP: `/graphql` to the gateway, `/changes/…` to sibling subgraphs, both under a signed header, and
 * `/health` and `/ready` to whoever watches the process.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> {
  const server = Fastify({ bodyLimit: BODY_LIMIT_BYTES, genReqId: requestIdOf, forceCloseConnections: 'idle' });
  server.setErrorHandler(async (error, _request, reply) => answerProblem(error, reply));
  watchRoutes(server, subgraph);
  graphqlRoute(server, subgraph, options.secret);
  changeRoutes(server, subgraph, options.secret);
  const url = await server.listen({ host: options.host, port: options.port });
  return { url, close: () => server.close() };
}

function watchRoutes(server: FastifyInstance, subgraph: Subgraph): void {
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const problems = subgraph.problems();
    const state = { subgraph: subgraph.name, projectedThrough: subgraph.projectedThrough(), problems };
    if (problems.length === 0) return state;
    return reply
      .code(503)
      .type('application/problem+json')
      .send({ title: 'Not ready', status: 503, ...state });
  });
}

function graphqlRoute(server: FastifyInstance, subgraph: Subgraph, secret: Uint8Array): void {
  server.post('/graphql', async (request, reply) => {
    const principal = await identify(request, secret, 'gateway');
    const { query, variables, operationName } = graphqlBody.parse(request.body);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return inSpan({ name: 'POST /graphql', kind: 'server', from: request.headers }, () =>
      subgraph.execute({
        query,
        variables: variables ?? {},
        ...(typeof operationName === 'string' ? { operationName } : {}),
        principal,
        signal: gone.signal,
        requestId: request.id,
      }),
    );
  });
}

function changeRoutes(server: FastifyInstance, subgraph: Subgraph, secret: Uint8Array): void {
  const { changes } = subgraph;
  const never = new AbortController().signal;
  server.addHook('preHandler', async (request) => {
    if (request.url.startsWith('/changes/')) await identify(request, secret, 'sibling');
  });
  server.get(CHANGE_PATHS.position, async (_request, reply) =>
    reply.send(JSON.stringify(await changes.position(never))),
  );
  server.get(CHANGE_PATHS.snapshot, async (request) =>
    changes.snapshot(snapshotQuery.parse(request.query).after ?? null, never),
  );
  server.get(CHANGE_PATHS.after, async (request) => {
    const { seq, limit } = logQuery.parse(request.query);
    return changes.readAfter(seq, limit, never);
  });
}

function identify(request: FastifyRequest, secret: Uint8Array, issuer: Issuer): Promise<Principal> {
  return verifySignedHeader(request.headers[IDENTITY_HEADER], secret, issuer);
}

/** Problem details (RFC 9457) without the error's own words, unless it was made for callers. */
function answerProblem(error: unknown, reply: FastifyReply): FastifyReply {
  const status = error instanceof PublicError ? 401 : error instanceof z.ZodError ? 400 : statusOf(error);
  const detail = error instanceof PublicError ? error.message : undefined;
  const titles: Readonly<Record<number, string>> = {
    400: 'Bad request',
    401: 'Unauthorized',
    413: 'Too large',
    415: 'Unsupported media type',
  };
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ title: titles[status] ?? 'The request failed', status, ...(detail ? { detail } : {}) });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}
