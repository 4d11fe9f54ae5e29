import { openFeedGateway } from '../testing/open-feed-gateway.js';

const QUERY = 'subscription ($after: String) { changed(after: $after) { person { name } } }';
const failure = (code: string, retryable: boolean) => ({ message: code, extensions: { code, retryable } });
const PASSING = { errors: [failure('INTERNAL_SERVER_ERROR', true)] };

describe('a source that is lost', () => {
  it('is followed on behind the last event, and nobody hears of it', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    for (let round = 1; round <= 5; round += 1) {
      here.feed.write();
      expect((await events.next()).id).toBe(`c${2 * round - 1}`);
      here.feed.break();
      here.feed.write();
      expect((await events.next()).id).toBe(`c${2 * round}`);
    }
    expect(here.feed.subscribed).toHaveLength(6);
  });

  it('is followed on from where it began, when it is lost before its first event', async () => {
    await using here = await openFeedGateway();
    here.feed.write();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    here.feed.break();
    here.feed.write();
    expect((await events.next()).id).toBe('c2');
    expect(here.feed.subscribed.map(({ variables }) => variables.after_)).toEqual(['c1', 'c1']);
  });

  it('is asked again while what it answers may pass', async () => {
    await using here = await openFeedGateway();
    here.feed.refusal = PASSING;
    const events = await here.events(QUERY);
    await here.feed.begun(3);
    here.feed.refusal = null;
    await here.feed.followed(1);
    here.feed.write();
    expect((await events.next()).id).toBe('c1');
  });

  it.each(['ticked { count }', 'unplaced { kind }'])(
    'that could have missed something is cut off: %s',
    async (field) => {
      await using here = await openFeedGateway();
      const events = await here.events(`subscription { ${field} }`);
      await here.feed.followed(1);
      here.feed.break();
      expect(await events.rest()).toEqual([]);
      expect(here.told.at(-1)).toEqual({ kind: 'left', transport: 'events', reason: '4510' });
    },
  );

  it('refuses to go on: the receiver hears why', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    here.feed.refusal = { errors: [failure('CURSOR_EXPIRED', false)] };
    here.feed.break();
    expect((await events.result()).errors[0].extensions.code).toBe('CURSOR_EXPIRED');
    expect((await events.next()).event).toBe('complete');
  });
});

describe('a source that stays away', () => {
  it('is given up: its receivers are sent away, to come back', async () => {
    await using here = await openFeedGateway({ SOURCE_PATIENCE_MS: '200' });
    here.feed.refusal = PASSING;
    const events = await here.events(QUERY);
    expect(await events.rest()).toEqual([]);
    expect(here.told.at(-1)).toEqual({ kind: 'left', transport: 'events', reason: '4510' });
  });
});

describe('an event', () => {
  it('at which the source failed is fetched anew, and comes once', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    here.feed.spoiled.push({ data: null, ...PASSING });
    here.feed.write();
    here.feed.write();
    expect(await events.result()).toEqual({
      data: { changed: { person: { name: 'name 1' } } },
      extensions: { cursor: 'c1' },
    });
    expect((await events.next()).id).toBe('c2');
  });

  it('at which the source keeps failing goes out as it is, and holds up no other', async () => {
    await using here = await openFeedGateway({ SOURCE_PATIENCE_MS: '800' });
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    for (let time = 0; time < 50; time += 1) here.feed.spoiled.push({ data: null, ...PASSING });
    here.feed.write();
    const { id, data } = await events.next();
    here.feed.spoiled.length = 0;
    expect([id, JSON.parse(data)]).toMatchObject([
      null,
      { data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    ]);
    here.feed.write();
    expect((await events.next()).id).toBe('c2');
  });

  it('waits a while for what other subgraphs know of it', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    here.feed.unknown = 2;
    here.feed.write();
    expect(await events.result()).toEqual({
      data: { changed: { person: { name: 'name 1' } } },
      extensions: { cursor: 'c1' },
    });
    expect(here.asked).toHaveLength(3);
  });

  it('goes out without what other subgraphs do not tell, in its order', async () => {
    await using here = await openFeedGateway();
    const events = await here.events(QUERY);
    await here.feed.followed(1);
    here.feed.unknown = 3;
    here.feed.write();
    here.feed.write();
    expect(await events.result()).toMatchObject({
      data: { changed: { person: { name: null } } },
      errors: [{ path: ['changed', 'person'], extensions: { code: 'NOT_READY' } }],
      extensions: { cursor: 'c1' },
    });
    expect((await events.next()).id).toBe('c2');
  });
});
