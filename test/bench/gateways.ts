import { freePort } from '../harness/free-port.js';
import { listens } from '../harness/listens.js';
import { type RunningCommand, runNode } from '../harness/run-command.js';
import type { Target } from '../load/followers/scene.js';
import { PEER_COMMAND } from './install-peer.js';

/**
 * The gateways: Apollo Gateway; ours, and with the stock executor; the peer as it comes, and with the planner of its own that it offers for
 * speed; and Mercurius, which composes by itself, by the rules of Federation 1.
 */
export const GATEWAYS = ['apollo', 'ours', 'ours-stock', 'hive', 'hive-rust', 'mercurius'] as const;
export type GatewayName = (typeof GATEWAYS)[number];

/** A gateway's process. */
export interface StartedGateway extends Target, AsyncDisposable {
  readonly name: GatewayName;
  /** Everything it has said. */
  readonly output: () => string;
}

/** What a gateway is put in front of. */
export interface ServedGraph {
  /** The supergraph's file. */
  readonly supergraph: string;
  /** For a gateway that refuses one whose fields are closed: that without what closes them. Default: the same. */
  readonly openSupergraph?: string;
  /** For a gateway that composes by itself: each subgraph, with the schema to take in place of its own. */
  readonly services?: readonly { readonly name: string; readonly url: string; readonly schema?: string }[];
  /** For subgraphs that answer nobody else: the secret that a gateway of ours signs with, and what the others send, signed already. */
  readonly identity?: { readonly secret: string; readonly signed: string };
}

/** Starts a gateway as it would run in production, on the loopback. @throws Error with what it said when it ends instead. */
export async function startGateway(name: GatewayName, graph: ServedGraph): Promise<StartedGateway> {
  const port = String(await freePort());
  const command = COMMANDS[name](graph, port);
  try {
    await listens(Number(port), command);
  } catch (error) {
    await command[Symbol.asyncDispose]();
    throw error;
  }
  return {
    ...{ name, pid: command.pid, output: command.output, url: `http://127.0.0.1:${port}/graphql` },
    [Symbol.asyncDispose]: () => Promise.resolve(command[Symbol.asyncDispose]()),
  };
}

type Run = (graph: ServedGraph, port: string) => RunningCommand;

const COMMANDS: Readonly<Record<GatewayName, Run>> = {
  apollo: (graph, port) =>
    runNode(['test/bench/apollo.mjs', graph.openSupergraph ?? graph.supergraph, port], environmentOf(graph)),
  ours: (graph, port) => runOurs(graph, port, 'own'),
  'ours-stock': (graph, port) => runOurs(graph, port, 'apollo'),
  hive: (graph, port) => runPeer(graph, port, []),
  'hive-rust': (graph, port) => runPeer(graph, port, ['--hive-router-runtime']),
  mercurius: (graph, port) =>
    runNode(['test/bench/mercurius/gateway.mjs', JSON.stringify(graph.services ?? []), port], environmentOf(graph)),
};

function environmentOf({ identity }: ServedGraph): Readonly<Record<string, string>> {
  return { NODE_ENV: 'production', ...(identity === undefined ? {} : { SUBGRAPH_IDENTITY: identity.signed }) };
}

/** What is measured is not where a gateway gives up: all followers come from one address, and the others know neither cost nor deadline. */
const UNLIMITED = {
  ...{ MAX_SUBSCRIPTIONS: '100000', MAX_SUBSCRIPTIONS_PER_CALLER: '100000', MAX_COST: '100000000' },
  ...{ REQUEST_TIMEOUT_MS: '300000', SUBGRAPH_TIMEOUT_MS: '300000' },
};

/** As `npm run gateway` and the image have them. */
const FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=100', '--v8-pool-size=1'];

/** Starts ours, without waiting for it. */
export function runOurs(
  { supergraph, identity }: ServedGraph,
  port: string,
  executor: 'own' | 'apollo',
  environment: Readonly<Record<string, string>> = {},
): RunningCommand {
  return runNode([...FLAGS, 'gateway/dist/main.js'], {
    ...{ ...environment, ...UNLIMITED, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
    ...{ SUPERGRAPH: supergraph, PORT: port, EXECUTOR: executor },
    ...(identity === undefined ? {} : { IDENTITY_SECRET: identity.secret }),
  });
}

function runPeer(graph: ServedGraph, port: string, planner: readonly string[]): RunningCommand {
  const config = graph.identity === undefined ? 'hive.config.mjs' : 'product.config.mjs';
  const place = ['--host', '127.0.0.1', '--port', port];
  const args = ['supergraph', graph.supergraph, '--config-path', `test/bench/${config}`, ...place, ...planner];
  return runNode([PEER_COMMAND, ...args], environmentOf(graph));
}
