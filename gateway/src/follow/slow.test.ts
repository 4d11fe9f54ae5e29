import { connect, type Socket } from 'node:net';
import { openFeedGateway } from '../testing/open-feed-gateway.js';
import { openSocket } from '../testing/open-socket.js';

const QUERY = 'subscription { changed(after: "c0") { kind text } }';
const LONG = 'x'.repeat(64 * 1024);

/** Asks for events, and does not read what comes. */
function askAndPause(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query: QUERY });
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.pause();
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        () => resolve(socket),
      );
    });
  });
}

describe('a receiver that is too slow', () => {
  it('is cut off once too much waits for it, and holds up no other', async () => {
    await using here = await openFeedGateway({ MAX_WAITING_BYTES: '500000' });
    const slow = await askAndPause(here.url);
    const quick = await here.events(QUERY);
    await here.feed.followed(1);
    const cut = () => here.told.some((event) => event.kind === 'left' && event.reason === '4511');
    let last = 0;
    while (!cut()) {
      here.feed.write('LONG', LONG);
      last += 1;
      expect((await quick.next()).id).toBe(`c${last}`);
    }
    here.feed.write();
    expect((await quick.next()).id).toBe(`c${last + 1}`);
    slow.destroy();
  });

  it('finds all that it has missed when it comes back: nothing was skipped', async () => {
    await using here = await openFeedGateway({ MAX_WAITING_BYTES: '500000' });
    const slow = await openSocket(here.url);
    slow.send({ id: 'a', type: 'subscribe', payload: { query: QUERY } });
    slow.socket.pause();
    const quick = await here.events(QUERY);
    await here.feed.followed(1);
    let last = 0;
    while (!here.told.some((event) => event.kind === 'left' && event.reason === '4511')) {
      here.feed.write('LONG', LONG);
      last += 1;
      await quick.next();
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(4511);
    const seen: string[] = [];
    for (let message = await slow.next().catch(() => null); message; message = await slow.next().catch(() => null))
      if (message.type === 'next') seen.push(message.payload.extensions.cursor);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => `c${index + 1}`));
    const again = await here.events(`subscription { changed(after: "${seen.at(-1) ?? 'c0'}") { kind text } }`);
    for (let next = seen.length + 1; next <= last; next += 1) expect((await again.next()).id).toBe(`c${next}`);
  });

  it('alone makes the source wait, not the memory grow', async () => {
    await using here = await openFeedGateway({ MAX_WAITING_BYTES: '500000' });
    for (let count = 0; count < 400; count += 1) here.feed.write('LONG', LONG);
    const slow = await askAndPause(here.url);
    await here.feed.followed(1);
    const other = await here.events('subscription { changed(after: "c0") { cursor } }');
    for (let count = 1; count <= 400; count += 1) expect((await other.next()).id).toBe(`c${count}`);
    const [[, taken = 0] = []] = here.feed.taken;
    expect(taken).toBeLessThan(200);
    expect(here.told.some(({ kind }) => kind === 'left')).toBe(false);
    let bytes = 0;
    slow.on('data', (chunk) => {
      bytes += chunk.length;
    });
    slow.resume();
    while (bytes < 400 * LONG.length) await new Promise(setImmediate);
    expect(here.told.some(({ kind }) => kind === 'left')).toBe(false);
    slow.destroy();
  });
});
