/**
 * How the peer reaches the product's own subgraphs: feeds over graphql-transport-ws, and everything under the identity that
 * `SUBGRAPH_IDENTITY` holds, as a gateway of ours would sign it.
 */
const identity = process.env.SUBGRAPH_IDENTITY ?? '';

export const gatewayConfig = {
  transportEntries: {
    '*.http': {
      headers: [['x-phat-ngon-identity', identity]],
      options: {
        subscriptions: {
          kind: 'ws',
          location: '/graphql',
          options: { connectionParams: { 'x-phat-ngon-identity': identity } },
        },
      },
    },
  },
};
