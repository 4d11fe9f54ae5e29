import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  type GraphQLResponse,
  Network,
  RecordSource,
  Store,
} from 'relay-runtime';
import { type NormalisedClient, plain } from './normalised-client.js';

/** Relay's store as it comes. What was asked for is retained, as a mounted screen does it. */
export function withRelay(url: string): NormalisedClient {
  const environment = new Environment({
    store: new Store(new RecordSource()),
    network: Network.create(async ({ text }, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
  });
  const retained: (() => void)[] = [];
  return {
    ask: async ({ request }, variables) => {
      const operation = createOperationDescriptor(request, variables);
      retained.push(environment.retain(operation).dispose);
      return plain(await fetchQuery(environment, request, variables, { fetchPolicy: 'network-only' }).toPromise());
    },
    look: async ({ request }, variables) => {
      const { data, isMissingData } = environment.lookup(createOperationDescriptor(request, variables).fragment);
      return isMissingData ? null : plain(data);
    },
    complaints: () => [],
    [Symbol.dispose]: () => {
      for (const release of retained) release();
    },
  };
}
