import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openFeedGateway } from '../testing/open-feed-gateway.js';
import { openSocket } from '../testing/open-socket.js';
import { authorizationOf } from '../testing/tokens.js';

const QUERY = 'subscription ($after: String) { changed(after: $after) { kind person { id name } } }';

const clientOf = (url: string, connectionParams?: Record<string, unknown>): Client =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(connectionParams ? { connectionParams } : {}),
  });

const subscribe = (id: string, query: string, variables = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, variables },
});

describe('a subscription over a socket', () => {
  it('delivers each change with what other subgraphs know of it, and tells its cursor', async () => {
    await using here = await openFeedGateway();
    const client = clientOf(here.url);
    const events = client.iterate({ query: QUERY });
    const first = events.next();
    await here.feed.followed(1);
    here.feed.write();
    expect((await first).value).toEqual({
      data: { changed: { kind: 'CREATED', person: { id: '1', name: 'name 1' } } },
      extensions: { cursor: 'c1' },
    });
    await client.dispose();
    await here.feed.followed(0);
  });

  it('tells where it begins by a ping', async () => {
    await using here = await openFeedGateway();
    here.feed.write();
    const socket = await openSocket(here.url);
    socket.send(subscribe('s', QUERY));
    expect(await socket.next()).toEqual({ type: 'ping', payload: { begin: { id: 's', cursor: 'c1' } } });
    socket.socket.close();
  });

  it('ends when its client has enough, and leaves the others on the same connection', async () => {
    await using here = await openFeedGateway();
    const socket = await openSocket(here.url);
    socket.send(subscribe('a', QUERY, { after: 'c0' }));
    socket.send(subscribe('b', 'subscription { changed(kind: "MOVED") { kind } }'));
    await here.feed.followed(2);
    socket.send({ id: 'a', type: 'complete' });
    await here.feed.followed(1);
    here.feed.write('MOVED');
    const messages = [await socket.next(), await socket.next(), await socket.next()];
    expect(messages.filter(({ type }) => type === 'next').map(({ id }) => id)).toEqual(['b']);
    socket.send(subscribe('a', QUERY));
    await here.feed.followed(2);
    socket.socket.close();
    await here.feed.followed(0);
  });

  it('is refused alone, with everything that is wrong with it', async () => {
    await using here = await openFeedGateway();
    const socket = await openSocket(here.url);
    socket.send(subscribe('a', 'subscription { changed { kind } ticked { count } }'));
    expect(await socket.next()).toMatchObject({
      ...{ id: 'a', type: 'error' },
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    here.feed.refusal = { errors: [{ message: 'no', extensions: { code: 'CURSOR_EXPIRED', retryable: false } }] };
    socket.send(subscribe('a', QUERY, { after: 'c0' }));
    expect((await socket.next()).type).toBe('ping');
    expect(await socket.next()).toMatchObject({
      ...{ id: 'a', type: 'error' },
      payload: [{ extensions: { code: 'CURSOR_EXPIRED' } }],
    });
    expect(socket.socket.readyState).toBe(WebSocket.OPEN);
    socket.socket.close();
  });

  it('answers queries and mutations, once', async () => {
    await using here = await openFeedGateway();
    const socket = await openSocket(here.url);
    for (const query of ['{ end }', 'mutation { touch }']) {
      socket.send(subscribe('q', query));
      expect(await socket.next()).toMatchObject({ id: 'q', type: 'next', payload: { data: expect.any(Object) } });
      expect(await socket.next()).toEqual({ id: 'q', type: 'complete' });
    }
    socket.socket.close();
  });

  it('sees what its token is good for', async () => {
    await using here = await openFeedGateway();
    const query = 'subscription { changed(after: "c0") { secret } }';
    here.feed.write();
    const open = clientOf(here.url);
    expect((await open.iterate({ query }).next()).value).toMatchObject({
      data: { changed: { secret: null } },
      errors: [{ path: ['changed', 'secret'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const known = clientOf(here.url, { authorization: await authorizationOf('a') });
    const { value } = await known.iterate({ query }).next();
    expect(value).toEqual({ data: { changed: { secret: null } }, extensions: { cursor: 'c1' } });
    await Promise.all([open.dispose(), known.dispose()]);
  });

  it.each<[number, string, unknown[]]>([
    [4400, 'what is no message', ['{']],
    [4400, 'a message of another kind', [{ type: 'connection_ack' }]],
    [4409, 'the same id twice', [subscribe('a', QUERY), subscribe('a', QUERY)]],
    [4429, 'being initialised twice', [{ type: 'connection_init' }]],
  ])('is closed with %i for %s', async (code, _what, messages) => {
    await using here = await openFeedGateway();
    const socket = await openSocket(here.url);
    for (const message of messages) socket.send(message);
    expect(await socket.closed).toBe(code);
    await here.feed.followed(0);
  });

  it('is closed with 4401 before it is initialised, with 4403 for a token that is none, with 4406 for another protocol', async () => {
    await using here = await openFeedGateway();
    const early = await openSocket(here.url, { init: null });
    early.send(subscribe('a', QUERY));
    expect(await early.closed).toBe(4401);
    const forged = await openSocket(here.url, { init: null });
    forged.send({ type: 'connection_init', payload: { authorization: 'Bearer no' } });
    expect(await forged.closed).toBe(4403);
    expect(await (await openSocket(here.url, { protocol: '' })).closed).toBe(4406);
  });

  it('is closed with 4408 when it is never initialised', async () => {
    await using here = await openFeedGateway();
    expect(await (await openSocket(here.url, { init: null })).closed).toBe(4408);
  });

  it('ends with its token: 4403', async () => {
    await using here = await openFeedGateway();
    const authorization = await authorizationOf('a', new Date(Date.now() + 1_500));
    const socket = await openSocket(here.url, { init: { authorization } });
    socket.send(subscribe('a', QUERY));
    await here.feed.followed(1);
    expect(await socket.closed).toBe(4403);
    await here.feed.followed(0);
  });

  it('ends when it is old, and when the gateway goes: 1012', async () => {
    await using here = await openFeedGateway({ CONNECTION_MAX_AGE_MS: '200' });
    const aged = await openSocket(here.url);
    expect(await aged.closed).toBe(1012);
    const last = await openSocket(here.url);
    const closed = here.gateway.close();
    expect(await last.closed).toBe(1012);
    await closed;
  });

  it('is not taken where too many are followed', async () => {
    await using here = await openFeedGateway({ MAX_SUBSCRIPTIONS_PER_CALLER: '1', MAX_SUBSCRIPTIONS: '2' });
    const socket = await openSocket(here.url);
    socket.send(subscribe('a', QUERY));
    await here.feed.followed(1);
    await socket.next();
    socket.send(subscribe('b', QUERY));
    expect(await socket.next()).toMatchObject({
      ...{ id: 'b', type: 'error' },
      payload: [{ extensions: { code: 'SUBSCRIPTION_LIMIT', retryable: true } }],
    });
    const second = await openSocket(here.url);
    await expect(openSocket(here.url)).rejects.toThrow('503');
    for (const { socket: opened } of [socket, second]) opened.close();
  });

  it('is looked at whether it is alive', async () => {
    await using here = await openFeedGateway({ HEARTBEAT_MS: '50' });
    const alive = await openSocket(here.url);
    const silent = await openSocket(here.url);
    // It hears nothing any more, and so answers nothing.
    silent.socket.pause();
    alive.send(subscribe('a', QUERY));
    silent.send(subscribe('a', 'subscription { changed(kind: "MOVED") { kind } }'));
    await here.feed.begun(2);
    await here.feed.followed(1);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    for (const { socket } of [alive, silent]) socket.terminate();
  });
});
