import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../errors/gateway-error.js';

/**
 * Reads bodies of JSON as RFC 8259 (section 8.1) has them: what is no UTF-8 is refused, where fastify would put a replacement
 * character for it and answer another question than was asked. Keys that reach for a prototype are refused too.
 */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) void parse(request, body.toString('utf8'), done);
    else done(new GatewayError('BAD_REQUEST'));
  });
}
