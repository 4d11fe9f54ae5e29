import { NO_LIST } from './live-list.js';
import { LiveListStore } from './live-list-store.js';

const EVENT = { kind: 'events', results: [{ data: { a: 1 } }] } as const;

const openedIn = (tab: string): LiveListStore => {
  const store = new LiveListStore(() => new Date(0));
  store.openTab(tab);
  return store;
};

describe('the live list of the page', () => {
  it('tells whoever shows it of each change, until they leave', () => {
    const store = openedIn('one');
    const counts: number[] = [];
    const leave = store.subscribe(() => counts.push(store.shown().count));
    const writer = store.begin();
    writer.write(EVENT);
    leave();
    writer.write(EVENT);
    expect(counts).toEqual([0, 1]);
    expect(store.shown().count).toBe(2);
  });

  it('is shown in the tab in which it was begun, and says in another that it is still followed', () => {
    const store = openedIn('one');
    const writer = store.begin();
    writer.write(EVENT);
    expect([store.openTab('two'), store.shown()]).toEqual([true, NO_LIST]);
    writer.stop();
    expect(store.openTab('three')).toBe(false);
    expect([store.openTab('one'), store.shown().state, store.shown().count]).toEqual([false, 'stopped', 1]);
  });

  it('hears no more of a subscription once another has begun', () => {
    const store = openedIn('one');
    const before = store.begin();
    store.begin();
    before.write(EVENT);
    before.stop();
    expect(store.shown()).toEqual({ ...NO_LIST, state: 'connecting' });
  });

  it('is emptied while it goes on, and goes once it does not', () => {
    const store = openedIn('one');
    const writer = store.begin();
    writer.write({ kind: 'opened' });
    writer.write(EVENT);
    store.clear();
    expect(store.shown()).toEqual({ ...NO_LIST, state: 'following' });
    writer.write({ kind: 'ended' });
    writer.stop();
    expect(store.shown().state).toBe('ended');
    store.clear();
    expect(store.shown()).toBe(NO_LIST);
  });

  it('makes room for another answer in its own tab alone', () => {
    const store = openedIn('one');
    store.begin().write(EVENT);
    store.openTab('two');
    store.leave();
    store.openTab('one');
    expect(store.shown().count).toBe(1);
    store.leave();
    expect(store.shown()).toBe(NO_LIST);
  });
});
