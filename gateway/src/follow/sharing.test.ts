import { type FeedGateway, openFeedGateway } from '../testing/open-feed-gateway.js';
import { authorizationOf } from '../testing/tokens.js';

const QUERY = 'subscription ($after: String) { changed(after: $after) { person { name } } }';
/** More than a lane keeps. */
const MANY = 300;

const write = ({ feed }: FeedGateway, count: number): void => {
  for (let index = 0; index < count; index += 1) feed.write();
};

const ids = async (events: { next(): Promise<{ readonly id: string | null }> }, count: number) => {
  const seen: (string | null)[] = [];
  while (seen.length < count) seen.push((await events.next()).id);
  return seen;
};

const cursors = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `c${from + index}`);

describe('equal subscriptions', () => {
  it('share one subscription of the subgraph, and what is asked of others for each event', async () => {
    await using here = await openFeedGateway();
    const all = await Promise.all(Array.from({ length: 100 }, () => here.events(QUERY)));
    await here.feed.followed(1);
    write(here, 3);
    for (const events of all) expect(await ids(events, 3)).toEqual(['c1', 'c2', 'c3']);
    expect([here.feed.subscribed.length, here.asked.length]).toEqual([1, 3]);
    expect(here.told.filter(({ kind }) => kind === 'followed')).toHaveLength(100);
    for (const events of all) events.close();
    await here.feed.followed(0);
  });

  it('are those with the same operation, whatever its text, its cursor and its other variables are called', async () => {
    await using here = await openFeedGateway();
    const texts = [
      QUERY,
      'subscription($x:String){changed(after:$x){person{name}}}',
      'subscription { changed { person { name } } }',
    ];
    const variables = [{ after: 'c0' }, { x: 'c0', y: 1 }, {}];
    const all = await Promise.all(texts.map((text, index) => here.events(text, variables[index])));
    write(here, 1);
    for (const events of all) expect((await events.next()).id).toBe('c1');
    // Who begins behind a cursor and who begins now meet at the first event.
    await here.feed.followed(1);
    write(here, 1);
    for (const events of all) expect((await events.next()).id).toBe('c2');
    expect(here.asked.length).toBeLessThanOrEqual(3);
  });

  it('are none where values, selections or rights differ', async () => {
    await using here = await openFeedGateway();
    const of = 'subscription ($kind: String) { changed(kind: $kind) { kind } }';
    await here.events(of, { kind: 'A' });
    await here.events(of, { kind: 'B' });
    await here.events(of, {});
    await here.events('subscription { changed { kind cursor } }');
    const authorization = await authorizationOf('somebody');
    await here.events(of, { kind: 'A' }, { authorization });
    await here.events(of, { kind: 'A' }, { authorization: await authorizationOf('somebody else') });
    await here.feed.followed(5);
    expect(here.feed.subscribed.map(({ principal }) => principal.role).filter((role) => role === 'PARTNER')).toEqual([
      'PARTNER',
    ]);
  });

  it('are none where only what is closed to the receiver differs: each is told what it has asked', async () => {
    await using here = await openFeedGateway();
    const maybe = 'subscription ($with: Boolean!) { changed { kind secret @include(if: $with) } }';
    const plain = await here.events('subscription { changed { kind } }');
    const closed = await here.events('subscription { changed { kind secret } }');
    const [yes, no] = [await here.events(maybe, { with: true }), await here.events(maybe, { with: false })];
    await here.feed.followed(4);
    here.feed.write();
    const told = { data: { changed: { kind: 'CREATED', secret: null } }, errors: [{ path: ['changed', 'secret'] }] };
    for (const events of [closed, yes]) expect(await events.result()).toMatchObject(told);
    for (const events of [plain, no])
      expect(await events.result()).toEqual({ data: { changed: { kind: 'CREATED' } }, extensions: { cursor: 'c1' } });
  });

  it('are those whose values are equal, in whichever order they are written', async () => {
    await using here = await openFeedGateway();
    const query = 'subscription ($kind: String, $after: String) { changed(kind: $kind, after: $after) { kind } }';
    await here.events(query, { kind: 'A', after: null });
    await here.events(query, { after: null, kind: 'A' });
    await here.events(query, { kind: 'A' });
    await here.events(query, { kind: null });
    await here.events(query, {});
    await here.feed.followed(3);
  });

  it('are joined behind a cursor among the latest events, without asking the subgraph', async () => {
    await using here = await openFeedGateway();
    const first = await here.events(QUERY);
    await here.feed.followed(1);
    write(here, 5);
    await ids(first, 5);
    const late = await here.events(QUERY, { after: 'c2' });
    expect(await ids(late, 3)).toEqual(['c3', 'c4', 'c5']);
    const begun = await here.events(QUERY, { after: 'c0' });
    expect(await ids(begun, 5)).toEqual(cursors(1, 5));
    write(here, 1);
    for (const events of [first, late, begun]) expect((await events.next()).id).toBe('c6');
    expect([here.feed.subscribed.length, here.asked.length]).toEqual([1, 6]);
  });

  it('are joined behind an older cursor by catching up, none missed and none twice', async () => {
    await using here = await openFeedGateway();
    const first = await here.events(QUERY);
    await here.feed.followed(1);
    write(here, MANY);
    await ids(first, MANY);
    const begins = [0, 0, 1, 9];
    const late = await Promise.all(begins.map((begin) => here.events(QUERY, { after: `c${begin}` })));
    for (const [index, begin] of begins.entries())
      expect(await ids(late[index] ?? first, MANY - begin)).toEqual(cursors(begin + 1, MANY));
    await here.feed.followed(1);
    write(here, 1);
    for (const events of [first, ...late]) expect((await events.next()).id).toBe(`c${MANY + 1}`);
  });

  it('are met by who comes back ahead of them', async () => {
    await using here = await openFeedGateway();
    write(here, MANY);
    const behind = await here.events(QUERY, { after: 'c0' });
    const ahead = await here.events(QUERY, { after: `c${MANY - 1}` });
    expect(await ids(ahead, 1)).toEqual([`c${MANY}`]);
    expect(await ids(behind, MANY)).toEqual(cursors(1, MANY));
    await here.feed.followed(1);
    write(here, 1);
    for (const events of [behind, ahead]) expect((await events.next()).id).toBe(`c${MANY + 1}`);
  });

  it('begin now, not where somebody else is who has still to catch up', async () => {
    await using here = await openFeedGateway();
    write(here, MANY);
    const behind = await here.events(QUERY, { after: 'c0' });
    const now = await here.events(QUERY);
    await ids(behind, MANY);
    await here.feed.followed(1);
    write(here, 1);
    expect((await now.next()).id).toBe(`c${MANY + 1}`);
    expect((await behind.next()).id).toBe(`c${MANY + 1}`);
  });
});

describe('what is not followed any more', () => {
  it('leaves nothing behind, after a hundred rounds', async () => {
    await using here = await openFeedGateway();
    for (let round = 0; round < 100; round += 1) {
      const events = await here.events(QUERY);
      await here.feed.followed(1);
      events.close();
      await here.feed.followed(0);
    }
    const kinds = here.told.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'left')).toHaveLength(100);
  });
});
