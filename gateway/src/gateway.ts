import type { FormattedExecutionResult } from 'graphql';
import type { Question } from './answer.js';
import type { Config } from './config.js';
import { passThrough } from './fetch/pass-through.js';
import type { InProcessSubgraph } from './fetch/subgraph-client.js';
import { createFollowers } from './followers.js';
import { createServer } from './http/server.js';
import { tokenVerifier } from './identity/verify-token.js';
import type { EventListener } from './observe/event.js';
import { openServing, type Serving } from './serving.js';
import { followSupergraph, type Look } from './supergraph/follow-supergraph.js';
import { readSupergraph } from './supergraph/supergraph.js';

/** A gateway, composed. */
export interface Gateway {
  /** Starts to listen; resolves with the address. */
  listen(): Promise<{ readonly url: string }>;
  /** Answers without HTTP. Never rejects: every error is in the answer, in the form in which it may go out. */
  answer(question: Question): Promise<FormattedExecutionResult>;
  /** Looks at the supergraph now: a changed one that can be served is switched in whole, a broken one refused. */
  reload(): Promise<Look>;
  /** Stops listening, lets requests under way finish, closes connections. */
  close(): Promise<void>;
}

/** What a gateway may be given beside its configuration. */
export interface GatewayOptions {
  /** Subgraphs that live in this process, by name; the others are reached over HTTP. */
  readonly inProcess?: ReadonlyMap<string, InProcessSubgraph>;
  readonly onEvent?: EventListener;
}

/** So many operations are planned on a new supergraph before it is switched in. */
const WARMED_OPERATIONS = 200;

/**
 * Composes a gateway: each part once, in order.
 * @throws Error when the supergraph cannot be read or is none.
 */
export async function createGateway(config: Config, options: GatewayOptions = {}): Promise<Gateway> {
  const { inProcess = new Map(), onEvent = () => undefined } = options;
  // What is being passed through outlives a change of the supergraph, and so do the keys of tokens.
  const [through, verifyToken] = [passThrough(config.connections), tokenVerifier(config.tokens)];
  const open = (sdl: string): Promise<Serving> =>
    openServing(sdl, { config, inProcess, passThrough: through, verifyToken, onEvent });
  const served = await readSupergraph(config.supergraph);
  let serving = await open(served);
  const followers = createFollowers(() => serving.subscriber, onEvent);
  const retiring = new Set<Promise<void>>();
  const followed = followSupergraph({
    served,
    read: () => readSupergraph(config.supergraph),
    pollMs: config.supergraphPollMs,
    change: async (sdl) => {
      const [old, next] = [serving, await open(sdl)];
      await next.answerer.warm(old.answerer.recent(WARMED_OPERATIONS));
      serving = next;
      onEvent({ kind: 'supergraph-switched', id: next.supergraph.id });
      await followers.move();
      const retired = old.retire().finally(() => retiring.delete(retired));
      retiring.add(retired);
    },
    onRefused: (error) =>
      onEvent({ kind: 'supergraph-refused', reason: error instanceof Error ? error.message : String(error) }),
  });
  const server = await createServer({
    limits: config,
    onEvent,
    handle: (request) => serving.handle(request),
    pass: (request) => serving.pass(request),
    follow: followers.follow,
    readDocument: (parameters) => serving.readDocument(parameters),
    identify: (authorization) => serving.answerer.identify(authorization),
    services: config.services,
    schema: () => serving.supergraph,
    states: () => serving.states(),
    playground:
      config.playgroundAssets === null
        ? null
        : { assets: config.playgroundAssets, operations: config.playgroundOperations },
  });
  return {
    listen: async () => ({ url: await server.listen({ host: config.host, port: config.port }) }),
    answer: (question) => serving.answerer.answer(question),
    reload: followed.look,
    close: async () => {
      await followed.close();
      await server.close();
      await Promise.all([serving.retire(), ...retiring, through.close()]);
    },
  };
}
