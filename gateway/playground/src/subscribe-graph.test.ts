import { once } from 'node:events';
import { LiveListStore } from './live-list-store.js';
import { subscribeGraph } from './subscribe-graph.js';

/** Subscribes as GraphiQL does, to what a test writes; `said` has what GraphiQL is told, and `news` tells of it. */
function subscribe() {
  const written = new TransformStream<Uint8Array, Uint8Array>();
  const writer = written.writable.getWriter();
  const store = new LiveListStore(() => new Date(0));
  const said: unknown[] = [];
  const news = new EventTarget();
  const say = (what: unknown): void => {
    said.push(what);
    news.dispatchEvent(new Event('said'));
  };
  const signals: AbortSignal[] = [];
  const open = async (_cursor: string | null, signal: AbortSignal): Promise<Response> => {
    signals.push(signal);
    return new Response(written.readable, { headers: { 'content-type': 'text/event-stream' } });
  };
  const { unsubscribe } = subscribeGraph(open, store).subscribe({
    next: say,
    error: say,
    complete: () => say('complete'),
  });
  const write = async (text: string): Promise<void> => {
    const heard = once(news, 'said');
    await writer.write(new TextEncoder().encode(text));
    await heard;
  };
  return { store, said, signals, unsubscribe, write, writer };
}

describe('a subscription as GraphiQL follows it', () => {
  it('is an answer for each event, and is over with the subscription; the list has them all', async () => {
    const { store, said, write } = subscribe();
    await write('event: next\ndata: {"data":{"a":1}}\n\n');
    await write('event: next\ndata: {"data":{"a":2}}\n\n');
    await write('event: complete\ndata:\n\n');
    expect(said).toEqual([{ data: { a: 1 } }, { data: { a: 2 } }, 'complete']);
    expect(store.shown()).toMatchObject({ state: 'ended', count: 2 });
  });

  it('is one answer of all that come at once, which the list has', async () => {
    const { store, said, write } = subscribe();
    await write('event: next\ndata: {"data":{"a":1}}\n\nevent: next\ndata: {"data":{"a":2}}\n\n');
    expect(said).toEqual([{ data: { a: 2 } }]);
    expect(store.shown()).toMatchObject({ state: 'following', count: 2 });
  });

  it('is let go of when it is stopped, and says nothing more', async () => {
    const { store, said, signals, unsubscribe, write, writer } = subscribe();
    await write('event: next\ndata: {"data":{"a":1}}\n\n');
    unsubscribe();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await writer.write(new TextEncoder().encode('event: next\ndata: {"data":{"a":2}}\n\n')).catch(() => undefined);
    // The stream is let go of, once whoever reads it has seen that it was stopped.
    await writer.closed.catch(() => undefined);
    expect(said).toEqual([{ data: { a: 1 } }]);
    expect(store.shown()).toMatchObject({ state: 'stopped', count: 1 });
  });
});
