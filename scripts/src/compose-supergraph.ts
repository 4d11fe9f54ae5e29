import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { subgraphSdl } from '@phat-ngon/kit';
import { parse, printSchema } from 'graphql';
import { SUBGRAPH_URLS, SUBGRAPHS, type SubgraphName } from './definitions.js';

/** What composition gives: both schemas, and what it complained of. */
export interface Composition {
  readonly supergraph: string;
  readonly api: string;
  readonly hints: readonly string[];
}

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];

/**
 * Composes the subgraphs into one supergraph (Federation 2).
 * @throws Error with every composition error, when they do not compose.
 */
export function composeSupergraph(): Composition {
  const services = NAMES.map((name) => ({
    name,
    url: SUBGRAPH_URLS[name],
    typeDefs: parse(subgraphSdl(SUBGRAPHS[name])),
  }));
  const result = composeServices(services);
  if (result.errors) throw new Error(result.errors.map((error) => `composition: ${error.message}`).join('\n'));
  const supergraph = result.supergraphSdl;
  return {
    supergraph: `${supergraph.trim()}\n`,
    api: `${apiOf(supergraph).trim()}\n`,
    hints: result.hints.map((hint) => hint.toString()),
  };
}

/** The schema clients see: no join directives, nothing inaccessible. */
function apiOf(supergraph: string): string {
  // The defaults are those of Apollo's own gateway, which protects nothing.
  const built = Supergraph.build(supergraph, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return printSchema(built.apiSchema().toGraphQLJSSchema());
}
