import { STATUS_CODES } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { inSpan, noteCode } from '@phat-ngon/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { EndSignal } from '../lib/ending.js';
import type { Pass } from '../pass.js';
import { accountOf } from './account-requests.js';
import { answerStatus } from './answer-status.js';
import { lifeOf } from './life-of.js';
import { limitCrowd } from './limit-crowd.js';

/** How services are passed through. */
export interface ServicesParts {
  readonly pass: Pass;
  /** Requests at once, counted apart from those to the graph: uploads must not keep it from answering. */
  readonly maxInFlight: number;
  /** How long a request may take in all, its body included. */
  readonly timeoutMs: number;
  /** What an error means, and tells of those that nobody meant. */
  readonly codeOf: (error: unknown, request: FastifyRequest) => ErrorCode;
}

const PREFIX = '/services';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The service an address names, and what follows; null for every other address. Dots that lead upwards are followed first (RFC 3986, section 5.2.4). */
export function readServiceAddress(address: string): { readonly name: string; readonly rest: string } | null {
  if (!URL.canParse(address, 'http://gateway')) return null;
  const { pathname, search } = new URL(address, 'http://gateway');
  const [, name, path] = /^\/services\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
  return name === undefined || path === undefined ? null : { name, rest: path + search };
}

/**
 * Passes `/services/NAME/…` through, streaming both ways. Refusals of the gateway's own are problem details (RFC 9457) under the codes
 * of the table.
 */
export function passServices(server: FastifyInstance, parts: ServicesParts): void {
  const crowd = limitCrowd(parts.maxInFlight);
  server.register(
    (scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
      scope.setErrorHandler((error, request, reply) => refuseService(reply, parts.codeOf(error, request)));
      scope.setNotFoundHandler((_request, reply) => refuseService(reply, 'NOT_FOUND'));
      scope.options('/*', async (_request, reply) =>
        reply
          .code(204)
          .header('access-control-allow-methods', METHODS.join(', '))
          .header('access-control-allow-headers', 'authorization, content-type, prefer, x-request-id')
          .send(),
      );
      scope.route({
        method: METHODS,
        url: '/*',
        handler: (request, reply) => crowd(() => pass(request, reply, parts)),
      });
      done();
    },
    { prefix: PREFIX },
  );
}

function pass(request: FastifyRequest, reply: FastifyReply, parts: ServicesParts): Promise<FastifyReply> {
  const { method, headers, id } = request;
  const attributes = { 'http.request.method': method, 'http.route': `${PREFIX}/*`, 'request.id': id };
  return inSpan({ name: `${method} ${PREFIX}`, kind: 'server', attributes, from: headers }, async () => {
    const body = bodyOf(request);
    try {
      const answer = await ask(request, body, { pass: parts.pass, signal: lifeOf(reply, parts.timeoutMs).signal });
      const sent = new Promise<void>((resolve) => reply.raw.once('close', resolve));
      reply.code(answer.status).headers(answer.headers).send(answer.body);
      await sent;
      return reply;
    } catch (error) {
      body?.destroy();
      throw error;
    }
  });
}

async function ask(
  request: FastifyRequest,
  body: Readable | null,
  { pass: send, signal }: { readonly pass: Pass; readonly signal: EndSignal },
): Promise<NonNullable<Awaited<ReturnType<Pass>>>> {
  const { method, headers } = request;
  const address = readServiceAddress(request.url);
  const sent = { method, headers, body, authorization: headers.authorization, account: accountOf(request), signal };
  const answer = address === null ? null : await send({ ...address, ...sent });
  if (answer === null) throw new GatewayError('NOT_FOUND');
  return answer;
}

/**
 * The body as it comes. Not the request itself: whoever is given a stream may destroy it when the answer comes before its end, and a
 * request that is destroyed takes its connection, and the answer, with it. What is then left of it is read and thrown away.
 */
function bodyOf({ body, raw }: FastifyRequest): Readable | null {
  if (!(body instanceof Readable)) return null;
  const passed = raw.pipe(new PassThrough());
  // In this order: what pipes into a stream that closes stops first, and then goes on into nothing.
  passed.on('error', () => undefined).once('close', () => raw.resume());
  raw.once('close', () => {
    if (!raw.complete) passed.destroy(new Error('the client has gone'));
  });
  return passed;
}

/** A service that cannot be reached leaves no other part to be answered: then the whole answer is its absence. */
const STATUS_OF_ABSENCE: Partial<Record<ErrorCode, number>> = {
  SUBGRAPH_UNAVAILABLE: 502,
  SUBGRAPH_BAD_ANSWER: 502,
  SUBGRAPH_TIMEOUT: 504,
};

function refuseService(reply: FastifyReply, code: ErrorCode): FastifyReply {
  noteCode(accountOf(reply.request), code);
  const { status: ordinary, en, vi, retryable } = ERROR_CODES[code];
  const status = STATUS_OF_ABSENCE[code] ?? ordinary;
  return answerStatus(reply, status)
    .type('application/problem+json')
    .send(JSON.stringify({ title: STATUS_CODES[status], status, code, detail: en, messageVi: vi, retryable }));
}
