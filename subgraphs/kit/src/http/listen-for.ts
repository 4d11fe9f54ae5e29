import { requestIdOf } from '@phat-ngon/runtime';
import Fastify, { type FastifyInstance } from 'fastify';
import { PROBLEM_TYPE, problemOf } from '../errors/problem.js';
import type { Subgraph } from '../subgraph.js';

/** How a subgraph is served. */
export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Verifies what the gateway and the siblings sign. */
  readonly secret: Uint8Array;
  /** How long a connection over which nothing is asked is kept, in milliseconds; default 72,000. */
  readonly keepAliveMs?: number;
}

/** What listens. */
export interface Served {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  /** Stops listening and lets what is under way finish. */
  close(): Promise<void>;
}

/** The gateway asks for the whole national tree in one `_entities` call of about a megabyte, twice what fastify allows. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
/** Fastify's own: more than the minute that most who stand before a server keep theirs. */
const KEEP_ALIVE_MS = 72_000;

/** Listens with the routes that `mount` puts up; what goes wrong there is told as problem details (RFC 9457). */
export async function listenFor(
  subgraph: Pick<Subgraph, 'failed'>,
  { host, port, keepAliveMs = KEEP_ALIVE_MS }: ServeOptions,
  mount: (server: FastifyInstance) => Promise<void>,
): Promise<Served> {
  const server = Fastify({
    ...{ bodyLimit: BODY_LIMIT_BYTES, genReqId: requestIdOf },
    ...{ forceCloseConnections: 'idle', keepAliveTimeout: keepAliveMs },
  });
  server.setErrorHandler(async (error, _request, reply) => {
    const problem = problemOf(error, subgraph.failed);
    return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
  });
  await mount(server);
  return { url: await server.listen({ host, port }), close: () => server.close() };
}
