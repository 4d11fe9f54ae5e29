import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';

type Module = Parameters<typeof buildSubgraphSchema>[0];

/** How long subgraphs that are measured keep an idle connection, in milliseconds: no gateway shall meet one that is just being closed for that. */
export const KEPT_IDLE_MS = 600_000;

/** The schema of a subgraph. */
export function schemaOf(sdl: string, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers } as Module);
}

/** A subgraph's side of HTTP. */
export interface SubgraphDoor {
  readonly server: Server;
  readonly url: string;
  /** Requests so far. */
  requests(): number;
}

/** Answers queries at a free port of the loopback. */
export async function openSubgraphDoor(schema: GraphQLSchema): Promise<SubgraphDoor> {
  let requests = 0;
  // A gateway asks the same few texts.
  const documents = new Map<string, DocumentNode>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables } = await bodyOf(request);
    requests += 1;
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const result = await execute({ schema, document, variableValues: variables });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.keepAliveTimeout = KEPT_IDLE_MS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/graphql`, requests: () => requests };
}

async function bodyOf(request: IncomingMessage): Promise<{ query: string; variables: Record<string, unknown> }> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
