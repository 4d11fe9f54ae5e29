import { z } from 'zod';

/** How a gateway runs; read once, from environment variables. */
export interface Config {
  /** `SUPERGRAPH`: file or HTTP(S) URL of a Federation 2 supergraph. */
  readonly supergraph: string;
  /** `PORT`: default 4000; 0 takes a free one. */
  readonly port: number;
  /** `HOST`: default 127.0.0.1. */
  readonly host: string;
  /** `SUBGRAPH_URL_<NAME>`: where a subgraph answers, in place of what the supergraph says; keys are the names upper-cased, `_` for other signs. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** `SUBGRAPH_TIMEOUT_MS`: how long one fetch may take. Default 10000. */
  readonly subgraphTimeoutMs: number;
  /** `REQUEST_TIMEOUT_MS`: how long a request may take in all. Default 30000. */
  readonly requestTimeoutMs: number;
  /** `SUBGRAPH_MAX_ANSWER_BYTES`: default 64 MiB. */
  readonly maxAnswerBytes: number;
  /** `SUBGRAPH_CONNECTIONS`: connections a subgraph. Default 32. */
  readonly connections: number;
  /** `IDENTITY_SECRET`: signs the identity header to subgraphs; without it none is sent. */
  readonly identitySecret: Uint8Array | null;
  /** `TOKEN_SECRET`: verifies clients' bearer tokens (HS256); without it they are refused. */
  readonly tokenSecret: Uint8Array | null;
  /** `MAX_DEPTH`, `MAX_ALIASES`, `MAX_TOKENS`: how large an operation may be. Defaults 24, 200, 10000. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxTokens: number;
  /** `MAX_COST`: what an operation may cost, unless the caller's token says otherwise. Default 20000. */
  readonly maxCost: number;
  /** `MAX_BODY_BYTES`: default 1 MiB. */
  readonly maxBodyBytes: number;
  /** `MAX_IN_FLIGHT`: requests at once; more are answered 503. Default 500. */
  readonly maxInFlight: number;
  /** `PLAYGROUND_ASSETS`: the built files of the page at `/`; without it there is none. */
  readonly playgroundAssets: string | null;
  /** `PLAYGROUND_OPERATIONS`: a folder of operations that the page has at hand. */
  readonly playgroundOperations: string | null;
}

const secret = z
  .string()
  .min(32, 'at least 32 characters')
  .optional()
  .transform((text) => (text === undefined ? null : new TextEncoder().encode(text)));
const positive = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

const environment = z.object({
  SUPERGRAPH: z.string({ error: 'the file or URL of a Federation 2 supergraph' }).min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_TIMEOUT_MS: positive(10_000),
  REQUEST_TIMEOUT_MS: positive(30_000),
  SUBGRAPH_MAX_ANSWER_BYTES: positive(64 * 1024 * 1024),
  SUBGRAPH_CONNECTIONS: positive(32),
  IDENTITY_SECRET: secret,
  TOKEN_SECRET: secret,
  MAX_DEPTH: positive(24),
  MAX_ALIASES: positive(200),
  MAX_TOKENS: positive(10_000),
  MAX_COST: positive(20_000),
  MAX_BODY_BYTES: positive(1024 * 1024),
  MAX_IN_FLIGHT: positive(500),
  PLAYGROUND_ASSETS: z.string().min(1).optional(),
  PLAYGROUND_OPERATIONS: z.string().min(1).optional(),
});

const URL_PREFIX = 'SUBGRAPH_URL_';

/**
 * Reads the gateway's configuration.
 * @throws Error that names each variable at fault and what was expected.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const values = read.data;
  return Object.freeze({
    supergraph: values.SUPERGRAPH,
    port: values.PORT,
    host: values.HOST,
    subgraphUrls: subgraphUrls(env),
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    maxAnswerBytes: values.SUBGRAPH_MAX_ANSWER_BYTES,
    connections: values.SUBGRAPH_CONNECTIONS,
    identitySecret: values.IDENTITY_SECRET,
    tokenSecret: values.TOKEN_SECRET,
    maxDepth: values.MAX_DEPTH,
    maxAliases: values.MAX_ALIASES,
    maxTokens: values.MAX_TOKENS,
    maxCost: values.MAX_COST,
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxInFlight: values.MAX_IN_FLIGHT,
    playgroundAssets: values.PLAYGROUND_ASSETS ?? null,
    playgroundOperations: values.PLAYGROUND_OPERATIONS ?? null,
  });
}

/** The key under which a subgraph's URL is set: `my-units` by `SUBGRAPH_URL_MY_UNITS`. */
export function subgraphKey(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function subgraphUrls(env: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(URL_PREFIX) || !value) continue;
    if (!URL.canParse(value)) throw new Error(`${name}: expected a URL, got ${JSON.stringify(value)}`);
    urls.set(name.slice(URL_PREFIX.length), value);
  }
  return urls;
}
