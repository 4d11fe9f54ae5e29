import { newMetrics, silentLog } from '@phat-ngon/runtime';
import { LINK, openTestGateway } from '../testing/open-test-gateway.js';
import type { GatewayEvent } from './event.js';
import { observeEvents } from './observe-events.js';

const SDL = `${LINK} type Query { posts: Int people: [Person] } type Person { name: String }`;
const NAMELESS = [{ message: 'a detail of theirs' }];

/** What a gateway tells while it answers one question, whose subgraph gives the answer. */
async function eventsOf(
  query: string,
  answer: object,
  env = {},
): Promise<{ events: readonly GatewayEvent[]; body: any }> {
  const events: GatewayEvent[] = [];
  let ended: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const inProcess = { execute: async () => answer };
  await using gateway = await openTestGateway({ posts: { sdl: SDL, inProcess } }, env, (event) => {
    events.push(event);
    if (event.kind === 'answered') ended();
  });
  const response = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`);
  const body = await response.json();
  await answered;
  return { events, body };
}

describe('what a gateway tells', () => {
  it('is the way of a request, and how often a subgraph was asked for it', async () => {
    const { events } = await eventsOf('{ posts }', { data: { posts: 1 } });
    expect(events.map(({ kind }) => kind)).toEqual(['asked', 'planned', 'fetched', 'answered']);
    expect(events[2]).toMatchObject({ subgraph: 'posts', outcome: 'ok' });
    expect(events[3]).toMatchObject({ method: 'GET', status: 200, fetches: 1, codes: new Map() });
  });

  it('is an error of its own, whole, where the caller sees none of its words', async () => {
    // Apollo's executor has no answer at all for what is no list.
    const answer = { data: { people: 'no list' } };
    const { events, body } = await eventsOf('{ people { name } }', answer, { EXECUTOR: 'apollo' });
    expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    const failed = events.find((event) => event.kind === 'failed');
    expect(failed?.kind === 'failed' && failed.error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(events.at(-1)).toMatchObject({ codes: new Map([['INTERNAL_SERVER_ERROR', 1]]) });
  });

  it('is no error of its own where a subgraph has masked one, which is in that one’s log', async () => {
    const { events, body } = await eventsOf('{ posts }', { data: { posts: null }, errors: NAMELESS });
    expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(events.map(({ kind }) => kind)).not.toContain('failed');
    expect(events.at(-1)).toMatchObject({ codes: new Map([['INTERNAL_SERVER_ERROR', 1]]) });
  });
});

it('counts a code that is not known as one of the others: no subgraph fills the metrics with names', async () => {
  const metrics = newMetrics();
  const hear = observeEvents({ log: silentLog, metrics }, (code) => code === 'KNOWN');
  const codes = new Map([
    ['KNOWN', 1],
    ['MADE_UP_1', 1],
    ['MADE_UP_2', 2],
  ]);
  const request = { requestId: 'x', route: '/graphql' };
  hear({ kind: 'answered', ...request, method: 'POST', status: 200, durationMs: 1, codes, fetches: 0 });
  expect((await metrics.metrics()).match(/gateway_errors_total\{.*/g)).toEqual([
    'gateway_errors_total{code="KNOWN"} 1',
    'gateway_errors_total{code="OTHER"} 3',
  ]);
});
