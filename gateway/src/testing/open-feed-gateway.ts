import type { SubgraphRequest } from '../fetch/subgraph-client.js';
import type { GatewayEvent } from '../observe/event.js';
import { type OpenedEvents, openEvents } from './event-source.js';
import { feedGraph, TestFeed } from './feed-graph.js';
import { openTestGateway, type TestGateway } from './open-test-gateway.js';

/** A gateway over a feed, and what is told of both. */
export interface FeedGateway extends TestGateway {
  readonly feed: TestFeed;
  /** What the subgraph that knows more was asked. */
  readonly asked: readonly SubgraphRequest[];
  readonly told: readonly GatewayEvent[];
  /** Follows as Server-Sent Events. */
  events(query: string, variables?: object, headers?: Record<string, string>): Promise<OpenedEvents>;
}

/** Starts a gateway over a {@link TestFeed}; its connections end at once when it closes. */
export async function openFeedGateway(env: Readonly<Record<string, string>> = {}): Promise<FeedGateway> {
  const feed = new TestFeed();
  const asked: SubgraphRequest[] = [];
  const told: GatewayEvent[] = [];
  const opened = await openTestGateway(feedGraph(feed, asked), { DRAIN_MS: '0', ...env }, (event) => told.push(event));
  return {
    ...opened,
    feed,
    asked,
    told,
    events: (query, variables = {}, headers = {}) => openEvents(opened.url, { query, variables }, headers),
  };
}
