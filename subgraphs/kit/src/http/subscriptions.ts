import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, GraphQLSchema, parse } from 'graphql';
import { handleProtocols, type ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { PublicError } from '../errors/public-error.js';
import type { SubgraphEvents, SubgraphResponse } from '../federation/execute-request.js';
import type { Principal } from '../identity/principal.js';
import { IDENTITY_HEADER, verifySignedHeader } from '../identity/signed-header.js';
import type { Subgraph } from '../subgraph.js';

/** What a connection holds: who is behind it, once it is known, and when it ends. */
interface Connected {
  principal?: Principal;
  ended?: AbortController;
}

const LARGEST_MESSAGE_BYTES = 1024 * 1024;

const initPayload = z.object({ [IDENTITY_HEADER]: z.string() });

/**
 * Serves a subgraph's subscriptions at `/graphql`, over `graphql-transport-ws`, to gateways: the signed identity comes in the payload
 * of `connection_init`, under the name of its header, and without it nobody is served (4403). What a receiver takes slowly is read slowly.
 */
export function mountSubscriptions(server: FastifyInstance, subgraph: Subgraph, secret: Uint8Array): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: LARGEST_MESSAGE_BYTES });
  const serving = useServer(optionsOf(subgraph, secret), sockets);
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/graphql') socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  server.addHook('preClose', async () => serving.dispose());
}

type Options = ServerOptions<Record<string, unknown>, Extra & Connected> & { readonly isProd: boolean };

function optionsOf(subgraph: Subgraph, secret: Uint8Array): Options {
  return {
    // What goes wrong here is told to the log, not to the other side.
    isProd: true,
    onConnect: async ({ connectionParams, extra }) => {
      const { data } = initPayload.safeParse(connectionParams ?? {});
      try {
        extra.principal = await verifySignedHeader(data?.[IDENTITY_HEADER], secret, 'gateway');
      } catch (error) {
        if (!(error instanceof PublicError)) throw error;
        return false;
      }
      extra.ended = new AbortController();
      return true;
    },
    onClose: ({ extra }) => extra.ended?.abort(),
    onSubscribe: async ({ extra: { principal, ended } }, _id, { query, variables, operationName }) => {
      if (principal === undefined || ended === undefined) throw new Error('a connection that was not acknowledged');
      const answer = await subgraph.subscribe({
        ...{ query, variables: variables ?? {}, principal, signal: ended.signal, requestId: randomUUID() },
        ...(typeof operationName === 'string' ? { operationName } : {}),
      });
      const errors = refusalOf(answer);
      if (errors !== null) return errors.map(({ message, ...rest }) => new GraphQLError(message, rest));
      return {
        schema: NO_SCHEMA,
        document: documentOf(query),
        contextValue: answer,
        operationName: operationName ?? null,
      };
    },
    subscribe: ({ contextValue }) => contextValue as SubgraphEvents,
    execute: ({ contextValue }) => contextValue as SubgraphResponse,
  } as Options;
}

/** The subgraph has its own. */
const NO_SCHEMA = new GraphQLSchema({});

/** It was parsed before, or there would be errors. */
function documentOf(query: string): DocumentNode {
  return parse(query, { noLocation: true });
}

/** Why a subscription does not begin; null where it does, or where it was answered. */
function refusalOf(answer: SubgraphResponse | SubgraphEvents): readonly GraphQLFormattedError[] | null {
  if ('next' in answer || answer.data) return null;
  return answer.errors ?? [];
}
