import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../harness/eventually.js';
import { confirmRecord, readRecords } from '../harness/press-authority.js';
import { type RunningCommand, runNode, runProgram } from '../harness/run-command.js';
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

/** The consumers of the examples, each writing into a file. */
const CONSUMERS: Readonly<Record<string, (file: string) => RunningCommand>> = {
  pulls: (file) => runNode(['docs/examples/feed-consumer/consumer.mjs', file, stack.url], { SECONDS: '0.02' }),
  'is pushed to, over a socket': (file) =>
    runNode(['--conditions=source', '--import', 'tsx', `${EXAMPLES}/subscriber.ts`, file, stack.url]),
  'is pushed to, by curl': (file) => runProgram('setsid', ['sh', `${EXAMPLES}/subscriber.sh`, file, stack.url]),
};
const EXAMPLES = 'docs/examples/feed-subscriber';

/** Ends a consumer, and what it has started itself, without warning. */
async function kill(consumer: RunningCommand): Promise<void> {
  try {
    process.kill(-consumer.pid, 'SIGKILL');
  } catch {
    consumer.signal('SIGKILL');
  }
  await consumer.ended;
}

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');

/** Confirms records, one after the other. */
async function confirmMany(): Promise<void> {
  for (const record of await readRecords(stack, CHANGES)) await confirmRecord(stack, record);
}

it.each(Object.keys(CONSUMERS))(
  'the consumer of the examples that %s has every change once and in order, however often it is killed',
  async (name) => {
    const follow = CONSUMERS[name] as (file: string) => RunningCommand;
    const file = join(folder, `${name}.ndjson`);
    const { data } = await stack.ask('{ spokespersonFeedCursor spokespersons(first: 1) { nodes { id } } }');
    await writeFile(file, `${JSON.stringify({ cursor: data.spokespersonFeedCursor })}\n`);
    const changes = confirmMany();
    for (const reached of [5, 20, 40]) {
      const consumer = follow(file);
      await eventually(
        () => linesOf(file),
        ({ length }) => length > reached,
      );
      await kill(consumer);
      // As if it had been ended in the middle of a line.
      await appendFile(file, '{"cursor": "half');
    }
    await changes;
    const last = follow(file);
    await eventually(
      () => linesOf(file),
      ({ length }) => length === CHANGES + 1,
    );
    await kill(last);
    const written = (await linesOf(file)).map((line) => JSON.parse(line));
    const pulled = await stack.ask(
      'query ($after: String) { spokespersonChanges(after: $after, first: 1000) { nodes { cursor } } }',
      { after: data.spokespersonFeedCursor },
    );
    expect(written.slice(1).map(({ cursor }) => cursor)).toEqual(
      pulled.data.spokespersonChanges.nodes.map(({ cursor }: { cursor: string }) => cursor),
    );
    expect(written[1]).toMatchObject({ kind: 'CONFIRMED', agency: { name: expect.any(String) } });
  },
);

it('says why it gets nothing, and tries again', async () => {
  const file = join(folder, 'alone.ndjson');
  await using consumer = runNode(['docs/examples/feed-consumer/consumer.mjs', file, 'http://127.0.0.1:9'], {
    SECONDS: '0.02',
  });
  await consumer.printed(/trying again/);
  expect(consumer.exitCode()).toBeNull();
});
