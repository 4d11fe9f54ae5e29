import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccount } from '@phat-ngon/runtime';
import { SignJWT } from 'jose';
import type { InProcessSubgraph, SubgraphRequest } from './index.js';
import { LINK, openTestGateway, resolved, type TestGateway, TOKEN_SECRET } from './testing/open-test-gateway.js';

const PEOPLE = `${LINK} type Query { people: [Person] slow: String } type Person @key(fields: "id") { id: ID! name: String! }`;
const POSTS = `${LINK} type Query { posts: Int } type Person @key(fields: "id") { id: ID! post: String }`;

const people = (asked?: SubgraphRequest[]) =>
  resolved(
    PEOPLE,
    {
      Query: {
        people: () => [
          { id: '1', name: 'An' },
          { id: '2', name: 'Bình' },
        ],
      },
    },
    asked,
  );
const posts = () =>
  resolved(POSTS, {
    Query: { posts: () => 2 },
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id, post: `post ${id}` }) },
  });

function running(
  inProcess: ReadonlyMap<string, InProcessSubgraph>,
  env: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  const part = (sdl: string, name: string) => {
    const subgraph = inProcess.get(name);
    return subgraph === undefined ? { sdl } : { sdl, inProcess: subgraph };
  };
  return openTestGateway({ people: part(PEOPLE, 'people'), posts: part(POSTS, 'posts') }, env);
}

const both = () =>
  new Map([
    ['people', people()],
    ['posts', posts()],
  ]);
const post = async (
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: any }> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
};

describe('a gateway', () => {
  it('joins two subgraphs, with aliases, fragments and introspection', async () => {
    await using stack = await running(both());
    const { body } = await post(
      stack.url,
      'query Q { all: people { ...P } __type(name: "Person") { name } } fragment P on Person { title: post name }',
    );
    expect(body).toEqual({
      data: {
        all: [
          { title: 'post 1', name: 'An' },
          { title: 'post 2', name: 'Bình' },
        ],
        __type: { name: 'Person' },
      },
    });
  });

  it('answers without HTTP by the same sentence', async () => {
    await using stack = await running(both());
    const question = {
      variables: {},
      operationName: undefined,
      principal: { subject: null, role: 'NONE', agencies: [], scopes: [], costLimit: null },
      signal: new AbortController().signal,
      account: openAccount('r'),
    };
    expect((await stack.gateway.answer({ ...question, query: '{ posts }' })).data).toEqual({ posts: 2 });
    expect((await stack.gateway.answer({ ...question, query: '{ nothing }' })).errors?.[0]?.extensions?.code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect((await stack.gateway.answer({ ...question, query: '{' })).errors?.[0]?.extensions?.code).toBe(
      'GRAPHQL_PARSE_FAILED',
    );
  });

  it('answers what the others own when a subgraph is down, with errors at the paths that stay empty', async () => {
    await using stack = await running(new Map([['people', people()]]));
    const { body, status } = await post(stack.url, '{ people { name post } posts }');
    expect(status).toBe(200);
    expect(body.data).toEqual({
      people: [
        { name: 'An', post: null },
        { name: 'Bình', post: null },
      ],
      posts: null,
    });
    expect(body.errors.map((error: any) => error.path.join('.')).sort()).toEqual(['people.0', 'people.1', 'posts']);
    expect(body.errors[0].extensions).toEqual({
      code: 'SUBGRAPH_UNAVAILABLE',
      retryable: true,
      messageEn: expect.any(String),
      messageVi: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|stack|serviceName/);
    expect((await fetch(`${stack.url}/ready`)).status).toBe(503);
  });

  it('masks what a subgraph did not mean to tell', async () => {
    const leaking: InProcessSubgraph = {
      execute: async () => ({
        data: { posts: null },
        errors: [{ message: 'SELECT secret', path: ['posts'], extensions: { stacktrace: ['x'] } }],
      }),
    };
    await using stack = await running(
      new Map([
        ['people', people()],
        ['posts', leaking],
      ]),
    );
    const { body } = await post(stack.url, '{ posts }');
    expect(body.errors[0]).toMatchObject({ path: ['posts'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(body)).not.toMatch(/secret|stacktrace/);
  });

  it('tells subgraphs who asks, and refuses a token it cannot verify', async () => {
    const asked: SubgraphRequest[] = [];
    await using stack = await running(
      new Map([
        ['people', people(asked)],
        ['posts', posts()],
      ]),
    );
    const token = await new SignJWT({ role: 'PARTNER', agencies: ['a'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('phat-ngon')
      .setSubject('p')
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(TOKEN_SECRET));
    await post(stack.url, '{ people { name } }', { authorization: `Bearer ${token}`, 'x-request-id': 'abc' });
    expect(asked[0]).toMatchObject({ principal: { subject: 'p', role: 'PARTNER', agencies: ['a'] }, requestId: 'abc' });
    const refused = await post(stack.url, '{ posts }', { authorization: `Bearer ${token}x` });
    expect(refused).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED', messageVi: expect.any(String) } }] },
    });
  });

  it.each([
    ['DEPTH_LIMIT', { MAX_DEPTH: '1' }, '{ people { name } }'],
    ['ALIAS_LIMIT', { MAX_ALIASES: '1' }, 'query { ...F } fragment F on Query { a: posts b: posts }'],
  ])('refuses an operation over %s before anything runs', async (code, env, query) => {
    await using stack = await running(both(), env);
    const { body } = await post(stack.url, query);
    expect(body.errors[0].extensions.code).toBe(code);
    expect(body.data ?? null).toBeNull();
  });

  it('takes plain GETs for queries, JSON alone on POST, and bodies up to its limit', async () => {
    await using stack = await running(both(), { MAX_BODY_BYTES: '1000' });
    const get = await fetch(`${stack.url}/graphql?query=${encodeURIComponent('{ posts }')}`);
    expect(await get.json()).toEqual({ data: { posts: 2 } });
    const text = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ posts }"}',
    });
    expect(text.status).toBe(415);
    expect((await post(stack.url, `{ posts } # ${'x'.repeat(2_000)}`)).status).toBe(413);
    expect(await (await fetch(`${stack.url}/schema.graphql`)).text()).toContain('type Person');
  });
});

describe('the playground', () => {
  it('is served to browsers with the operations at hand, and loads nothing from elsewhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-playground-'));
    await writeFile(join(folder, 'index.html'), '<html lang="vi"></html>');
    await writeFile(join(folder, '1.graphql'), '# Shows posts.\n# variables: {"a": 1}\nquery Posts { posts }\n');
    await using stack = await running(both(), { PLAYGROUND_ASSETS: folder, PLAYGROUND_OPERATIONS: folder });
    const page = await fetch(stack.url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('lang="vi"');
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect(await (await fetch(`${stack.url}/playground/operations.json`)).json()).toMatchObject([
      { name: 'Posts', file: '1.graphql', variables: { a: 1 } },
    ]);
    expect(await (await fetch(stack.url)).json()).toMatchObject({ graph: '/graphql' });
    await rm(folder, { recursive: true });
  });
});
