import type { EndSignal } from './ending.js';
import { InFlight } from './in-flight.js';
import { timeUp } from './time-up.js';

/** Work that ends when it is told to. */
function work() {
  const begun: EndSignal[] = [];
  let finish: (value: string) => void = () => undefined;
  const result = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const begin = (signal: EndSignal): Promise<string> => {
    begun.push(signal);
    return result;
  };
  return { begun, begin, finish: (value: string) => finish(value) };
}

const NEVER = new AbortController().signal;

describe('work that is under way', () => {
  it('is begun once for all who want the same meanwhile, and anew for who comes later', async () => {
    const flights = new InFlight<string>();
    const first = work();
    const both = [flights.join('a', NEVER, first.begin), flights.join('a', NEVER, first.begin)];
    const other = flights.join('b', NEVER, async () => 'b');
    first.finish('a');
    expect(await Promise.all(both)).toEqual(['a', 'a']);
    expect(await other).toBe('b');
    expect(first.begun).toHaveLength(1);
    expect(await flights.join('a', NEVER, async () => 'again')).toBe('again');
  });

  it('fails for all of them, and is begun anew', async () => {
    const flights = new InFlight<string>();
    const fail = async (): Promise<string> => {
      throw new Error('failed');
    };
    const both = await Promise.allSettled([flights.join('a', NEVER, fail), flights.join('a', NEVER, fail)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flights.join('a', NEVER, async () => 'again')).toBe('again');
  });

  it('goes on while somebody wants it, and ends when the last has gone: who comes then begins anew', () => {
    const flights = new InFlight<string>();
    const { begun, begin } = work();
    const callers = [new AbortController(), new AbortController()];
    for (const { signal } of callers) void flights.join('a', signal, begin);
    callers[0]?.abort();
    expect(begun.map(({ aborted }) => aborted)).toEqual([false]);
    callers[1]?.abort('gone');
    expect(begun.map(({ aborted, reason }) => [aborted, reason])).toEqual([[true, 'gone']]);
    void flights.join('a', NEVER, begin);
    expect(begun.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('is copied for each who wants it, where one would change what is another has', async () => {
    const flights = new InFlight<{ n: number }>({ copy: (value) => ({ ...value }) });
    const made = { n: 1 };
    const [first, second] = await Promise.all([1, 2].map(() => flights.join('a', NEVER, async () => made)));
    expect([first, second]).toEqual([made, made]);
    expect(first).not.toBe(second);
    expect(await flights.join('a', NEVER, async () => made)).toBe(made);
  });

  it.each([
    [true, [true]],
    [false, [false]],
  ])('ends, or not, when the time of one of them is up: %s', (endsWithFirst, aborts) => {
    const flights = new InFlight<string>({ endsWithFirst });
    const { begun, begin } = work();
    const caller = new AbortController();
    void flights.join('a', caller.signal, begin);
    void flights.join('a', NEVER, begin);
    caller.abort(timeUp());
    expect(begun.map(({ aborted }) => aborted)).toEqual(aborts);
  });

  it('is no more the affair of one who goes, where that is told at once', async () => {
    const flights = new InFlight<string>({ leave: () => new Error('left') });
    const { begin, finish } = work();
    const caller = new AbortController();
    const [left, other] = [flights.join('a', caller.signal, begin), flights.join('a', NEVER, begin)];
    caller.abort();
    await expect(left).rejects.toThrow('left');
    finish('a');
    expect(await other).toBe('a');
  });

  it('is left by whoever has gone before it asks', () => {
    const flights = new InFlight<string>();
    const { begun, begin } = work();
    void flights.join('a', AbortSignal.abort(), begin);
    expect(begun.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
