import { Opened } from '../../harness/opened.js';
import { deliver } from '../../load/followers/deliver.js';
import { joinAll, leaveAll, openScene, type Scene, until, warmUp } from '../../load/followers/scene.js';
import { type GatewayName, type StartedGateway, startGateway } from '../gateways.js';
import { rotated } from '../rotated.js';
import type { Turn } from './report.js';

/** How equal subscriptions are followed. */
export interface FanOut {
  readonly rounds: number;
  readonly subscribers: number;
  /** Events that are paced, slowly enough for every gateway to keep up. */
  readonly events: number;
  /** Milliseconds from one of these to the next. */
  readonly every: number;
  readonly bursts: number;
  /** Events in a burst. */
  readonly burst: number;
}

/** What is measured unless told otherwise. */
export const FAN_OUT: FanOut = { rounds: 3, subscribers: 200, events: 100, every: 200, bursts: 10, burst: 10 };

/** Who cannot be followed through, and why. */
export const KNOWS_NO_SUBSCRIPTIONS: Readonly<Partial<Record<GatewayName, string>>> = {
  apollo: 'Apollo Gateway has no subscriptions',
  mercurius: 'subscriptions are of Federation 2 and come as events over HTTP',
};

/** Events before any count: code is compiled, and connections are there. */
const FIRST_EVENTS = 100;

async function turnOf(scene: Scene, gateway: StartedGateway, options: FanOut): Promise<Turn> {
  const { subscribers, events, every, bursts, burst } = options;
  const { opened } = await scene.subgraphs.call('seen', undefined);
  await joinAll(scene, gateway, { transport: 'events', subscribers });
  await warmUp(scene, FIRST_EVENTS);
  const paced = await deliver(scene, gateway, { count: events, everyMs: every, volleys: 1, subscribers });
  const inBursts = await deliver(scene, gateway, { count: burst, everyMs: 0, volleys: bursts, subscribers });
  const upstreams = (await scene.subgraphs.call('seen', undefined)).opened - opened;
  await leaveAll(scene);
  // The peer keeps its connections for a while; none shall be there in another's turn.
  await until(async () => (await scene.subgraphs.call('seen', undefined)).sockets === 0, 'the feed is still connected');
  return { gateway: gateway.name, upstreams, paced, bursts: inBursts };
}

/**
 * The same followers ask the same of each gateway over the same subgraphs, one gateway after the other, in several rounds, each of which begins with
 * another of them. Each gateway is a process of its own, and so are the subgraphs and those who follow. @returns the turns of each round
 */
export async function measureFanOut(names: readonly GatewayName[], options: FanOut): Promise<readonly Turn[][]> {
  await using scene = await openScene(1);
  await using opened = new Opened();
  const gateways: StartedGateway[] = [];
  for (const name of names) gateways.push(opened.use(await startGateway(name, scene)));
  const rounds: Turn[][] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const turns: Turn[] = [];
    for (const gateway of rotated(gateways, round)) {
      process.stderr.write(`round ${round + 1} of ${options.rounds}: followers of ${gateway.name}\n`);
      turns.push(await turnOf(scene, gateway, options));
    }
    rounds.push(turns);
  }
  return rounds;
}
