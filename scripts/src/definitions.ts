import type { ChangeSource, Subgraph, SubgraphDefinition } from '@phat-ngon/kit';
import { spokespersons } from '@phat-ngon/spokespersons';
import { training } from '@phat-ngon/training';
import { units } from '@phat-ngon/units';

/** The subgraphs by name. */
export const SUBGRAPHS = { units, spokespersons, training } as const;

/** The name of a subgraph. */
export type SubgraphName = keyof typeof SUBGRAPHS;

/** Those that have services beside their graph, as the gateway's `SERVICES` names them. */
export const SERVICES = Object.values(SUBGRAPHS)
  .filter(({ services }: { readonly services?: unknown }) => services !== undefined)
  .map(({ name }) => name)
  .join(' ');

/** Where the supergraph says each subgraph answers, unless `SUBGRAPH_URL_<NAME>` says otherwise. */
export const SUBGRAPH_URLS: Readonly<Record<SubgraphName, string>> = {
  units: 'http://127.0.0.1:4001/graphql',
  spokespersons: 'http://127.0.0.1:4002/graphql',
  training: 'http://127.0.0.1:4003/graphql',
};

/** Opens one subgraph; those that project placements are given where they come from. */
export type OpenOne<Opened> = <Context>(
  definition: SubgraphDefinition<Context>,
  placements: ChangeSource | null,
) => Promise<Opened>;

/** Opens the subgraphs in one process, in the order in which they need each other: first the owner of the placements. */
export async function openInOrder<Opened extends Subgraph>(
  open: OpenOne<Opened>,
): Promise<Readonly<Record<SubgraphName, Opened>>> {
  const owner = await open(units, null);
  return {
    units: owner,
    spokespersons: await open(spokespersons, owner.changes),
    training: await open(training, owner.changes),
  };
}
