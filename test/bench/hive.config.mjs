/** How the peer reaches the feed: over graphql-transport-ws, as our gateway does. What else it takes stands on its command line. */
export const gatewayConfig = {
  transportEntries: {
    feed: { options: { subscriptions: { kind: 'ws', location: '/graphql' } } },
  },
};
