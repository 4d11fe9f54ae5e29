import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { badInput, PublicError } from '../errors/public-error.js';
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

/**
 * A text in the query of an address, in one Unicode form and without spaces around it.
 * @throws PublicError `BAD_USER_INPUT` for none, or a longer one.
 */
export function readQueryText(request: FastifyRequest, name: string, longest: number): string {
  const value = queryOf(request)[name];
  const text = typeof value === 'string' ? value.normalize('NFC').trim() : '';
  if (text !== '' && text.length <= longest) return text;
  throw badInput(
    name,
    `${name}: expected a text of 1 to ${longest} characters in the query.`,
    `${name}: cần một văn bản dài 1 đến ${longest} ký tự trong địa chỉ.`,
  );
}

/** The query of an address. */
export function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return query as Readonly<Record<string, unknown>>;
}

/**
 * The body of a request to a service. The request is left whole when reading it ends early: one that is destroyed takes its connection,
 * and the refusal, with it.
 */
export function bodyOf({ body }: FastifyRequest): AsyncIterable<Buffer> {
  return (body instanceof Readable ? body : Readable.from([])).iterator({ destroyOnReturn: false });
}

/** Ends a request to a service for something that there is not, or not for the caller: 404, and no more. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly statusCode = 404;
}
