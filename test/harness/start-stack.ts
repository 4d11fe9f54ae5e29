import { createGateway, loadConfig } from '@phat-ngon/gateway';
import { openTestSubgraph } from '@phat-ngon/kit/testing';
import { units } from '@phat-ngon/units';

/** The whole graph, listening on a free port of the loopback, on databases of its own. */
export interface Stack extends AsyncDisposable {
  readonly url: string;
}

/** Starts the graph with the demonstration data and today fixed at 2026-11-24; `await using` or the disposer stops it. */
export async function startStack(env: Readonly<Record<string, string>> = {}): Promise<Stack> {
  const subgraph = await openTestSubgraph(units);
  const config = loadConfig({
    SUPERGRAPH: new URL('../../schema/supergraph.graphql', import.meta.url).pathname,
    PORT: '0',
    ...env,
  });
  const execute: typeof subgraph.execute = (request) => subgraph.execute(request);
  const gateway = await createGateway(config, {
    inProcess: new Map([
      [
        'units',
        { execute: ({ principal, ...rest }) => execute({ ...rest, principal: { ...principal, role: 'NONE' } }) },
      ],
    ]),
  });
  const { url } = await gateway.listen();
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await subgraph[Symbol.asyncDispose]();
    },
  };
}
