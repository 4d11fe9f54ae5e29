import { SignJWT } from 'jose';
import type { SubgraphName } from '../../scripts/src/definitions.js';

/** An answer of the graph. */
export interface Answer {
  /** Whatever was asked for: a test fails where it is not there. */
  readonly data: any;
  readonly errors?: any[];
}

/** How a graph is asked. */
export interface GraphClient {
  readonly url: string;
  /** Asks over HTTP; a token is sent as bearer. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<Answer>;
  /** The answer's text. */
  askText(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<string>;
  /** A token of this graph. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

/** The whole graph, listening on the loopback, on databases of its own; `await using` or the disposer stops it. */
export interface Stack extends GraphClient, AsyncDisposable {
  /** Makes a subgraph fail until the returned function is called. */
  fail(name: SubgraphName): () => void;
  /** How many requests each subgraph was sent since the last call; one that was sent none is left out. */
  takeFetches(): Readonly<Record<string, number>>;
}

/** What tokens of a test's graph are signed with. */
export const TOKEN_SECRET = 'a secret of the tests and of nothing else';

/** What gateway and subgraphs of a test's graph share. */
export const IDENTITY_SECRET = 'what gateway and subgraphs of a test share';

/** The day every test's graph takes for today, as `CLOCK` and as the in-process clock have it. */
export const TODAY = '2026-11-24';

/** Makes a client of the graph at an address. */
export function graphClient(url: string): GraphClient {
  const askText: GraphClient['askText'] = async (query, variables = {}, token) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  };
  return {
    url,
    askText,
    ask: async (...question) => JSON.parse(await askText(...question)),
    token: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('phat-ngon')
        .setExpirationTime('10m')
        .sign(new TextEncoder().encode(TOKEN_SECRET)),
  };
}
