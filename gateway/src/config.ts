import {
  type Environment,
  httpUrl,
  isHttpUrl,
  milliseconds,
  OBSERVING_VARIABLES,
  type ObservingConfig,
  observingConfig,
  oneOf,
  optionalSecret,
  port,
  readEnvironment,
  text,
  whole,
  words,
} from '@phat-ngon/runtime';
import { z } from 'zod';

/** How a gateway runs; read once, from environment variables. */
export interface Config extends ObservingConfig {
  /** `SUPERGRAPH`: file or HTTP(S) URL of a Federation 2 supergraph. */
  readonly supergraph: string;
  /** `PORT`: default 4000; 0 takes a free one. */
  readonly port: number;
  /** `SUBGRAPH_URL_<NAME>`: where a subgraph answers, in place of what the supergraph says; keys are the names upper-cased, `_` for other signs. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** `SUBGRAPH_TIMEOUT_MS`: how long one fetch may take. Default 10000. */
  readonly subgraphTimeoutMs: number;
  /** `REQUEST_TIMEOUT_MS`: how long a request may take in all. Default 30000. */
  readonly requestTimeoutMs: number;
  /** `SUBGRAPH_BREAK_AFTER`: failures in a row after which a subgraph is left alone. Default 10. */
  readonly breakAfter: number;
  /** `SUBGRAPH_REST_MS`: how long it is first left alone; doubled each time it fails again. Default 1000. */
  readonly restMs: number;
  /** `SUPERGRAPH_POLL_MS`: how often the supergraph is looked at for changes; 0: only at SIGHUP. Default 5000. */
  readonly supergraphPollMs: number;
  /** `SUBGRAPH_MAX_ANSWER_BYTES`: default 64 MiB. */
  readonly maxAnswerBytes: number;
  /** `SUBGRAPH_CONNECTIONS`: connections a subgraph. Default 32. */
  readonly connections: number;
  /** `IDENTITY_SECRET`: signs the identity header to subgraphs; without it none is sent. */
  readonly identitySecret: Uint8Array | null;
  /**
   * How clients' bearer tokens are verified: `TOKEN_SECRET` (HS256), or `TOKEN_JWKS_URL` (RS256, ES256, EdDSA) with `TOKEN_ISSUER` and
   * `TOKEN_AUDIENCE`. Without either they are refused.
   */
  readonly tokens: TokenConfig | null;
  /** `EXECUTOR`: what executes query plans: the gateway's own executor, or `apollo` for Apollo Gateway's. Default `own`. */
  readonly executor: ExecutorName;
  /** `MAX_DEPTH`, `MAX_ALIASES`, `MAX_TOKENS`: how large an operation may be. Defaults 24, 200, 10000. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxTokens: number;
  /** `MAX_COST`: what an operation may cost, unless the caller's token says otherwise. Default: 20000 where the supergraph says what things cost, else no limit. */
  readonly maxCost: number | null;
  /** `PLAN_TIMEOUT_MS`: how long the plan of an operation may take to be made. Default 5000. */
  readonly planTimeoutMs: number;
  /** `MAX_BODY_BYTES`: default 1 MiB. */
  readonly maxBodyBytes: number;
  /** `CACHE_MAX_AGE_SECONDS`: for so long answers by GET may be used again by whoever keeps them; 0: they are not kept. Default 5. */
  readonly cacheMaxAgeSeconds: number;
  /** `MAX_IN_FLIGHT`: requests at once; more are answered 503. Default 500. */
  readonly maxInFlight: number;
  /** `MAX_SUBSCRIPTIONS`, `MAX_SUBSCRIPTIONS_PER_CALLER`: how many may be followed at once, in all (default 10000) and by a subject or address (default 1000). */
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerCaller: number;
  /** `MAX_WAITING_BYTES`: events that may wait for one receiver; with more it is cut off. Default 4 MiB. */
  readonly maxWaitingBytes: number;
  /** `SOURCE_PATIENCE_MS`: how long a subgraph's events are waited for when they have ceased to come, before receivers are sent away. Default 60000. */
  readonly patienceMs: number;
  /** `CONNECTION_MAX_AGE_MS`: after so long, less up to a tenth, a connection that follows is ended, to be opened again. Default one hour. */
  readonly maxAgeMs: number;
  /** `HEARTBEAT_MS`: how often a connection that follows is shown to be alive, and looked at whether it is. Default 15000. */
  readonly heartbeatMs: number;
  /** `DRAIN_MS`: over so long those connections are ended when the gateway stops. Default 10000. */
  readonly drainMs: number;
  /** `PERSISTED_OPERATIONS`: a folder of operations that are known by their names and hashes. Default: none. */
  readonly persistedOperations: string | null;
  /** `OPERATIONS`: which operations are taken: `any`, or those of that folder alone. Default `any`. */
  readonly operations: TakenOperations;
  /** `SERVICES`: the subgraphs whose services are passed through below `/services/NAME/`, separated by spaces. Default: none. */
  readonly services: readonly string[];
  /** `SERVICES_TIMEOUT_MS`: how long a request to a service may take in all, its body included. Default 300000. */
  readonly servicesTimeoutMs: number;
  /** `PLAYGROUND_ASSETS`: the built files of the page at `/`; without it there is none. */
  readonly playgroundAssets: string | null;
  /** `PLAYGROUND_OPERATIONS`: a folder of operations that the page has at hand. */
  readonly playgroundOperations: string | null;
}

/** Whoever holds a secret signs tokens, or an issuer who publishes keys. */
export type TokenConfig =
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'keys'; readonly url: string; readonly issuer: string; readonly audience: string };

/** What can execute query plans. */
const EXECUTORS = ['own', 'apollo'] as const;
export type ExecutorName = (typeof EXECUTORS)[number];

/** Which operations can be taken. */
const TAKEN_OPERATIONS = ['any', 'persisted'] as const;
export type TakenOperations = (typeof TAKEN_OPERATIONS)[number];

/** The gateway's variables, beside `SUBGRAPH_URL_<NAME>`, whose names depend on the supergraph. */
export const GATEWAY_VARIABLES = z.object({
  ...OBSERVING_VARIABLES,
  SUPERGRAPH: text('the file or URL of a Federation 2 supergraph'),
  PORT: port(4000),
  SUBGRAPH_TIMEOUT_MS: milliseconds(10_000),
  REQUEST_TIMEOUT_MS: milliseconds(30_000),
  SUBGRAPH_BREAK_AFTER: whole(10),
  SUBGRAPH_REST_MS: milliseconds(1_000),
  SUPERGRAPH_POLL_MS: milliseconds(5_000, 0),
  SUBGRAPH_MAX_ANSWER_BYTES: whole(64 * 1024 * 1024),
  SUBGRAPH_CONNECTIONS: whole(32),
  IDENTITY_SECRET: optionalSecret(),
  TOKEN_SECRET: optionalSecret(),
  TOKEN_JWKS_URL: httpUrl().optional(),
  TOKEN_ISSUER: text('who issues the tokens, as their iss has it').optional(),
  TOKEN_AUDIENCE: text('for whom the tokens are, as their aud has it').optional(),
  EXECUTOR: oneOf(EXECUTORS).default('own'),
  MAX_DEPTH: whole(24),
  MAX_ALIASES: whole(200),
  MAX_TOKENS: whole(10_000),
  MAX_COST: whole(undefined).optional(),
  PLAN_TIMEOUT_MS: milliseconds(5_000),
  MAX_BODY_BYTES: whole(1024 * 1024),
  CACHE_MAX_AGE_SECONDS: whole(5, { least: 0, most: 31_536_000 }),
  MAX_IN_FLIGHT: whole(500),
  MAX_SUBSCRIPTIONS: whole(10_000),
  MAX_SUBSCRIPTIONS_PER_CALLER: whole(1_000),
  MAX_WAITING_BYTES: whole(4 * 1024 * 1024),
  SOURCE_PATIENCE_MS: milliseconds(60_000),
  CONNECTION_MAX_AGE_MS: milliseconds(3_600_000),
  HEARTBEAT_MS: milliseconds(15_000),
  DRAIN_MS: milliseconds(10_000, 0),
  PERSISTED_OPERATIONS: text('a folder').optional(),
  OPERATIONS: oneOf(TAKEN_OPERATIONS).default('any'),
  SERVICES: words('names of subgraphs'),
  SERVICES_TIMEOUT_MS: milliseconds(300_000),
  PLAYGROUND_ASSETS: text('a folder').optional(),
  PLAYGROUND_OPERATIONS: text('a folder').optional(),
});

/** One way and no other: a token that either would take is as good as the weaker of the two. */
function tokenConfig(values: z.output<typeof GATEWAY_VARIABLES>): TokenConfig | null {
  const { TOKEN_SECRET: secret, TOKEN_JWKS_URL: url, TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = values;
  if (url === undefined) {
    if (issuer !== undefined || audience !== undefined)
      throw new Error('TOKEN_JWKS_URL: expected beside TOKEN_ISSUER and TOKEN_AUDIENCE, which say nothing without it');
    return secret === null ? null : { kind: 'secret', secret };
  }
  if (secret !== null)
    throw new Error(
      'TOKEN_SECRET: drop it, or TOKEN_JWKS_URL; tokens are verified by one of them, and keys are the safer way',
    );
  if (issuer === undefined) throw new Error('TOKEN_ISSUER: expected beside TOKEN_JWKS_URL');
  if (audience === undefined) throw new Error('TOKEN_AUDIENCE: expected beside TOKEN_JWKS_URL');
  return { kind: 'keys', url, issuer, audience };
}

const URL_PREFIX = 'SUBGRAPH_URL_';

/**
 * Reads the gateway's configuration.
 * @throws Error that names each variable at fault and what was expected.
 */
export function loadConfig(env: Environment): Config {
  const values = readEnvironment(GATEWAY_VARIABLES, env);
  if (values.SERVICES.length > 0 && values.IDENTITY_SECRET === null)
    throw new Error(
      'SERVICES: expected IDENTITY_SECRET beside it; services answer nobody whose identity is not signed',
    );
  if (values.OPERATIONS === 'persisted' && values.PERSISTED_OPERATIONS === undefined)
    throw new Error('PERSISTED_OPERATIONS: expected beside OPERATIONS=persisted; without it nothing could be asked');
  return Object.freeze({
    ...observingConfig(values),
    supergraph: values.SUPERGRAPH,
    port: values.PORT,
    subgraphUrls: subgraphUrls(env),
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    breakAfter: values.SUBGRAPH_BREAK_AFTER,
    restMs: values.SUBGRAPH_REST_MS,
    supergraphPollMs: values.SUPERGRAPH_POLL_MS,
    maxAnswerBytes: values.SUBGRAPH_MAX_ANSWER_BYTES,
    connections: values.SUBGRAPH_CONNECTIONS,
    identitySecret: values.IDENTITY_SECRET,
    tokens: tokenConfig(values),
    executor: values.EXECUTOR,
    maxDepth: values.MAX_DEPTH,
    maxAliases: values.MAX_ALIASES,
    maxTokens: values.MAX_TOKENS,
    maxCost: values.MAX_COST ?? null,
    planTimeoutMs: values.PLAN_TIMEOUT_MS,
    maxBodyBytes: values.MAX_BODY_BYTES,
    cacheMaxAgeSeconds: values.CACHE_MAX_AGE_SECONDS,
    maxInFlight: values.MAX_IN_FLIGHT,
    maxSubscriptions: values.MAX_SUBSCRIPTIONS,
    maxSubscriptionsPerCaller: values.MAX_SUBSCRIPTIONS_PER_CALLER,
    maxWaitingBytes: values.MAX_WAITING_BYTES,
    patienceMs: values.SOURCE_PATIENCE_MS,
    maxAgeMs: values.CONNECTION_MAX_AGE_MS,
    heartbeatMs: values.HEARTBEAT_MS,
    drainMs: values.DRAIN_MS,
    persistedOperations: values.PERSISTED_OPERATIONS ?? null,
    operations: values.OPERATIONS,
    services: values.SERVICES,
    servicesTimeoutMs: values.SERVICES_TIMEOUT_MS,
    playgroundAssets: values.PLAYGROUND_ASSETS ?? null,
    playgroundOperations: values.PLAYGROUND_OPERATIONS ?? null,
  });
}

/** The key under which a subgraph's URL is set: `my-units` by `SUBGRAPH_URL_MY_UNITS`. */
export function subgraphKey(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function subgraphUrls(env: Environment): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(URL_PREFIX) || !value) continue;
    if (!isHttpUrl(value)) throw new Error(`${name}: expected a URL (http or https), got ${JSON.stringify(value)}`);
    urls.set(name.slice(URL_PREFIX.length), value);
  }
  return urls;
}
