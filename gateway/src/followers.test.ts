import { FEED_SDL, POSTS_SDL } from './testing/feed-graph.js';
import { openFeedGateway } from './testing/open-feed-gateway.js';
import { openSocket } from './testing/open-socket.js';

const QUERY = 'subscription ($after: String) { changed(after: $after) { person { name } } }';
const AGAIN = 'subscription ($after: String) { changed(after: $after) { kind } }';
const posts = { sdl: POSTS_SDL };
const grown = { feed: { sdl: `${FEED_SDL} type Extra { id: ID }` }, posts };
const without = (text: string) => ({ feed: { sdl: FEED_SDL.replace(text, '') }, posts });

describe('when the supergraph changes, a subscription', () => {
  it('goes on behind its last event, on the new one, and nobody hears of it', async () => {
    await using here = await openFeedGateway();
    const [some, others] = [await here.events(QUERY), await here.events(QUERY)];
    await here.feed.followed(1);
    here.feed.write();
    await Promise.all([some.next(), others.next()]);
    for (let round = 0; round < 6; round += 1) {
      expect(await here.change(round % 2 === 0 ? grown : { feed: { sdl: FEED_SDL }, posts })).toBe('switched');
      const cursor = here.feed.write();
      for (const events of [some, others]) expect((await events.next()).id).toBe(cursor);
    }
    await here.feed.followed(1);
    some.close();
    others.close();
    await here.feed.followed(0);
  });

  it('misses nothing that is written meanwhile', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(AGAIN, { after: 'c0' });
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        here.feed.write();
        await new Promise(setImmediate);
      }
    })();
    for (let round = 0; round < 10; round += 1)
      expect(await here.change(round % 2 === 0 ? grown : { feed: { sdl: FEED_SDL }, posts })).toBe('switched');
    isOver = true;
    await writing;
    const last = Number(here.feed.end.slice(1));
    for (let count = 1; count <= last; count += 1) expect((await events.next()).id).toBe(`c${count}`);
  });

  it('that does not fit any more hears why, and is over', async () => {
    await using here = await openFeedGateway();
    const [events, kept] = [await here.events(AGAIN), await here.events('subscription { changed { cursor } }')];
    const socket = await openSocket(here.url);
    socket.send({ id: 'a', type: 'subscribe', payload: { query: AGAIN } });
    await socket.next();
    await here.feed.followed(2);
    expect(await here.change(without('kind: String! '))).toBe('switched');
    const [refused, complete] = await events.rest();
    expect(JSON.parse(refused?.data ?? '').errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(complete?.event).toBe('complete');
    expect(await socket.next()).toMatchObject({ id: 'a', type: 'error' });
    await here.feed.followed(1);
    here.feed.write();
    expect((await kept.next()).id).toBe('c1');
    socket.socket.close();
  });

  it('that cannot be resumed is sent away, to come back', async () => {
    await using here = await openFeedGateway();
    const events = await here.events('subscription { ticked { count } }');
    await here.feed.followed(1);
    expect(await here.change(grown)).toBe('switched');
    expect(await events.rest()).toEqual([]);
    expect(here.told.at(-1)).toEqual({ kind: 'left', transport: 'events', reason: '1012' });
  });
});
