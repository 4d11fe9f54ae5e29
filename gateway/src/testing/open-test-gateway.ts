import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { loadConfig } from '../config.js';
import type { InProcessSubgraph, SubgraphRequest } from '../fetch/subgraph-client.js';
import { createGateway, type Gateway } from '../gateway.js';
import type { EventListener } from '../observe/event.js';
import type { Look } from '../supergraph/follow-supergraph.js';

/** What every test subgraph's schema begins with. */
export const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** The secret of the test gateways' tokens. */
export const TOKEN_SECRET = 'a token secret of at least thirty-two characters';

/** A subgraph of a test: in this process, or at a URL. */
export interface TestSubgraph {
  readonly sdl: string;
  readonly inProcess?: InProcessSubgraph;
  /** Default: a place where nothing answers. */
  readonly url?: string;
}

/** A gateway that listens on a free port of the loopback. */
export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  readonly gateway: Gateway;
  /** Puts another supergraph in the place of the one that is served, and has it looked at. */
  change(subgraphs: Readonly<Record<string, Pick<TestSubgraph, 'sdl' | 'url'>>>): Promise<Look>;
}

const NOWHERE = 'http://127.0.0.1:9/graphql';

type Module = Parameters<typeof buildSubgraphSchema>[0];

/** Makes a subgraph of resolvers; the requests it gets are added to `asked`. */
export function resolved(sdl: string, resolvers: object, asked: SubgraphRequest[] = []): InProcessSubgraph {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers } as Module);
  return {
    execute: async (request) => {
      asked.push(request);
      const result = await execute({ schema, document: parse(request.query), variableValues: request.variables });
      return {
        data: result.data ?? null,
        ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
      };
    },
  };
}

/** Composes the subgraphs and starts a gateway over them. @throws Error when they do not compose. */
export async function openTestGateway(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  env: Readonly<Record<string, string | undefined>> = {},
  onEvent: EventListener = () => undefined,
): Promise<TestGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-gateway-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, composed(subgraphs));
  const inProcess = new Map(
    Object.entries(subgraphs).flatMap(([name, subgraph]) => (subgraph.inProcess ? [[name, subgraph.inProcess]] : [])),
  );
  // Nothing looks at the file but `change`, which is to be the first to see what it has written.
  const config = loadConfig({ SUPERGRAPH: file, PORT: '0', TOKEN_SECRET, SUPERGRAPH_POLL_MS: '0', ...env });
  const gateway = await createGateway(config, { inProcess, onEvent });
  const { url } = await gateway.listen();
  return {
    url,
    gateway,
    change: async (others) => {
      await writeFile(file, composed(others));
      return gateway.reload();
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The supergraph of the subgraphs. @throws Error when they do not compose. */
export function composed(subgraphs: Readonly<Record<string, TestSubgraph>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { sdl, url = NOWHERE }]) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(`the subgraphs do not compose: ${errors?.join('; ')}`);
  return supergraphSdl;
}
