/**
 * From commit to delivery: `npm run test:latency -- --changes N`, on processes, MariaDB and NATS. Changes one at a time, each after the one
 * before has arrived; with the bus, and by the poll alone. This process is a replica that writes, so that it knows when a change
 * was committed; other replicas tell of it, and a gateway delivers it. Listens on the loopback alone and ends by itself. Prints its
 * figures as JSON; exit code 1 where they are not what is promised.
 */
import { parseArgs } from 'node:util';
import { httpChangeSource, joinBus, type Principal, PUBLIC, systemClock } from '@phat-ngon/kit';
import { ask, openTestSubgraph } from '@phat-ngon/kit/testing';
import { openEvents } from '../../gateway/src/testing/event-source.js';
import { SUBGRAPHS } from '../../scripts/src/definitions.js';
import { AUTHORITY } from '../harness/press-authority.js';
import { leaveNothingBehind } from '../harness/run-command.js';
import { graphClient, IDENTITY_SECRET } from '../harness/stack.js';
import { type ManyProcesses, POLL_MS, startManyProcesses } from './fault/many-processes.js';
import { quantile } from './followers/statistics.js';

/** Milliseconds: half and nearly all of the changes arrive within these. */
interface Promised {
  readonly p50: number;
  readonly p99: number;
}

const WITH_BUS: Promised = { p50: 10, p99: 100 };
/** Beyond the interval there is the way itself. */
const BY_POLL: Promised = { p50: POLL_MS, p99: POLL_MS + WITH_BUS.p99 };

const SUBSCRIPTION = 'subscription { spokespersonChanged { version } }';
const RECORD = '{ spokespersons(first: 1) { nodes { uid version } } }';
const CONFIRM =
  'mutation ($input: ConfirmSpokespersonInput!) { confirmSpokesperson(input: $input) { userErrors { code } } }';

const CONFIRMED = '{"data":{"confirmSpokesperson":{"userErrors":[]}}}';

/** Who writes. */
const WRITER: Principal = { ...PUBLIC, subject: AUTHORITY.sub, role: AUTHORITY.role };

async function measure(changes: number, bus: boolean): Promise<Promised> {
  await using system = await startManyProcesses({ bus, gateway: { CONNECTION_MAX_AGE_MS: '3600000' } });
  await using writer = await openWriter(system);
  const graph = graphClient(system.urls[0] ?? '');
  const [{ uid: spokesperson, version }] = (await graph.ask(RECORD)).data.spokespersons.nodes;
  const events = await openEvents(graph.url, { query: SUBSCRIPTION });
  const took: number[] = [];
  for (let expectedVersion = version; expectedVersion < version + changes; expectedVersion += 1) {
    const arriving = events.result().then(() => performance.now());
    const committedAt = await writer.confirm({ spokesperson, expectedVersion });
    took.push((await arriving) - committedAt);
  }
  events.close();
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** A replica in this process. */
interface Writer extends AsyncDisposable {
  /** Confirms a record. Resolves with when that was committed. @throws Error for a refusal. */
  confirm(input: { readonly spokesperson: string; readonly expectedVersion: number }): Promise<number>;
}

async function openWriter({ databaseUrl, unitsUrl, busUrl }: ManyProcesses): Promise<Writer> {
  const secret = new TextEncoder().encode(IDENTITY_SECRET);
  const placements = httpChangeSource({ url: unitsUrl, name: 'spokespersons', secret });
  const database = { url: databaseUrl, [Symbol.asyncDispose]: () => Promise.resolve() };
  const subgraph = await openTestSubgraph(SUBGRAPHS.spokespersons, { database, placements, clock: systemClock });
  const bus = busUrl === null ? null : joinBus(busUrl, (error) => process.stderr.write(`${error}\n`));
  let committedAt = 0;
  subgraph.changes.onHint?.(() => {
    committedAt = performance.now();
    bus?.ring(subgraph.name);
  });
  return {
    confirm: async (input) => {
      const answer = await ask(subgraph, CONFIRM, { input }, WRITER);
      if (JSON.stringify(answer) !== CONFIRMED) throw new Error(JSON.stringify(answer));
      return committedAt;
    },
    [Symbol.asyncDispose]: async () => {
      await bus?.close();
      await subgraph[Symbol.asyncDispose]();
      await placements.close();
    },
  };
}

leaveNothingBehind();
const { values } = parseArgs({ options: { changes: { type: 'string', default: '200' } } });
const changes = Number(values.changes);
const bus = await measure(changes, true);
const poll = await measure(Math.ceil(changes / 4), false);
process.stdout.write(`${JSON.stringify({ changes, bus, poll, pollMs: POLL_MS }, null, 2)}\n`);
const isKept = (found: Promised, promised: Promised): boolean => found.p50 <= promised.p50 && found.p99 <= promised.p99;
if (!isKept(bus, WITH_BUS) || !isKept(poll, BY_POLL)) process.exitCode = 1;
