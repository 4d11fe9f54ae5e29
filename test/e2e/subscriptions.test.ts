import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openEvents } from '../../gateway/src/testing/event-source.js';
import { feedCursor } from '../harness/feed-cursor.js';
import { confirmOften, type ReadRecord, readRecords } from '../harness/press-authority.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ DRAIN_MS: '0' });
});
afterAll(() => stack[Symbol.asyncDispose]());

const SELECTION =
  '{ kind cause version spokesperson { uid } agency { name unit { name } trainingRegistrations { id } } }';
const QUERY = `subscription ($after: String, $filter: ChangeFilter) { spokespersonChanged(after: $after, filter: $filter) ${SELECTION} }`;
const PULL = `query ($after: String, $filter: ChangeFilter) { spokespersonChanges(after: $after, filter: $filter) { nodes ${SELECTION} } }`;

/** Confirms a record of some kind so often. */
async function confirm(times: number, filter: object = { within: 'p01-1' }): Promise<void> {
  const [record] = await readRecords(stack, 1, filter);
  await confirmOften(stack, record as ReadRecord, times);
}

describe('the feeds, pushed through the gateway', () => {
  it('tell the same as they do when they are pulled, over both transports, with the rest of the graph', async () => {
    const [after, filter] = [await feedCursor(stack), { within: 'p01-1', kind: ['CONFIRMED'] }];
    const client = createClient({ url: `${stack.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const sockets = client.iterate<{ spokespersonChanged: object }>({ query: QUERY, variables: { after, filter } });
    const events = await openEvents(stack.url, { query: QUERY, variables: { after, filter } });
    await confirm(3);
    await confirm(1, { tier: ['CENTRAL'] });
    await confirm(2);
    const pushed: (readonly unknown[])[] = [];
    for (let count = 0; count < 5; count += 1)
      pushed.push([
        (await sockets.next()).value?.data?.spokespersonChanged,
        (await events.result()).data.spokespersonChanged,
      ]);
    const { data } = await stack.ask(PULL, { after, filter });
    expect(data.spokespersonChanges.nodes).toHaveLength(5);
    expect(data.spokespersonChanges.nodes[0]).toMatchObject({
      kind: 'CONFIRMED',
      agency: { unit: { name: expect.any(String) } },
    });
    expect(pushed).toEqual(data.spokespersonChanges.nodes.map((change: object) => [change, change]));
    events.close();
    await client.dispose();
  });

  it('go on behind the last change when the subgraph is lost, and nobody hears of it', async () => {
    const after = await feedCursor(stack);
    const events = await openEvents(stack.url, { query: QUERY, variables: { after } });
    for (let round = 0; round < 3; round += 1) {
      await confirm(2);
      const restore = stack.fail('spokespersons');
      expect((await stack.ask('{ spokespersonFeedCursor }')).errors).toHaveLength(1);
      restore();
      await confirm(2);
    }
    const versions: number[] = [];
    while (versions.length < 12) versions.push((await events.result()).data.spokespersonChanged.version);
    expect(versions).toEqual(Array.from({ length: 12 }, (_, index) => (versions[0] ?? 0) + index));
    events.close();
  });

  it('of units and of training are there too', async () => {
    const { data } = await stack.ask(
      '{ unitChanges(first: 1) { nodes { cursor } } trainingChanges(first: 1) { nodes { cursor } } }',
    );
    for (const [field, changes] of [
      ['unitChanged', data.unitChanges],
      ['trainingChanged', data.trainingChanges],
    ]) {
      const [{ cursor: after }] = changes.nodes;
      const query = `subscription ($after: String) { ${field}(after: $after) { kind cursor } }`;
      const events = await openEvents(stack.url, { query, variables: { after } });
      expect(await events.result()).toMatchObject({ data: { [field]: { kind: expect.any(String) } } });
      events.close();
    }
  });

  it('say what is wrong with a cursor', async () => {
    const { data } = await stack.ask('{ unitFeedCursor }');
    const events = await openEvents(stack.url, { query: QUERY, variables: { after: data.unitFeedCursor } });
    expect((await events.result()).errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argument: 'after' } }]);
    expect((await events.next()).event).toBe('complete');
  });
});
