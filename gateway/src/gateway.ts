import type { FormattedExecutionResult } from 'graphql';
import { createAnswerer, type Question } from './answer.js';
import { type Config, isHttpUrl, subgraphKey } from './config.js';
import { inProcessClient } from './fetch/in-process.js';
import { httpClient } from './fetch/over-http.js';
import type { InProcessSubgraph, SubgraphClient } from './fetch/subgraph-client.js';
import { apolloDoor } from './http/apollo-door.js';
import { createServer } from './http/server.js';
import { ANONYMOUS, identitySigner } from './identity/principal.js';
import { buildSupergraph, readSupergraph, type Supergraph } from './supergraph/supergraph.js';

/** A gateway, composed. */
export interface Gateway {
  /** Starts to listen; resolves with the address. */
  listen(): Promise<{ readonly url: string }>;
  /** Answers without HTTP. Never rejects: every error is in the answer, in the form in which it may go out. */
  answer(question: Question): Promise<FormattedExecutionResult>;
  /** Stops listening, lets requests under way finish, closes connections. */
  close(): Promise<void>;
}

/** What a gateway may be given beside its configuration. */
export interface GatewayOptions {
  /** Subgraphs that live in this process, by name; the others are reached over HTTP. */
  readonly inProcess?: ReadonlyMap<string, InProcessSubgraph>;
}

/**
 * Composes a gateway: each part once, in order.
 * @throws Error when the supergraph cannot be read or is none.
 */
export async function createGateway(config: Config, options: GatewayOptions = {}): Promise<Gateway> {
  const supergraph = buildSupergraph(await readSupergraph(config.supergraph));
  const clients = subgraphClients(supergraph, config, options);
  const answerer = createAnswerer(supergraph, clients, config);
  const door = apolloDoor(supergraph, answerer);
  await door.open();
  const server = await createServer({
    limits: config,
    schema: supergraph,
    door,
    playground:
      config.playgroundAssets === null
        ? null
        : { assets: config.playgroundAssets, operations: config.playgroundOperations },
    problems: () => unreachable(clients),
  });
  return {
    listen: async () => ({ url: await server.listen({ host: config.host, port: config.port }) }),
    answer: answerer.answer,
    close: async () => {
      await server.close();
      await door.close();
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function subgraphClients(
  supergraph: Supergraph,
  config: Config,
  options: GatewayOptions,
): ReadonlyMap<string, SubgraphClient> {
  const { connections, maxAnswerBytes, subgraphTimeoutMs: timeoutMs } = config;
  const signIdentity = config.identitySecret === null ? null : identitySigner(config.identitySecret);
  refuseUnknownNames(supergraph, config);
  return new Map(
    [...supergraph.urls].map(([name, named]): [string, SubgraphClient] => {
      const local = options.inProcess?.get(name);
      if (local !== undefined) return [name, inProcessClient(local, timeoutMs)];
      const url = config.subgraphUrls.get(subgraphKey(name)) ?? named;
      if (!isHttpUrl(url))
        throw new Error(`SUBGRAPH_URL_${subgraphKey(name)}: the supergraph names no URL for ${name}`);
      return [name, httpClient({ url, signIdentity, timeoutMs, maxAnswerBytes, connections })];
    }),
  );
}

/** A misspelt name would leave a subgraph where the supergraph says it is, in silence. */
function refuseUnknownNames(supergraph: Supergraph, config: Config): void {
  const known = [...supergraph.urls.keys()].map(subgraphKey);
  for (const key of config.subgraphUrls.keys()) {
    if (!known.includes(key))
      throw new Error(`SUBGRAPH_URL_${key}: expected one of ${known.map((name) => `SUBGRAPH_URL_${name}`).join(', ')}`);
  }
}

const PROBE_MS = 2_000;

/** The subgraphs that do not answer the smallest question there is. */
async function unreachable(clients: ReadonlyMap<string, SubgraphClient>): Promise<readonly string[]> {
  const probes = [...clients].map(async ([name, client]) => {
    try {
      const { data } = await client.execute({
        query: '{ __typename }',
        variables: {},
        principal: ANONYMOUS,
        signal: AbortSignal.timeout(PROBE_MS),
        requestId: 'ready',
      });
      return data ? [] : [`${name} gives no answer`];
    } catch {
      return [`${name} cannot be reached`];
    }
  });
  return (await Promise.all(probes)).flat();
}
