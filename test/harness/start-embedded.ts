import { createGateway, type InProcessSubgraph, loadConfig } from '@phat-ngon/gateway';
import type { Subgraph } from '@phat-ngon/kit';
import { openTestSubgraph } from '@phat-ngon/kit/testing';
import { openInOrder, SERVICES, type SubgraphName } from '../../scripts/src/definitions.js';
import { callable, serveEmbeddedServices } from '../../scripts/src/embedded.js';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { seededDatabases } from './seeded-databases.js';
import { graphClient, IDENTITY_SECRET, type Stack, TOKEN_SECRET } from './stack.js';

/** A graph in the test's own process, whose subgraphs a test can look into. */
export interface EmbeddedStack extends Stack {
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>;
}

/** Starts gateway and subgraphs in this process, on the database under test, with the demonstration data and a fixed today. */
export async function startEmbedded(env: Readonly<Record<string, string>> = {}): Promise<EmbeddedStack> {
  const databases = await seededDatabases();
  const subgraphs = await openInOrder((definition, placements) =>
    openTestSubgraph(definition, {
      database: databases[definition.name as SubgraphName],
      ...(placements === null ? {} : { placements }),
    }),
  );
  const services = await serveEmbeddedServices(Object.values(subgraphs), new TextEncoder().encode(IDENTITY_SECRET));
  const failing = new Set<string>();
  const fetches = new Map<string, number>();
  const watched = Object.values(subgraphs).map((subgraph): [string, InProcessSubgraph] => [
    subgraph.name,
    watch(callable(subgraph, services.urls.get(subgraph.name)), () => {
      fetches.set(subgraph.name, (fetches.get(subgraph.name) ?? 0) + 1);
      if (failing.has(subgraph.name)) throw new Error(`${subgraph.name} was told to fail`);
    }),
  ]);
  const config = loadConfig({
    SUPERGRAPH: SCHEMA_FILES.supergraph,
    PORT: '0',
    TOKEN_SECRET,
    IDENTITY_SECRET,
    SERVICES,
    ...env,
  });
  const gateway = await createGateway(config, { inProcess: new Map(watched) });
  const { url } = await gateway.listen();
  return {
    ...graphClient(url),
    subgraphs,
    fail: (name) => {
      failing.add(name);
      return () => failing.delete(name);
    },
    takeFetches: () => {
      const taken = Object.fromEntries(fetches);
      fetches.clear();
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await services.close();
      for (const subgraph of Object.values(subgraphs).reverse()) await subgraph[Symbol.asyncDispose]();
      for (const database of Object.values(databases)) await database[Symbol.asyncDispose]();
    },
  };
}

function watch(subgraph: InProcessSubgraph, before: () => void): InProcessSubgraph {
  const { servicesUrl, execute, subscribe } = subgraph;
  return {
    ...(servicesUrl === undefined ? {} : { servicesUrl }),
    ...(subscribe === undefined ? {} : { subscribe }),
    execute: async (request) => {
      before();
      return execute(request);
    },
  };
}
