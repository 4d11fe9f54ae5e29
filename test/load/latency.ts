/**
 * From commit to delivery: `npm run test:latency -- --changes N`, on processes, MariaDB and NATS, with two replicas of the subgraph: one
 * may write what the other delivers. Changes one at a time, each after the one before has arrived; with the bus, and by the poll
 * alone. Counted from the instant that the change bears, which lies before its commit. Listens on the loopback alone and ends by itself.
 * Prints its figures as JSON; exit code 1 where they are not what is promised.
 */
import { parseArgs } from 'node:util';
import { openEvents } from '../../gateway/src/testing/event-source.js';
import { graphClient } from '../harness/stack.js';
import { POLL_MS, startManyProcesses } from './fault/many-processes.js';
import { AUTHORITY } from './fault/system.js';
import { quantile } from './followers/statistics.js';

/** Milliseconds: half and nearly all of the changes arrive within these. */
interface Promised {
  readonly p50: number;
  readonly p99: number;
}

const WITH_BUS: Promised = { p50: 10, p99: 100 };
/** Beyond the interval there is the way itself. */
const BY_POLL: Promised = { p50: POLL_MS, p99: POLL_MS + WITH_BUS.p99 };

const SUBSCRIPTION = 'subscription { spokespersonChanged { at version } }';
const RECORD = '{ spokespersons(first: 1) { nodes { uid version } } }';
const CONFIRM =
  'mutation ($input: ConfirmSpokespersonInput!) { confirmSpokesperson(input: $input) { userErrors { code } } }';

async function measure(changes: number, bus: boolean): Promise<Promised> {
  await using system = await startManyProcesses({ bus });
  const [writing = '', following = ''] = system.urls;
  const graph = graphClient(writing);
  const [{ uid: spokesperson, version }] = (await graph.ask(RECORD)).data.spokespersons.nodes;
  const events = await openEvents(following, { query: SUBSCRIPTION });
  const took: number[] = [];
  for (let expectedVersion = version; expectedVersion < version + changes; expectedVersion += 1) {
    const arriving = events.result().then(({ data }) => Date.now() - Date.parse(data.spokespersonChanged.at));
    const { data } = await graph.ask(
      CONFIRM,
      { input: { spokesperson, expectedVersion } },
      await graph.token(AUTHORITY),
    );
    const [refusal] = data.confirmSpokesperson.userErrors;
    if (refusal !== undefined) throw new Error(JSON.stringify(refusal));
    took.push(await arriving);
  }
  events.close();
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

const { values } = parseArgs({ options: { changes: { type: 'string', default: '200' } } });
const changes = Number(values.changes);
const bus = await measure(changes, true);
const poll = await measure(Math.ceil(changes / 4), false);
process.stdout.write(`${JSON.stringify({ changes, bus, poll, pollMs: POLL_MS }, null, 2)}\n`);
const isKept = (found: Promised, promised: Promised): boolean => found.p50 <= promised.p50 && found.p99 <= promised.p99;
if (!isKept(bus, WITH_BUS) || !isKept(poll, BY_POLL)) process.exitCode = 1;
