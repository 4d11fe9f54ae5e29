/**
 * The feeds, through a gateway that nobody here wrote: `npm run test:peer -- --changes N`. The peer stands before the product's own
 * subgraphs beside ours; records are confirmed, and both gateways are to deliver the same events, with what other subgraphs know. Listens on
 * the loopback alone and ends by itself. Closes with `changes N, alike N`; exit code 1 for an event that differs or does not come.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { signAsGateway } from '@phat-ngon/kit/testing';
import { openEvents } from '../../gateway/src/testing/event-source.js';
import { feedCursor } from '../harness/feed-cursor.js';
import { confirmRecord, readRecords } from '../harness/press-authority.js';
import { leaveNothingBehind } from '../harness/run-command.js';
import { IDENTITY_SECRET } from '../harness/stack.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';
import { startGateway } from './gateways.js';
import { installPeer } from './install-peer.js';
import { productSupergraph } from './product-supergraph.js';

const FEED = `subscription ($after: String) { spokespersonChanged(after: $after) {
  cursor kind cause version at changedFields
  agency { id name unit { qualifiedName } trained }
  spokesperson { uid fullName } } }`;

/** @throws Error for what is no number. */
function readChanges(): number {
  const { values } = parseArgs({ options: { changes: { type: 'string', default: '20' } } });
  if (!/^[1-9]\d{0,2}$/.test(values.changes)) throw new Error(`--changes: expected 1 to 999, not ${values.changes}`);
  return Number(values.changes);
}

/** The supergraph of the product, with the addresses of subgraphs that run. */
async function supergraphOf({ proxies }: ProcessStack, folder: string): Promise<string> {
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, await productSupergraph((name) => `${proxies[name].url}/graphql`));
  return file;
}

async function main(changes: number): Promise<void> {
  await installPeer();
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-peer-'));
  try {
    await using stack = await startProcesses();
    const signed = await signAsGateway(new TextEncoder().encode(IDENTITY_SECRET), { role: 'NONE' });
    const supergraph = await supergraphOf(stack, folder);
    await using peer = await startGateway('hive', { supergraph, identity: { secret: IDENTITY_SECRET, signed } });
    const question = { query: FEED, variables: { after: await feedCursor(stack) } };
    const followed = await Promise.all([stack.url, new URL(peer.url).origin].map((url) => openEvents(url, question)));
    for (const [index, { status, rest }] of followed.entries())
      if (status !== 200)
        throw new Error(`${index === 0 ? 'ours' : 'theirs'}: ${status} ${JSON.stringify(await rest())}`);
    let alike = 0;
    for (const record of await readRecords(stack, changes)) {
      await confirmRecord(stack, record);
      const [ours, theirs] = await Promise.all(followed.map((events) => events.result()));
      // Where an event lies is told in the result's extensions by ours alone; the data are the graph's.
      if (ours.data !== undefined && isDeepStrictEqual(ours.data, theirs.data)) alike += 1;
      else process.stderr.write(`ours ${JSON.stringify(ours)}\ntheirs ${JSON.stringify(theirs)}\n`);
    }
    for (const events of followed) events.close();
    process.stdout.write(`changes ${changes}, alike ${alike}\n`);
    if (alike < changes) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

leaveNothingBehind();
await main(readChanges());
