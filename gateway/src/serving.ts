import { isHttpUrl } from '@phat-ngon/runtime';
import { type Answerer, createAnswerer } from './answer.js';
import { type Config, type ExecutorName, subgraphKey } from './config.js';
import { createExecutor } from './execute/execute-plan.js';
import type { CreateExecutor } from './execute/execution.js';
import { inProcessClient } from './fetch/in-process.js';
import { observedClient } from './fetch/observed.js';
import { httpClient } from './fetch/over-http.js';
import type { PassThrough } from './fetch/pass-through.js';
import { resilientClient } from './fetch/resilient.js';
import type { InProcessSubgraph, SubgraphClient, SubgraphState } from './fetch/subgraph-client.js';
import { apolloDoor, type DoorRequest, type DoorResponse } from './http/apollo-door.js';
import { ANONYMOUS, identitySigner } from './identity/principal.js';
import type { VerifyToken } from './identity/verify-token.js';
import type { EventListener } from './observe/event.js';
import { createPasser, type Pass } from './pass.js';
import { listOperations } from './persisted/list-operations.js';
import { type PersistedOptions, persistedOperations, type ReadDocument } from './persisted/persisted-operations.js';
import { createSubscriber, type Subscriber } from './subscribe.js';
import { clientSchema } from './supergraph/client-schema.js';
import { buildSupergraph, type Supergraph } from './supergraph/supergraph.js';

/** Everything that is made from one supergraph: it is taken into service whole, and goes out of it whole. */
export interface Serving {
  readonly supergraph: Supergraph;
  readonly answerer: Answerer;
  readonly subscriber: Subscriber;
  /** Finds the text of what is asked over a connection that lasts. */
  readonly readDocument: ReadDocument;
  /** Answers a request over HTTP; one that has begun here ends here. */
  handle(request: DoorRequest): Promise<DoorResponse>;
  /** Passes a request on to a service. */
  readonly pass: Pass;
  /** How each subgraph stands, by name. */
  states(): Promise<Readonly<Record<string, SubgraphState>>>;
  /** Waits for the requests that have begun, then closes connections. */
  retire(): Promise<void>;
}

/** What a serving is made with beside its supergraph. */
export interface ServingOptions {
  readonly config: Config;
  /** Subgraphs that live in this process, by name. */
  readonly inProcess: ReadonlyMap<string, InProcessSubgraph>;
  readonly passThrough: PassThrough;
  readonly verifyToken: VerifyToken;
  readonly onEvent: EventListener;
}

/** What makes each executor. What Apollo Gateway's stands on takes a second to load, and megabytes: nobody has it who does not want it. */
const EXECUTORS: Readonly<Record<ExecutorName, () => Promise<CreateExecutor>>> = {
  own: async () => createExecutor,
  apollo: async () => (await import('./execute/stock-executor.js')).createStockExecutor,
};

/**
 * Makes a supergraph ready to be served.
 * @throws Error when it is none, a subgraph has no address, or a listed operation does not fit it.
 */
export async function openServing(sdl: string, options: ServingOptions): Promise<Serving> {
  const { onEvent } = options;
  const supergraph = buildSupergraph(sdl);
  const clients = subgraphClients(supergraph, options);
  const answerer = createAnswerer(supergraph, clients, {
    ...options.config,
    createExecutor: await EXECUTORS[options.config.executor](),
    verifyToken: options.verifyToken,
    onEvent,
  });
  const { maxWaitingBytes, patienceMs } = options.config;
  const subscriber = createSubscriber({ supergraph, clients, answerer, maxWaitingBytes, patienceMs, onEvent });
  const pass = passer(supergraph, answerer, options);
  // Its own copy: Apollo Server wraps the resolvers of the schema it is given, and ours are told from those.
  const { api } = clientSchema(supergraph.federation);
  const readDocument = persistedOperations(await persistedOptions(options.config, answerer));
  const door = apolloDoor({ schema: { api, sdl }, answerer, readDocument, onEvent });
  await door.open();
  let underWay = 0;
  let lastLeft: () => void = () => undefined;
  return {
    supergraph,
    answerer,
    subscriber,
    readDocument,
    handle: async (request) => {
      underWay += 1;
      try {
        return await door.handle(request);
      } finally {
        underWay -= 1;
        if (underWay === 0) lastLeft();
      }
    },
    pass,
    states: () => statesOf(clients),
    retire: async () => {
      if (underWay > 0)
        await new Promise<void>((resolve) => {
          lastLeft = resolve;
        });
      await door.close();
      await Promise.all([answerer.close(), ...[...clients.values()].map((client) => client.close())]);
    },
  };
}

async function persistedOptions(
  { persistedOperations: folder, operations }: Config,
  { parse }: Answerer,
): Promise<PersistedOptions> {
  return {
    listed: folder === null ? new Map() : await listOperations(folder, parse),
    onlyListed: operations === 'persisted',
  };
}

function subgraphClients(
  supergraph: Supergraph,
  { config, inProcess, onEvent }: ServingOptions,
): ReadonlyMap<string, SubgraphClient> {
  const { connections, maxAnswerBytes, subgraphTimeoutMs: timeoutMs, breakAfter, restMs } = config;
  const signIdentity = config.identitySecret === null ? null : identitySigner(config.identitySecret);
  refuseUnknownNames(supergraph, config);
  return new Map(
    [...supergraph.urls].map(([name, named]): [string, SubgraphClient] => {
      const local = inProcess.get(name);
      if (local !== undefined) return [name, observedClient(name, inProcessClient(local, timeoutMs), onEvent)];
      const url = config.subgraphUrls.get(subgraphKey(name)) ?? named;
      if (!isHttpUrl(url))
        throw new Error(`SUBGRAPH_URL_${subgraphKey(name)}: the supergraph names no URL for ${name}`);
      const client = httpClient({ url, signIdentity, timeoutMs, maxAnswerBytes, connections });
      const resilience = {
        timeoutMs,
        breakAfter,
        restMs,
        onCircuit: (state: 'open' | 'closed') => onEvent({ kind: 'circuit', subgraph: name, state }),
        onRetry: () => onEvent({ kind: 'retried', subgraph: name }),
      };
      return [name, observedClient(name, resilientClient(client, resilience), onEvent)];
    }),
  );
}

function passer(supergraph: Supergraph, { authenticate }: Answerer, options: ServingOptions): Pass {
  const { passThrough, onEvent } = options;
  const { identitySecret, services } = options.config;
  if (identitySecret === null) return async () => null;
  const urls = new Map(services.map((name) => [name, servicesUrl(name, supergraph, options)]));
  return createPasser({ urls, authenticate, signIdentity: identitySigner(identitySecret), passThrough, onEvent });
}

/** Beside the graph's own address: `services/` in place of its last segment. */
function servicesUrl(name: string, supergraph: Supergraph, { config, inProcess }: ServingOptions): string {
  const named = supergraph.urls.get(name);
  if (named === undefined)
    throw new Error(`SERVICES: expected some of ${[...supergraph.urls.keys()].join(', ')}, got ${name}`);
  const local = inProcess.get(name);
  const url = local === undefined ? (config.subgraphUrls.get(subgraphKey(name)) ?? named) : local.servicesUrl;
  if (url === undefined) throw new Error(`SERVICES: ${name} is in this process and has none`);
  return new URL('services/', url).href;
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

/** How each subgraph stands, by name. */
async function statesOf(
  clients: ReadonlyMap<string, SubgraphClient>,
): Promise<Readonly<Record<string, SubgraphState>>> {
  const states = [...clients].map(
    async ([name, client]): Promise<[string, SubgraphState]> => [
      name,
      client.state?.() ?? { problems: await unanswered(client) },
    ],
  );
  return Object.fromEntries(await Promise.all(states));
}

/** Asks a subgraph the smallest question there is. */
async function unanswered(client: SubgraphClient): Promise<readonly string[]> {
  try {
    const { data } = await client.execute({
      query: '{ __typename }',
      variables: () => ({}),
      principal: ANONYMOUS,
      signal: AbortSignal.timeout(PROBE_MS),
      requestId: 'ready',
    });
    return data ? [] : ['it gives no answer'];
  } catch {
    return ['it cannot be reached'];
  }
}
