import { createGateway, type InProcessSubgraph, loadConfig } from '@phat-ngon/gateway';
import { isRole, type Subgraph } from '@phat-ngon/kit';
import { openTestSubgraph } from '@phat-ngon/kit/testing';
import { SignJWT } from 'jose';
import { openInOrder, type SubgraphName } from '../../scripts/src/definitions.js';

/** An answer of the graph. */
export interface Answer {
  /** Whatever was asked for: a test fails where it is not there. */
  readonly data: any;
  readonly errors?: any[];
}

/** The whole graph, listening on a free port of the loopback, on databases of its own. */
export interface Stack extends AsyncDisposable {
  readonly url: string;
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>;
  /** Asks over HTTP; a token is sent as bearer. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<Answer>;
  /** The answer's text. */
  askText(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<string>;
  /** A token of this stack. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Makes a subgraph fail until the returned function is called. */
  fail(name: SubgraphName): () => void;
  /** How many requests each subgraph has answered since the last call. */
  takeFetches(): Readonly<Record<string, number>>;
}

const TOKEN_SECRET = 'a secret of the tests and of nothing else';

/** Starts the graph with the demonstration data and today fixed at 2026-11-24; `await using` or the disposer stops it. */
export async function startStack(env: Readonly<Record<string, string>> = {}): Promise<Stack> {
  const subgraphs = await openInOrder((definition, placements) =>
    openTestSubgraph(definition, placements === null ? {} : { placements }),
  );
  const failing = new Set<string>();
  const fetches = new Map<string, number>();
  const config = loadConfig({
    SUPERGRAPH: new URL('../../schema/supergraph.graphql', import.meta.url).pathname,
    PORT: '0',
    TOKEN_SECRET,
    ...env,
  });
  const gateway = await createGateway(config, {
    inProcess: new Map(
      Object.values(subgraphs).map((subgraph) => [
        subgraph.name,
        inProcess(subgraph, () => {
          fetches.set(subgraph.name, (fetches.get(subgraph.name) ?? 0) + 1);
          if (failing.has(subgraph.name)) throw new Error(`${subgraph.name} was told to fail`);
        }),
      ]),
    ),
  });
  const { url } = await gateway.listen();
  const askText: Stack['askText'] = async (query, variables = {}, token) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  };
  return {
    url,
    subgraphs,
    askText,
    ask: async (...question) => JSON.parse(await askText(...question)),
    token: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('phat-ngon')
        .setExpirationTime('10m')
        .sign(new TextEncoder().encode(TOKEN_SECRET)),
    fail: (name) => {
      failing.add(name);
      return () => failing.delete(name);
    },
    takeFetches: () => {
      const taken = Object.fromEntries(fetches);
      fetches.clear();
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      for (const subgraph of Object.values(subgraphs).reverse()) await subgraph[Symbol.asyncDispose]();
    },
  };
}

function inProcess(subgraph: Subgraph, before: () => void): InProcessSubgraph {
  return {
    execute: async ({ principal, ...request }) => {
      before();
      const role = isRole(principal.role) ? principal.role : 'NONE';
      return subgraph.execute({ ...request, principal: { ...principal, role } });
    },
  };
}
