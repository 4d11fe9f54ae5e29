import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../harness/eventually.js';
import { type RunningCommand, runNode } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';

const CHANGES = 60;

let folder: string;
let stack: Stack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phat-ngon-consumer-'));
  stack = await startStack();
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const follow = (file: string): RunningCommand =>
  runNode(['docs/examples/feed-consumer/consumer.mjs', file, stack.url], { SECONDS: '0.02' });

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');

/** Confirms records, one after the other. */
async function confirmMany(): Promise<void> {
  const token = await stack.token({ role: 'AUTHORITY', sub: 'co-quan-thu', costLimit: null });
  const { data } = await stack.ask(`{ spokespersons(first: ${CHANGES}) { nodes { uid version } } }`, {}, token);
  for (const { uid: spokesperson, version: expectedVersion } of data.spokespersons.nodes) {
    const { data: done } = await stack.ask(
      'mutation ($input: ConfirmSpokespersonInput!) { confirmSpokesperson(input: $input) { userErrors { code } } }',
      { input: { spokesperson, expectedVersion } },
      token,
    );
    expect(done.confirmSpokesperson.userErrors).toEqual([]);
  }
}

it('the consumer of the examples has every change once and in order, however often it is killed', async () => {
  const file = join(folder, 'changes.ndjson');
  const { data } = await stack.ask('{ spokespersonFeedCursor spokespersons(first: 1) { nodes { id } } }');
  await writeFile(file, `${JSON.stringify({ cursor: data.spokespersonFeedCursor })}\n`);
  const changes = confirmMany();
  for (const reached of [5, 20, 40]) {
    await using consumer = follow(file);
    await eventually(
      () => linesOf(file),
      ({ length }) => length > reached,
    );
    consumer.signal('SIGKILL');
    await consumer.ended;
    // As if it had been ended in the middle of a line.
    await appendFile(file, '{"cursor": "half');
  }
  await changes;
  await using _consumer = follow(file);
  await eventually(
    () => linesOf(file),
    ({ length }) => length === CHANGES + 1,
  );
  const written = (await linesOf(file)).map((line) => JSON.parse(line));
  const pulled = await stack.ask(
    'query ($after: String) { spokespersonChanges(after: $after, first: 1000) { nodes { cursor } } }',
    { after: data.spokespersonFeedCursor },
  );
  expect(written.slice(1).map(({ cursor }) => cursor)).toEqual(
    pulled.data.spokespersonChanges.nodes.map(({ cursor }: { cursor: string }) => cursor),
  );
  expect(written[1]).toMatchObject({ kind: 'CONFIRMED', agency: { name: expect.any(String) } });
});

it('says why it gets nothing, and tries again', async () => {
  const file = join(folder, 'alone.ndjson');
  await using consumer = runNode(['docs/examples/feed-consumer/consumer.mjs', file, 'http://127.0.0.1:9'], {
    SECONDS: '0.02',
  });
  await consumer.printed(/trying again/);
  expect(consumer.exitCode()).toBeNull();
});
