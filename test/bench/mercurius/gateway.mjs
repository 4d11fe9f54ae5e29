/**
 * Mercurius as a gateway, as its documentation has it: `gateway.mjs SERVICES PORT`, the services as JSON; to subgraphs under the identity that
 * `SUBGRAPH_IDENTITY` holds, if any. Ends where it cannot compose them.
 */
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const identity = process.env.SUBGRAPH_IDENTITY;
const headers = identity === undefined ? {} : { 'x-phat-ngon-identity': identity };

const [services, port] = process.argv.slice(2);
const server = Fastify();
server.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: JSON.parse(services).map((service) => ({
      ...{ ...service, mandatory: true, initHeaders: headers, rewriteHeaders: () => headers },
    })),
  },
});
await server.listen({ host: '127.0.0.1', port: Number(port) });
