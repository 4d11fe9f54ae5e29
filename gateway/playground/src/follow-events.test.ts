import { followEvents, type Step } from './follow-events.js';

const event = (id: string): string => `event: next\nid: ${id}\ndata: {"data":{"at":"${id}"}}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';

const stream = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
const brokenOff = (text: string): Response => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new TypeError('network error')),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};
const away = (): never => {
  throw new TypeError('Failed to fetch');
};

const wordsOf = (step: Step): readonly unknown[] =>
  step.kind === 'events' ? step.results.map(({ data }) => data?.at) : [step.kind];

/** Follows connections that are given beforehand; says the steps, behind what each was opened, and how long was waited. */
async function follow(...connections: readonly (() => Response)[]) {
  const cursors: (string | null)[] = [];
  const waits: number[] = [];
  const stopping = new AbortController();
  const steps: Step[] = [];
  const following = followEvents({
    open: async (cursor) => {
      const connection = connections[cursors.push(cursor) - 1];
      if (connection !== undefined) return connection();
      stopping.abort();
      throw stopping.signal.reason;
    },
    wait: async (ms) => void waits.push(ms),
    signal: stopping.signal,
  });
  for await (const step of following) steps.push(step);
  return { steps, said: steps.flatMap(wordsOf), cursors, waits };
}

describe('following events', () => {
  it('ends with the subscription, and opens no other connection', async () => {
    const { said, cursors } = await follow(() => stream(event('c1') + event('c2') + COMPLETE + event('c3')));
    expect(said).toEqual(['opened', 'c1', 'c2', 'ended']);
    expect(cursors).toEqual([null]);
  });

  it('comes back behind the last cursor, after the wait it was told', async () => {
    const { said, cursors, waits } = await follow(
      () => stream(`retry: 1234\n\nid: c0\n\n${event('c1')}`),
      () => stream(`retry: 2345\n\n${event('c2')}`),
      () => stream(COMPLETE),
    );
    expect(said).toEqual(['opened', 'c1', 'lost', 'opened', 'c2', 'lost', 'opened', 'ended']);
    expect(cursors).toEqual([null, 'c1', 'c2']);
    expect(waits).toEqual([1234, 2345]);
  });

  it('comes back behind where it began, when it is cut off before anything has happened', async () => {
    const { cursors } = await follow(
      () => stream('id: c0\n\n'),
      () => stream(COMPLETE),
    );
    expect(cursors).toEqual([null, 'c0']);
  });

  it('comes back from a connection that breaks off, and while the gateway is away', async () => {
    const { said, cursors } = await follow(
      () => brokenOff(event('c1')),
      away,
      away,
      () => stream(COMPLETE),
    );
    expect(said).toEqual(['opened', 'c1', 'lost', 'lost', 'lost', 'opened', 'ended']);
    expect(cursors).toEqual([null, 'c1', 'c1', 'c1']);
  });

  it.each([429, 502, 503])('waits for a gateway that says %i when it comes back', async (status) => {
    const full = () => new Response('', { status });
    const { said, cursors } = await follow(
      () => stream(event('c1')),
      full,
      () => stream(COMPLETE),
    );
    expect(said).toEqual(['opened', 'c1', 'lost', 'lost', 'opened', 'ended']);
    expect(cursors).toEqual([null, 'c1', 'c1']);
  });

  it('says so when the gateway is away at the beginning', async () => {
    const { steps, cursors } = await follow(away);
    expect(steps).toMatchObject([{ kind: 'refused', result: { errors: [{ message: /Failed to fetch/ }] } }]);
    expect(cursors).toHaveLength(1);
  });

  it.each([
    ['with errors', '{"errors":[{"message":"Too many."}]}', /^Too many\.$/],
    ['with something that is not GraphQL', '<html>', /HTTP 400.*<html>/],
  ])('stops where it is refused %s, also when it comes back', async (_how, text, message) => {
    const refusal = () => new Response(text, { status: 400 });
    const refused = { kind: 'refused', result: { errors: [{ message: expect.stringMatching(message) }] } };
    expect((await follow(refusal)).steps).toMatchObject([refused]);
    expect((await follow(() => stream(''), refusal)).steps).toMatchObject([
      { kind: 'opened' },
      { kind: 'lost' },
      refused,
    ]);
  });

  it('shows an event that is not GraphQL as an error, and goes on', async () => {
    const { steps } = await follow(() => stream(`event: next\ndata: <html>\n\n${COMPLETE}`));
    expect(steps).toMatchObject([
      { kind: 'opened' },
      { kind: 'events', results: [{ errors: [{ message: expect.stringContaining('<html>') }] }] },
      { kind: 'ended' },
    ]);
  });

  it('is stopped while it waits for events, without a word', async () => {
    const stopping = new AbortController();
    const body = new ReadableStream({
      start: (controller) => stopping.signal.addEventListener('abort', () => controller.error(stopping.signal.reason)),
    });
    const following = followEvents({
      open: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
      wait: () => Promise.reject(new Error('waited')),
      signal: stopping.signal,
    });
    expect(await following.next()).toEqual({ done: false, value: { kind: 'opened' } });
    const next = following.next();
    stopping.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
