import { inSpan, type RequestAccount } from '@phat-ngon/runtime';
import { GatewayError } from './errors/gateway-error.js';
import type { PassedAnswer, PassedRequest, PassThrough } from './fetch/pass-through.js';
import { FetchError } from './fetch/subgraph-client.js';
import { IDENTITY_HEADER, type Principal } from './identity/principal.js';
import type { EventListener, FetchOutcome } from './observe/event.js';

/** A request to a subgraph's service: a route of its own beside its graph. */
export interface ServiceRequest extends Omit<PassedRequest, 'url' | 'ownHeaders'> {
  /** The subgraph's name. */
  readonly name: string;
  /** What follows it in the address: path below `services/` and query. */
  readonly rest: string;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  readonly account: RequestAccount;
}

/** What the sentence is told of a gateway. */
export interface PasserParts {
  /** The base URL of each subgraph's services, by its name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly authenticate: (authorization: string | undefined) => Promise<Principal>;
  readonly signIdentity: (principal: Principal) => Promise<string>;
  readonly passThrough: PassThrough;
  readonly onEvent: EventListener;
}

/** Passes a request on to a service and its answer back; null where there is no such service. */
export type Pass = (request: ServiceRequest) => Promise<PassedAnswer | null>;

/**
 * Makes the service sentence: authenticate → sign → pass through. The caller's token stays here; what the service learns of the
 * caller is what the gateway signs.
 * @throws GatewayError (the sentence) `UNAUTHENTICATED` for a token that is not valid, `SUBGRAPH_UNAVAILABLE` or `SUBGRAPH_TIMEOUT`
 * when no answer came.
 */
export function createPasser({ urls, authenticate, signIdentity, passThrough, onEvent }: PasserParts): Pass {
  return async ({ name, rest, authorization, account, ...request }) => {
    const base = urls.get(name);
    if (base === undefined) return null;
    const identity = await signIdentity(await authenticate(authorization));
    const ownHeaders = { 'x-request-id': account.requestId, [IDENTITY_HEADER]: identity };
    const facts = { name: `pass ${name}`, kind: 'client', attributes: { 'server.name': name } } as const;
    return inSpan(facts, async (span) => {
      account.asked += 1;
      const began = performance.now();
      const told = (outcome: FetchOutcome): void => {
        span.setAttribute('fetch.outcome', outcome);
        onEvent({
          kind: 'fetched',
          requestId: account.requestId,
          subgraph: name,
          outcome,
          durationMs: performance.now() - began,
        });
      };
      return send(passThrough, { ...request, url: base + rest, ownHeaders }, told);
    });
  };
}

async function send(
  passThrough: PassThrough,
  request: PassedRequest,
  told: (outcome: FetchOutcome) => void,
): Promise<PassedAnswer> {
  try {
    const answer = await passThrough.send(request);
    told(answer.status < 400 ? 'ok' : 'errors');
    return answer;
  } catch (error) {
    const code = error instanceof FetchError ? error.code : 'SUBGRAPH_UNAVAILABLE';
    told(request.signal.aborted && code === 'SUBGRAPH_UNAVAILABLE' ? 'abandoned' : code);
    throw new GatewayError(code, { cause: error });
  }
}
