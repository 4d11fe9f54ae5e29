/** The product's three subgraphs in one process, on SQLite and with the demonstration data: what they cost is not the gateway's. */
import { join } from 'node:path';
import { serveSubgraph } from '@phat-ngon/kit';
import { ask, openTestSubgraph } from '@phat-ngon/kit/testing';
import { openInOrder, type SubgraphName } from '../../../scripts/src/definitions.js';
import { IDENTITY_SECRET } from '../../harness/stack.js';
import { KEPT_IDLE_MS } from '../../load/followers/subgraph-door.js';
import { serveCalls } from '../../load/followers/worker.js';
import { profile, type Shares } from '../subgraphs/profile.js';

/** What can be asked for, by its uid. */
export interface Places {
  readonly communes: readonly string[];
  readonly provinces: readonly string[];
}

/** Subgraphs that answer. */
export interface ProductSubgraphs {
  /** Where each of them does. */
  readonly addresses: Readonly<Record<SubgraphName, string>>;
  readonly places: Places;
}

/** A request that a gateway has sent. */
export interface Sent {
  readonly to: SubgraphName;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

let requests = 0;
let sent: Sent[] | null = null;
let endProfile: (() => Promise<Shares>) | null = null;

/** Fills their databases in a folder, which takes a while, and serves them at free ports of the loopback. */
async function open(folder: string): Promise<ProductSubgraphs> {
  const subgraphs = await openInOrder((definition, placements) => {
    const url = `sqlite:${join(folder, `${definition.name}.sqlite`)}`;
    const database = { url, [Symbol.asyncDispose]: () => Promise.resolve() };
    return openTestSubgraph(definition, { database, ...(placements === null ? {} : { placements }) });
  });
  const secret = new TextEncoder().encode(IDENTITY_SECRET);
  const addresses = await Promise.all(
    Object.values(subgraphs).map(async (subgraph) => {
      const counted: typeof subgraph.execute = (request) => {
        requests += 1;
        sent?.push({ to: subgraph.name as SubgraphName, query: request.query, variables: request.variables });
        return subgraph.execute(request);
      };
      const place = { host: '127.0.0.1', port: 0, secret, keepAliveMs: KEPT_IDLE_MS };
      const served = await serveSubgraph({ ...subgraph, execute: counted }, place);
      return [subgraph.name, `${served.url}/graphql`] as const;
    }),
  );
  const uids = (level: string): Promise<readonly string[]> => uidsOf(subgraphs.units, level);
  return {
    addresses: Object.fromEntries(addresses) as Record<SubgraphName, string>,
    places: { communes: await uids('COMMUNE'), provinces: await uids('PROVINCE') },
  };
}

const PAGE = `query ($level: UnitLevel, $after: String) {
  units(filter: { level: $level }, first: 1000, after: $after) { nodes { uid } pageInfo { hasNextPage endCursor } } }`;

/** A page of units. */
interface Page {
  readonly nodes: readonly { readonly uid: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The units of a level that are in force, in official order. */
async function uidsOf(units: Parameters<typeof ask>[0], level: string): Promise<readonly string[]> {
  const uids: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await ask(units, PAGE, { level, after });
    if (!data) throw new Error(`the units of level ${level}: ${JSON.stringify(errors)}`);
    const { nodes, pageInfo } = data.units as Page;
    uids.push(...nodes.map(({ uid }) => uid));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return uids;
}

const services = {
  open,
  /** Requests so far, to all of them. */
  requests: () => requests,
  /** Keeps what it is sent from now on. */
  keep: () => {
    sent = [];
  },
  /** What was kept, and no more. */
  kept: (): readonly Sent[] => {
    const kept = sent ?? [];
    sent = null;
    return kept;
  },
  /** Looks at what it does from now on. */
  profile: async () => {
    endProfile = await profile();
  },
  /** What the time has gone into since. */
  shares: async (): Promise<Shares> => {
    const shares = await endProfile?.();
    endProfile = null;
    return shares ?? {};
  },
};

/** What this process does for the one that started it. */
export type ProductServices = typeof services;

serveCalls(services);
