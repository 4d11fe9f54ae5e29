import { inSpan } from '@phat-ngon/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHANGE_PATHS } from '../changes/http-change-source.js';
import type { Principal } from '../identity/principal.js';
import { IDENTITY_HEADER, type Issuer, verifySignedHeader } from '../identity/signed-header.js';
import type { Subgraph } from '../subgraph.js';
import { listenFor, type Served, type ServeOptions } from './listen-for.js';
import { mountServices } from './services.js';
import { mountSubscriptions } from './subscriptions.js';

const graphqlBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const logQuery = z.object({ seq: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(10_000) });

const snapshotQuery = z.object({ after: z.string().optional() });

/**
 * Serves a subgraph over HTTP: `/graphql`, subscriptions over sockets too, and `/services/…` to the gateway, `/changes/…` to sibling subgraphs, all under a signed
 * header, and `/health` and `/ready` to whoever watches the process.
 */
export function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<Served> {
  return listenFor(subgraph, options, async (server) => {
    watchRoutes(server, subgraph);
    graphqlRoute(server, subgraph, options.secret);
    mountSubscriptions(server, subgraph, options.secret);
    changeRoutes(server, subgraph, options.secret);
    await mountServices(server, subgraph, options.secret);
  });
}

/** Serves a subgraph's services alone, for a gateway that calls its graph in process: both ways, the same rules run. */
export function serveServices(subgraph: Subgraph, options: ServeOptions): Promise<Served> {
  return listenFor(subgraph, options, (server) => mountServices(server, subgraph, options.secret));
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
