import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { PublicError } from '../errors/public-error.js';
import type { Principal } from '../identity/principal.js';
import { IDENTITY_HEADER, verifySignedHeader } from '../identity/signed-header.js';
import type { Subgraph } from '../subgraph.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Where a subgraph's services lie, beside its `/graphql`. */
const PREFIX = '/services';

/**
 * Mounts a subgraph's services below `/services/`, behind the gateway's signed identity: without it nothing there is answered, not even
 * that there is nothing. Bodies are handed on as streams, whatever their media type.
 */
export async function mountServices(
  server: FastifyInstance,
  { services }: Pick<Subgraph, 'services'>,
  secret: Uint8Array,
): Promise<void> {
  if (services === null) return;
  server.decorateRequest('principal', null);
  const mounted: FastifyPluginAsync = async (scope) => {
    scope.addHook('onRequest', async (request) => {
      request.principal = await verifySignedHeader(request.headers[IDENTITY_HEADER], secret, 'gateway');
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    readToTheEnd(scope);
    await services(scope, {});
  };
  await server.register(mounted, { prefix: PREFIX });
}

/**
 * Reads and throws away what a handler left of a body, or its connection would wait for somebody to do so. A server that closes ends
 * its idle connections once; one of these is idle later.
 */
function readToTheEnd(scope: FastifyInstance): void {
  let closing = false;
  scope.addHook('preClose', async () => {
    closing = true;
  });
  scope.addHook('onResponse', async ({ raw }) => {
    if (!raw.complete)
      raw.once('end', () => closing && setImmediate(() => scope.server.closeIdleConnections())).resume();
  });
}

/**
 * For whom a service is asked.
 * @throws PublicError `UNAUTHENTICATED` for a request that has not come by way of the services.
 */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal) return request.principal;
  throw new PublicError({
    code: 'UNAUTHENTICATED',
    en: 'The request carries no verified identity.',
    vi: 'Yêu cầu không có danh tính đã được xác minh.',
  });
}
