import { ANONYMOUS } from '../identity/principal.js';
import { type ResilienceOptions, resilientClient } from './resilient.js';
import { FetchError, type FetchRequest, type SubgraphResponse } from './subgraph-client.js';

const OPTIONS: ResilienceOptions = { timeoutMs: 10_000, breakAfter: 3, restMs: 400 };
const ANSWER: SubgraphResponse = { data: { fine: true } };
const unavailable = (): FetchError => new FetchError('SUBGRAPH_UNAVAILABLE', new Error('refused'));

const request = (query = '{ fine }', signal = new AbortController().signal): FetchRequest => ({
  query,
  variables: () => ({}),
  principal: ANONYMOUS,
  signal,
  requestId: 'test',
});

/** A client that does one thing after the other, the last for ever, and counts how often it is asked. */
function client(...acts: readonly (() => Promise<SubgraphResponse>)[]) {
  const state = { asked: 0 };
  const execute = (): Promise<SubgraphResponse> => {
    const act = acts[Math.min(state.asked, acts.length - 1)];
    state.asked += 1;
    return act ? act() : Promise.reject(new Error('nothing to do'));
  };
  const subscribe = () => {
    throw new Error('nobody subscribes here');
  };
  return { state, inner: { execute, subscribe, close: () => Promise.resolve() } };
}

const fail = (error: Error) => () => Promise.reject(error);
const answer = () => Promise.resolve(ANSWER);

describe('a read', () => {
  it('is tried once more when its subgraph could not be reached', async () => {
    const { state, inner } = client(fail(unavailable()), answer);
    expect(await resilientClient(inner, OPTIONS).execute(request())).toEqual(ANSWER);
    expect(state.asked).toBe(2);
  });

  it('is tried once more, not for ever', async () => {
    const { state, inner } = client(fail(unavailable()));
    await expect(resilientClient(inner, OPTIONS).execute(request())).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    expect(state.asked).toBe(2);
  });

  it.each(['SUBGRAPH_BAD_ANSWER', 'SUBGRAPH_TIMEOUT'] as const)('is not tried again after %s', async (code) => {
    const { state, inner } = client(fail(new FetchError(code, new Error('no'))), answer);
    await expect(resilientClient(inner, OPTIONS).execute(request())).rejects.toMatchObject({ code });
    expect(state.asked).toBe(1);
  });

  it('has one budget for both tries', async () => {
    const deadlines: (number | undefined)[] = [];
    const execute = (_request: FetchRequest, deadline?: number) => {
      deadlines.push(deadline);
      return deadlines.length === 1 ? Promise.reject(unavailable()) : answer();
    };
    const before = performance.now();
    expect(await resilientClient({ ...client().inner, execute }, OPTIONS).execute(request())).toEqual(ANSWER);
    const [first = 0, second] = deadlines;
    expect(second).toBe(first);
    expect(first).toBeGreaterThanOrEqual(before + OPTIONS.timeoutMs);
    expect(first).toBeLessThanOrEqual(performance.now() + OPTIONS.timeoutMs);
  });
});

describe('a mutation', () => {
  it.each([
    'mutation { add }',
    'mutation Add__posts__0($by:Int){add(by:$by)}',
    '# a comment\nmutation{add}',
    'fragment F on Sum { value } mutation { add { ...F } }',
    'query Q { fine } mutation M { add }',
  ])('is never sent twice: %s', async (query) => {
    const { state, inner } = client(fail(unavailable()), answer);
    await expect(resilientClient(inner, OPTIONS).execute(request(query))).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    expect(state.asked).toBe(1);
  });
});

describe('a subgraph that keeps failing', () => {
  const mutation = request('mutation { add }');

  it('is left alone, and asked again after its rest', async () => {
    const { state, inner } = client(...Array.from({ length: 3 }, () => fail(unavailable())), answer);
    const states: string[] = [];
    let resting: Promise<void> | null = null;
    const resilient = resilientClient(inner, {
      ...OPTIONS,
      onCircuit: (circuit) => {
        states.push(circuit);
        resting ??= new Promise((resolve) => setTimeout(resolve, 2 * OPTIONS.restMs));
      },
    });
    for (let time = 0; time < 3; time += 1) await expect(resilient.execute(mutation)).rejects.toThrow();
    expect(states).toEqual(['open']);
    await expect(resilient.execute(mutation)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(state.asked).toBe(3);
    await resting;
    expect(await resilient.execute(mutation)).toEqual(ANSWER);
    expect(states).toEqual(['open', 'closed']);
  });

  it('is not blamed for callers who went away', async () => {
    let current = new AbortController();
    const leave = () => {
      current.abort();
      return Promise.reject(unavailable());
    };
    const { state, inner } = client(...Array.from({ length: 6 }, () => leave), answer);
    const resilient = resilientClient(inner, OPTIONS);
    for (let time = 0; time < 6; time += 1) {
      current = new AbortController();
      await expect(resilient.execute(request('mutation { add }', current.signal))).rejects.toThrow();
    }
    expect(state.asked).toBe(6);
    expect(await resilient.execute(mutation)).toEqual(ANSWER);
  });
});
