import { units } from '@phat-ngon/units';

/** The subgraphs, in the order in which they start: the first owns the placements that others project. */
export const SUBGRAPHS = { units } as const;

/** Where the supergraph says each subgraph answers, unless `SUBGRAPH_URL_<NAME>` says otherwise. */
export const SUBGRAPH_URLS = { units: 'http://127.0.0.1:4001/graphql' } as const;
