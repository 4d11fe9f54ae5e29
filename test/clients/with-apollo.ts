import { ApolloClient, type FieldPolicy, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { type NormalisedClient, plain } from './normalised-client.js';

/** Apollo Client as it comes; a list may be told how its pages belong together. */
export function withApollo(url: string, lists: Readonly<Record<string, FieldPolicy>> = {}): NormalisedClient {
  const client = new ApolloClient({
    link: new HttpLink({ uri: `${url}/graphql` }),
    cache: new InMemoryCache({ typePolicies: { Query: { fields: lists } } }),
  });
  return {
    ask: async ({ text }, variables) => {
      const { data } = await client.query({ query: gql(text), variables, fetchPolicy: 'network-only' });
      return plain(data);
    },
    look: async ({ text }, variables) => {
      const data = client.readQuery({ query: gql(text), variables });
      return data === null ? null : plain(data);
    },
    complaints: () => [],
    [Symbol.dispose]: () => client.stop(),
  };
}
