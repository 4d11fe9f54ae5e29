import { Client, fetchExchange, type RequestPolicy } from '@urql/core';
import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache';
import { type NormalisedClient, type Operation, plain, type Variables } from './normalised-client.js';

/** urql with its normalised cache as it comes; a list may be told how its pages belong together. */
export function withUrql(url: string, lists: CacheExchangeOpts['resolvers'] = {}): NormalisedClient {
  const complaints: string[] = [];
  const client = new Client({
    url: `${url}/graphql`,
    exchanges: [
      cacheExchange({ resolvers: lists, logger: (_severity, message) => complaints.push(message) }),
      fetchExchange,
    ],
  });
  const query = async ({ text }: Operation, variables: Variables, requestPolicy: RequestPolicy): Promise<any> => {
    const { data, error } = await client.query(text, variables, { requestPolicy }).toPromise();
    if (error) throw error;
    return data === undefined || data === null ? null : plain(data);
  };
  return {
    ask: (operation, variables) => query(operation, variables, 'network-only'),
    look: (operation, variables) => query(operation, variables, 'cache-only'),
    complaints: () => complaints,
    [Symbol.dispose]: () => undefined,
  };
}
