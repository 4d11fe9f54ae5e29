import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  IDENTITY_HEADER,
  PublicError,
  principalOf,
  type Subgraph,
  type SubgraphDefinition,
  serveSubgraph,
  subgraphSdl,
} from '@phat-ngon/kit';
import { openTestSubgraph } from '@phat-ngon/kit/testing';
import { openTestGateway, type TestGateway } from '../../gateway/src/testing/open-test-gateway.js';
import { callable, serveEmbeddedServices } from '../../scripts/src/embedded.js';
import { graphClient, IDENTITY_SECRET, TOKEN_SECRET } from '../harness/stack.js';

const secret = new TextEncoder().encode(IDENTITY_SECRET);

const files: SubgraphDefinition<object> = {
  name: 'files',
  sdl: 'type Query { nothing: String }',
  fragments: ['shared'],
  resolvers: {},
  entities: [],
  migrations: [],
  projectsPlacements: false,
  contextOf: () => () => ({}),
  seed: async () => undefined,
  services: () => async (scope) => {
    scope.get('/who', async (request) => principalOf(request));
    scope.post('/files', async (request, reply) => {
      if (principalOf(request).role === 'NONE')
        throw new PublicError({ code: 'FORBIDDEN', en: 'Clerks alone send files.', vi: 'Chỉ cán bộ được gửi tệp.' });
      return reply.type('application/octet-stream').send(Readable.from([await buffer(request.body as Readable)]));
    });
  },
};

type Running = TestGateway & { readonly token: string };

/** A gateway before the subgraph, by one of the two ways in which it may be there. */
async function start(way: 'in process' | 'over HTTP'): Promise<Running> {
  const subgraph = await openTestSubgraph(files);
  const served = way === 'in process' ? await embedded(subgraph) : await apart(subgraph);
  const gateway = await openTestGateway(
    { files: { sdl: subgraphSdl(files), ...served.part } },
    { SERVICES: 'files', IDENTITY_SECRET, TOKEN_SECRET },
  );
  return {
    ...gateway,
    token: await graphClient(gateway.url).token({ role: 'CLERK', agencies: ['a'], sub: 'someone' }),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await served.close();
      await subgraph[Symbol.asyncDispose]();
    },
  };
}

async function embedded(subgraph: Subgraph) {
  const services = await serveEmbeddedServices([subgraph], secret);
  return { part: { inProcess: callable(subgraph, services.urls.get('files')) }, close: services.close };
}

async function apart(subgraph: Subgraph) {
  const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret });
  return { part: { url: `${served.url}/graphql` }, close: served.close };
}

describe.each(['in process', 'over HTTP'] as const)("a subgraph's services through a gateway, %s", (way) => {
  let stack: Running;
  beforeAll(async () => {
    stack = await start(way);
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it('learn who asks, and of nobody what they wrote of themselves', async () => {
    const who = async (headers: Record<string, string>) =>
      (await fetch(`${stack.url}/services/files/who`, { headers })).json();
    expect(await who({})).toMatchObject({ subject: null, role: 'NONE' });
    expect(await who({ [IDENTITY_HEADER]: stack.token })).toMatchObject({ subject: null, role: 'NONE' });
    expect(await who({ authorization: `Bearer ${stack.token}` })).toMatchObject({ role: 'CLERK', agencies: ['a'] });
  });

  it('take a role that they do not know for none', async () => {
    const token = await graphClient(stack.url).token({ role: 'EDITOR', sub: 'e' });
    const answer = await fetch(`${stack.url}/services/files/who`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ subject: 'e', role: 'NONE' });
  });

  it('take and give bodies larger than a request to the graph may be', async () => {
    const file = randomBytes(5 * 1024 * 1024);
    const answer = await fetch(`${stack.url}/services/files/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'text/csv' },
      body: file,
    });
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
  });

  it('refuse in their own words, whole', async () => {
    const answer = await fetch(`${stack.url}/services/files/files`, { method: 'POST', body: 'x'.repeat(2_000_000) });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN', messageVi: 'Chỉ cán bộ được gửi tệp.' });
  });
});
