import type { FastifyRequest } from 'fastify';
import type { RequestTimes } from './connections.js';
import { wantsEvents } from './event-door.js';
import { readServiceAddress } from './services.js';

/** Whether a request is to the graph. */
export function isGraph(request: FastifyRequest): boolean {
  return request.url === '/graphql' || request.url.startsWith('/graphql?');
}

/** Where a request that is accounted for goes; null for the others. Of names in addresses only those are taken that are known. */
export function routeOf(request: FastifyRequest, services: readonly string[]): string | null {
  if (request.method === 'OPTIONS') return null;
  // What lasts is told of as what is followed.
  if (isGraph(request)) return wantsEvents(request) ? null : '/graphql';
  const name = serviceOf(request);
  return name !== null && services.includes(name) ? `/services/${name}` : null;
}

function serviceOf({ url }: FastifyRequest): string | null {
  return url.startsWith('/services/') ? (readServiceAddress(url)?.name ?? null) : null;
}

/** How long requests may take. */
export interface RequestLimits {
  readonly requestTimeoutMs: number;
  readonly servicesTimeoutMs: number;
}

/** A request to a service may take longer to arrive; without services no connection has to be open for so long. */
export function timesOf(limits: RequestLimits, services: readonly string[]): RequestTimes {
  const { requestTimeoutMs, servicesTimeoutMs } = limits;
  return {
    requestTimeoutMs,
    longestMs: services.length === 0 ? requestTimeoutMs : Math.max(requestTimeoutMs, servicesTimeoutMs),
    mayTakeLonger: (request) => services.includes(serviceOf(request) ?? ''),
  };
}
