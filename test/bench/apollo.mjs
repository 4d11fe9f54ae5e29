/** Apollo Gateway as its documentation has it: `apollo.mjs SUPERGRAPH PORT`; to subgraphs under the identity that `SUBGRAPH_IDENTITY` holds, if any. */
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const identity = process.env.SUBGRAPH_IDENTITY;

const signed = {
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      url,
      willSendRequest: ({ request }) => request.http.headers.set('x-phat-ngon-identity', identity),
    }),
};

const [supergraph, port] = process.argv.slice(2);
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraph, 'utf8'),
  ...(identity === undefined ? {} : signed),
});
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } });
process.stdout.write(`listening on ${url}\n`);
