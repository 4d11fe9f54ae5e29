import type { SubgraphDefinition } from '../subgraph.js';

/** A subgraph with nothing in it: a log, and a schema because there has to be one. */
export function bareSubgraph(name: string): SubgraphDefinition<object> {
  return {
    ...{ name, sdl: 'type Query { nothing: String }', fragments: [], resolvers: {}, entities: [], migrations: [] },
    ...{ projectsPlacements: false, contextOf: () => () => ({}), seed: async () => undefined },
  };
}
