import { freePort } from '../harness/free-port.js';
import { listens } from '../harness/listens.js';
import { type RunningCommand, runNode } from '../harness/run-command.js';
import type { Target } from '../load/followers/scene.js';
import { PEER_COMMAND } from './install-peer.js';

/**
 * The gateways: ours, and with the stock executor; Apollo Gateway; the peer as it comes, and with the planner of its own that it offers for
 * speed.
 */
export type GatewayName = 'ours' | 'ours-stock' | 'apollo' | 'hive' | 'hive-rust';

/** A gateway's process. */
export interface StartedGateway extends Target, AsyncDisposable {
  readonly name: GatewayName;
  /** Everything it has said. */
  readonly output: () => string;
}

/** Starts a gateway as it would run in production, on the loopback. */
export async function startGateway(name: GatewayName, supergraph: string): Promise<StartedGateway> {
  const port = String(await freePort());
  return start(name, port, run(name, supergraph, port));
}

/** Starts the peer before the product's subgraphs, for whom a signed identity says. */
export async function startPeer(supergraph: string, identity: string): Promise<StartedGateway> {
  const port = String(await freePort());
  const args = peerArguments(supergraph, 'product.config.mjs', port);
  return start('hive', port, runNode(args, { SUBGRAPH_IDENTITY: identity }));
}

async function start(name: GatewayName, port: string, command: RunningCommand): Promise<StartedGateway> {
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

function run(name: GatewayName, supergraph: string, port: string): RunningCommand {
  const production = { NODE_ENV: 'production' };
  // All followers come from one address.
  const limits = { MAX_SUBSCRIPTIONS: '100000', MAX_SUBSCRIPTIONS_PER_CALLER: '100000' };
  if (name === 'ours' || name === 'ours-stock')
    return runNode(['gateway/dist/main.js'], {
      ...{ ...production, ...limits, SUPERGRAPH: supergraph, PORT: port, LOG_LEVEL: 'warn' },
      ...{ EXECUTOR: name === 'ours' ? 'own' : 'apollo', MAX_COST: '100000000' },
    });
  if (name === 'apollo') return runNode(['test/bench/apollo.mjs', supergraph, port], production);
  const planner = name === 'hive-rust' ? ['--hive-router-runtime'] : [];
  return runNode([...peerArguments(supergraph, 'hive.config.mjs', port), ...planner], production);
}

function peerArguments(supergraph: string, config: string, port: string): readonly string[] {
  const place = ['--host', '127.0.0.1', '--port', port];
  return [PEER_COMMAND, 'supergraph', supergraph, '--config-path', `test/bench/${config}`, ...place];
}
