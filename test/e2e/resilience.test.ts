import type { SubgraphName } from '../../scripts/src/definitions.js';
import { FAULTS } from '../harness/fault-proxy.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];

/** Asks something of each of them, at the root. */
const QUERY = '{ country { uid name } reportedFigures { value } handbookEditions { edition } }';
const FIELDS: Readonly<Record<SubgraphName, string>> = {
  units: 'country',
  spokespersons: 'reportedFigures',
  training: 'handbookEditions',
};

let stack: ProcessStack;
beforeAll(async () => {
  // A short deadline, for a subgraph that hangs is what is tested, and long enough for a busy machine. An answer over 4 MiB is too long.
  stack = await startProcesses({ SUBGRAPH_TIMEOUT_MS: '2000', SUBGRAPH_MAX_ANSWER_BYTES: String(4 * 1024 * 1024) });
});
afterAll(() => stack[Symbol.asyncDispose]());

describe.each(NAMES)('a fault on the way to %s', (name) => {
  it.each(FAULTS)('%s: the rest arrives, with one typed error at the place that stays empty', async (fault) => {
    const whole = await stack.ask(QUERY);
    expect(whole.errors).toBeUndefined();
    const recover = stack.disturb(name, fault);
    const degraded = await stack.ask(QUERY);
    recover();
    expect(degraded.data).toEqual({ ...whole.data, [FIELDS[name]]: null });
    expect(degraded.errors).toHaveLength(1);
    const [{ path, extensions, message }] = degraded.errors ?? [];
    expect(path).toEqual([FIELDS[name]]);
    expect(extensions).toMatchObject({
      code: expect.stringMatching(/^SUBGRAPH_(UNAVAILABLE|TIMEOUT|BAD_ANSWER)$/),
      retryable: true,
      messageVi: expect.any(String),
      messageEn: message,
    });
    expect(JSON.stringify(degraded.errors)).not.toMatch(/127\.0\.0\.1|ECONN|\/srv\/|undici|stack/);
    // What comes after it is whole again.
    expect(await stack.ask(QUERY)).toEqual(whole);
  });
});

describe('a subgraph that was killed', () => {
  it('is answered around while it is away, and whole when it is back', async () => {
    const whole = await stack.ask(QUERY);
    const start = await stack.kill('spokespersons');
    const without = await stack.ask(QUERY);
    expect(without.data).toEqual({ ...whole.data, reportedFigures: null });
    expect(without.errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    await start();
    expect(await stack.ask(QUERY)).toEqual(whole);
  });
});

describe('a read', () => {
  it('is tried once more where its subgraph could not be reached', async () => {
    const recover = stack.disturb('training', 'refuse');
    stack.takeFetches();
    await stack.ask('{ handbookEditions { edition } }');
    recover();
    expect(stack.takeFetches()).toEqual({ training: 2 });
  });
});

describe('a subgraph that keeps failing', () => {
  it('is left alone, and asked again after its rest', async () => {
    await using strict = await startProcesses({ SUBGRAPH_BREAK_AFTER: '4', SUBGRAPH_REST_MS: '2000' });
    const recover = strict.disturb('training', 'status-500');
    const ask = () => strict.ask('{ handbookEditions { edition } }');
    const opened = strict.gateway.printed(/"event":"circuit","subgraph":"training","state":"open"/);
    for (let time = 0; time < 4; time += 1) await ask();
    await opened;
    strict.takeFetches();
    const { errors } = await ask();
    expect(errors?.[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
    expect(strict.takeFetches()).toEqual({});
    recover();
    const closed = strict.gateway.printed(/"event":"circuit","subgraph":"training","state":"closed"/);
    // A client that comes back, as it was told it may, is what closes the circuit.
    const asked: Promise<unknown>[] = [];
    const asking = setInterval(() => asked.push(ask()), 20);
    await closed;
    clearInterval(asking);
    await Promise.all(asked);
    expect((await ask()).errors).toBeUndefined();
  });
});
