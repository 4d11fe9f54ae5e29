import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Supergraph as FederationSupergraph, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

/** A loaded supergraph: immutable; a changed one is another. */
export interface Supergraph {
  /** A hash of its text: plans of one supergraph mean nothing in another. */
  readonly id: string;
  readonly sdl: string;
  readonly federation: FederationSupergraph;
  /** What clients see. */
  readonly api: GraphQLSchema;
  /** The whole schema, with what clients do not see. */
  readonly schema: GraphQLSchema;
  /** The URL it names for each subgraph, by name. */
  readonly urls: ReadonlyMap<string, string>;
}

/** Reads a supergraph's text from a file or an HTTP(S) URL. @throws Error that names the place and what went wrong. */
export async function readSupergraph(place: string): Promise<string> {
  if (!/^https?:\/\//.test(place)) return readFile(place, 'utf8');
  const response = await fetch(place);
  if (!response.ok) throw new Error(`SUPERGRAPH: ${place} answered ${response.status}`);
  return response.text();
}

/** Directives that protect fields. Nothing here enforces them, and a field that looks protected and is not is worse than no start. */
const PROTECTION = /^\s*@link\(url: "https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//m;

/** Builds a supergraph from its SDL (Federation 2). @throws Error when it is none, or protects fields by directives. */
export function buildSupergraph(sdl: string): Supergraph {
  const protection = PROTECTION.exec(sdl)?.[1];
  if (protection !== undefined)
    throw new Error(`SUPERGRAPH: it protects fields by @${protection}, which this gateway does not enforce`);
  const federation = FederationSupergraph.build(sdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: true,
  });
  return {
    id: createHash('sha256').update(sdl).digest('hex').slice(0, 16),
    sdl,
    federation,
    api: federation.apiSchema().toGraphQLJSSchema(),
    schema: federation.schema.toGraphQLJSSchema(),
    urls: new Map([...federation.subgraphsMetadata()].map(({ name, url }) => [name, url])),
  };
}
