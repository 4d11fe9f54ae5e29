import { connect } from 'node:net';
import { openEvents } from '../testing/event-source.js';
import { openFeedGateway } from '../testing/open-feed-gateway.js';
import { authorizationOf } from '../testing/tokens.js';

const QUERY = 'subscription ($after: String) { changed(after: $after) { kind person { id name } } }';
const COMPLETE = { event: 'complete', id: null, data: '' };

describe('a subscription over events', () => {
  it('delivers each change with what other subgraphs know of it, under its cursor', async () => {
    await using here = await openFeedGateway();
    const events = await openEvents(here.url, { query: QUERY });
    expect(events.status).toBe(200);
    expect(events.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(events.headers.get('access-control-allow-origin')).toBe('*');
    await here.feed.followed(1);
    here.feed.write();
    expect(await events.next()).toEqual({
      event: 'next',
      id: 'c1',
      data: '{"data":{"changed":{"kind":"CREATED","person":{"id":"1","name":"name 1"}}},"extensions":{"cursor":"c1"}}',
    });
    expect(events.told.retry).toBeGreaterThanOrEqual(1_000);
    expect(events.told.retry).toBeLessThan(3_000);
    events.close();
    await here.feed.followed(0);
  });

  it('tells where it begins before anything has happened, so that it can be resumed from there', async () => {
    await using here = await openFeedGateway();
    here.feed.write();
    const events = await openEvents(here.url, { query: QUERY });
    await here.feed.followed(1);
    await here.gateway.close();
    expect(await events.rest()).toEqual([]);
    expect(events.told.lastId).toBe('c1');
  });

  it('is taken from an address, without a token, as an EventSource asks', async () => {
    await using here = await openFeedGateway();
    here.feed.write();
    const query = encodeURIComponent('subscription ($after: String) { changed(after: $after) { cursor } }');
    const variables = encodeURIComponent('{"after":"c0"}');
    const response = await fetch(`${here.url}/graphql?query=${query}&variables=${variables}`, {
      headers: { accept: 'text/event-stream' },
    });
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('"c1"')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toContain('data: {"data":{"changed":{"cursor":"c1"}},"extensions":{"cursor":"c1"}}\n\n');
    await reader?.cancel();
  });

  it('goes on behind Last-Event-ID, whatever the operation says', async () => {
    await using here = await openFeedGateway();
    for (let count = 0; count < 3; count += 1) here.feed.write();
    const events = await openEvents(here.url, { query: QUERY, variables: { after: 'c0' } }, { 'last-event-id': 'c2' });
    expect((await events.next()).id).toBe('c3');
    events.close();
  });

  it.each([
    ['a literal', 'subscription { changed(after: "c1") { kind } }', {}],
    ['a default', 'subscription ($from: String = "c1") { changed(after: $from) { kind } }', {}],
    ['a variable', 'subscription ($from: String) { changed(after: $from) { kind } }', { from: 'c1' }],
    ['a fragment', 'subscription { ...S } fragment S on Subscription { changed(after: "c1") { kind } }', {}],
    ['taken names', 'subscription ($after_: String) { cursor_: changed(after: $after_) { kind } }', { after_: 'c1' }],
  ])('begins behind the cursor of %s', async (_what, query, variables) => {
    await using here = await openFeedGateway();
    for (let count = 0; count < 2; count += 1) here.feed.write();
    const events = await openEvents(here.url, { query, variables });
    const { data, extensions } = await events.result();
    expect([Object.values(data), extensions]).toEqual([[{ kind: 'CREATED' }], { cursor: 'c2' }]);
    events.close();
  });

  it.each([
    ['text/event-stream', 'text/event-stream'],
    ['text/event-stream, multipart/mixed', 'text/event-stream'],
    ['text/event-stream, application/json;q=0.5', 'text/event-stream'],
    [
      'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
      'application/graphql-response+json',
    ],
    ['application/json, text/event-stream;q=0.1', 'application/json'],
    ['*/*', 'application/json'],
  ])('is what a client prefers that accepts %s, or is not: %s', async (accept, type) => {
    await using here = await openFeedGateway();
    const response = await fetch(`${here.url}/graphql?query=%7Bend%7D`, { headers: { accept } });
    expect(response.headers.get('content-type')).toContain(type);
    expect(await response.text()).toContain('"c0"');
  });

  it('answers what is no subscription, and is complete', async () => {
    await using here = await openFeedGateway();
    const events = await openEvents(here.url, { query: '{ end }' });
    expect(await events.rest()).toEqual([{ event: 'next', id: null, data: '{"data":{"end":"c0"}}' }, COMPLETE]);
  });

  it.each<[number, string, string, Record<string, string>?]>([
    [400, 'GRAPHQL_PARSE_FAILED', 'subscription {'],
    [400, 'GRAPHQL_VALIDATION_FAILED', 'subscription { nothing }'],
    [400, 'GRAPHQL_VALIDATION_FAILED', 'subscription { changed { kind } ticked { count } }'],
    [400, 'GRAPHQL_VALIDATION_FAILED', 'subscription ($if: Boolean!) { changed @skip(if: $if) { kind } }'],
    [400, 'GRAPHQL_VALIDATION_FAILED', 'subscription { ... @include(if: true) { changed { kind } } }'],
    [400, 'BAD_USER_INPUT', 'subscription ($kind: String!) { changed(kind: $kind) { kind } }'],
    [400, 'OPERATION_RESOLUTION_FAILURE', 'subscription A { ticked { count } } subscription B { ticked { count } }'],
    [400, 'COST_LIMIT', 'subscription { changed { kind person { id name } } }', { MAX_COST: '1' }],
    [401, 'UNAUTHENTICATED', 'subscription { hidden { count } }'],
  ])('is refused by its status: %i %s for %s', async (status, code, query, env = {}) => {
    await using here = await openFeedGateway(env);
    const response = await fetch(`${here.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code, messageVi: expect.any(String) } }] });
    expect(here.feed.subscribed).toEqual([]);
  });

  it('is refused when it is no request, or its token is none', async () => {
    await using here = await openFeedGateway();
    const accept = { accept: 'text/event-stream' };
    for (const search of ['', '?query=%7Bend%7D&variables=x', '?query=%7Bend%7D&variables=1'])
      expect((await fetch(`${here.url}/graphql${search}`, { headers: accept })).status).toBe(400);
    const headers = { ...accept, authorization: 'Bearer no' };
    expect((await fetch(`${here.url}/graphql?query=%7Bend%7D`, { headers })).status).toBe(401);
  });

  it('gives its seat back', async () => {
    await using here = await openFeedGateway({ MAX_SUBSCRIPTIONS_PER_CALLER: '1' });
    for (let count = 0; count < 3; count += 1) {
      const events = await openEvents(here.url, { query: QUERY });
      await here.feed.followed(1);
      expect((await openEvents(here.url, { query: QUERY })).status).toBe(429);
      const authorization = await authorizationOf('another');
      const other = await openEvents(here.url, { query: QUERY }, { authorization });
      expect(other.status).toBe(200);
      other.close();
      events.close();
      await here.feed.followed(0);
    }
  });

  it('ends with what the subgraph refuses it for', async () => {
    await using here = await openFeedGateway();
    here.feed.refusal = { errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR', retryable: false } }] };
    const events = await openEvents(here.url, { query: QUERY, variables: { after: 'x' } });
    const [refused, complete] = await events.rest();
    expect(JSON.parse(refused?.data ?? '')).toMatchObject({ errors: [{ extensions: { code: 'BAD_CURSOR' } }] });
    expect(complete).toEqual(COMPLETE);
  });

  it('waits for the answer before it on its connection, and has lost nothing by that', async () => {
    await using here = await openFeedGateway();
    let answer: () => void = () => undefined;
    here.feed.held = new Promise((resolve) => {
      answer = resolve;
    });
    const query = 'subscription { changed(after: "c0") { kind text } }';
    const ask = (text: string, accept: string): string =>
      `GET /graphql?query=${encodeURIComponent(text)} HTTP/1.1\r\nhost: x\r\naccept: ${accept}\r\n\r\n`;
    const { hostname, port } = new URL(here.url);
    const socket = connect(Number(port), hostname);
    socket.write(ask('{ end }', 'application/json') + ask(query, 'text/event-stream'));
    await here.feed.begun(1);
    // Who follows the same is told after it: what has come here was given there.
    const beside = await here.events(query);
    here.feed.write('FIRST');
    await beside.next();
    answer();
    here.feed.write('SECOND');
    await beside.next();
    await here.gateway.close();
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text.match(/"end":"c\d"|"kind":"\w+"|(?<=\n)id: c\d|HTTP\/1.1 \d+/g)).toEqual([
      ...['HTTP/1.1 200', '"end":"c2"', 'HTTP/1.1 200', 'id: c0'],
      ...['id: c1', '"kind":"FIRST"', 'id: c2', '"kind":"SECOND"'],
    ]);
  });

  it('ends with its token, and is complete', async () => {
    await using here = await openFeedGateway();
    const authorization = await authorizationOf('a', new Date(Date.now() + 1_500));
    const events = await openEvents(here.url, { query: QUERY }, { authorization });
    const [refused, complete] = await events.rest();
    expect(JSON.parse(refused?.data ?? '')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(complete).toEqual(COMPLETE);
    await here.feed.followed(0);
  });

  it('ends when it is old, to be opened again', async () => {
    await using here = await openFeedGateway({ CONNECTION_MAX_AGE_MS: '200' });
    const events = await openEvents(here.url, { query: QUERY });
    expect(await events.rest()).toEqual([]);
    await here.feed.followed(0);
  });

  it('is kept alive while nothing happens', async () => {
    await using here = await openFeedGateway({ HEARTBEAT_MS: '20', CONNECTION_MAX_AGE_MS: '300' });
    const events = await openEvents(here.url, { query: QUERY });
    await events.rest();
    expect(events.told.comments).toBeGreaterThan(2);
  });
});
