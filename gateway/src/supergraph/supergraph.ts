import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Supergraph as FederationSupergraph, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type ClientSchema, clientSchema } from './client-schema.js';
import { completeIntrospection } from './complete-introspection.js';
import { type Plannable, plannable } from './plannable.js';
import { type Requirements, readRequirements } from './requirements.js';
import { type ResumableFields, readResumable } from './resumable.js';

/** A loaded supergraph: immutable; a changed one is another. */
export interface Supergraph {
  /** A hash of its text: plans of one supergraph mean nothing in another. */
  readonly id: string;
  readonly sdl: string;
  readonly federation: FederationSupergraph;
  /** As the planner is given it. */
  readonly forPlanning: ForPlanning;
  /** What clients see. */
  readonly api: GraphQLSchema;
  /** The whole schema, with what clients do not see. */
  readonly schema: GraphQLSchema;
  /** What is open to some callers alone. */
  readonly requirements: Requirements;
  /** The subscriptions that can be resumed. */
  readonly resumable: ResumableFields;
  /** The URL it names for each subgraph, by name. */
  readonly urls: ReadonlyMap<string, string>;
}

/** What planning needs to know of a supergraph. */
export interface ForPlanning extends Omit<Plannable, 'document' | 'isSame'>, Pick<ClientSchema, 'composedDirectives'> {
  readonly federation: FederationSupergraph;
}

const supportedFeatures = ROUTER_SUPPORTED_SUPERGRAPH_FEATURES;

/** How long a URL may take to give it. */
const READ_MS = 30_000;

/** Reads a supergraph's text from a file or an HTTP(S) URL. @throws Error that names the place and what went wrong. */
export async function readSupergraph(place: string): Promise<string> {
  try {
    if (!/^https?:\/\//.test(place)) return await readFile(place, 'utf8');
    const response = await fetch(place, { signal: AbortSignal.timeout(READ_MS) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return await response.text();
  } catch (cause) {
    throw new Error(`SUPERGRAPH: ${place} cannot be read: ${wordsOf(cause)}`, { cause });
  }
}

/** Builds a supergraph from its SDL (Federation 2). @throws Error when it is none. */
export function buildSupergraph(sdl: string): Supergraph {
  const federation = federationOf(sdl);
  completeIntrospection(federation.apiSchema());
  const { api, composedDirectives } = clientSchema(federation);
  const schema = federation.schema.toGraphQLJSSchema();
  const { document, isSame, ...forPlanning } = plannable(sdl, schema);
  return {
    id: createHash('sha256').update(sdl).digest('hex').slice(0, 16),
    sdl,
    federation,
    forPlanning: {
      ...forPlanning,
      composedDirectives,
      federation: isSame ? federation : plannerCopy(document, federation),
    },
    api,
    schema,
    requirements: readRequirements(federation.schema),
    resumable: readResumable(federation.schema, api),
    urls: new Map([...federation.subgraphsMetadata()].map(({ name, url }) => [name, url])),
  };
}

/** The copy has external fields that nothing names any more, which is no fault of the supergraph's: the subgraphs of that one are held against the rules. */
function plannerCopy(document: DocumentNode, federation: FederationSupergraph): FederationSupergraph {
  federation.subgraphs();
  const copy = FederationSupergraph.build(document, { supportedFeatures, validateSupergraph: false });
  completeIntrospection(copy.apiSchema());
  return copy;
}

function federationOf(sdl: string): FederationSupergraph {
  try {
    return FederationSupergraph.build(sdl, {
      supportedFeatures,
      validateSupergraph: true,
    });
  } catch (cause) {
    throw new Error(`SUPERGRAPH: it is no Federation 2 supergraph: ${wordsOf(cause)}`, { cause });
  }
}

/** An error's words; `fetch` says no more than that it failed, and its cause says why. */
function wordsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return 'cause' in error && error.cause ? wordsOf(error.cause) : String(error.message);
}
