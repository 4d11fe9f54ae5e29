/** The four subgraphs in one process: what they cost is not the gateway's. */
import { openSubgraphDoor, schemaOf } from '../../load/followers/subgraph-door.js';
import { serveCalls } from '../../load/followers/worker.js';
import { DEMO_NAMES, DEMO_RESOLVERS, DEMO_SDL, type DemoName } from './demo-graph.js';

const doors = await Promise.all(
  DEMO_NAMES.map(async (name) => ({
    name,
    door: await openSubgraphDoor(schemaOf(DEMO_SDL[name], DEMO_RESOLVERS[name])),
  })),
);

const services = {
  addresses: () => Object.fromEntries(doors.map(({ name, door }) => [name, door.url])) as Record<DemoName, string>,
  /** Requests so far, to all of them. */
  requests: () => doors.reduce((sum, { door }) => sum + door.requests(), 0),
};

/** What this process does for the one that started it. */
export type DemoServices = typeof services;

serveCalls(services);
