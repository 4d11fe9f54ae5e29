import { openAccount } from '@phat-ngon/runtime';
import type { Question } from './answer.js';
import type { SubgraphRequest } from './fetch/subgraph-client.js';
import { ANONYMOUS } from './identity/principal.js';
import { LINK, openTestGateway, resolved, type TestGateway } from './testing/open-test-gateway.js';

const SDL = `${LINK} scalar Any
type Query { book(id: ID, copies: Int): Book shelved(on: Any): Book }
interface Thing { id: ID } type Book implements Thing { id: ID book: Book }`;

/** A list in a list in a list. */
function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('the query sentence', () => {
  const asked: SubgraphRequest[] = [];
  let stack: TestGateway;
  beforeAll(async () => {
    const inProcess = resolved(SDL, { Query: { book: () => ({ id: '1' }) } }, asked);
    stack = await openTestGateway({ books: { sdl: SDL, inProcess } }, { MAX_TOKENS: '60' });
  });
  afterAll(() => stack[Symbol.asyncDispose]());
  beforeEach(() => asked.splice(0));

  const answer = (query: string, given: Partial<Question> = {}) =>
    stack.gateway.answer({
      query,
      variables: {},
      operationName: undefined,
      principal: { ...ANONYMOUS, costLimit: 5 },
      signal: new AbortController().signal,
      account: openAccount('r'),
      ...given,
    });

  it.each<[string, string, Partial<Question>]>([
    ['TOKEN_LIMIT', `{ ${'a '.repeat(60)} }`, {}],
    ['GRAPHQL_PARSE_FAILED', '{ book {', {}],
    ['GRAPHQL_PARSE_FAILED', `{ ${'a '.repeat(20)} "`, {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ book { __typename: id } }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ __proto__: book { id } }', {}],
    ['GRAPHQL_VALIDATION_FAILED', 'mutation { add }', {}],
    ['DEPTH_LIMIT', `{ book(id: ${'['.repeat(500)}`, {}],
    ['BAD_USER_INPUT', 'query ($on: Any) { shelved(on: $on) { id } }', { variables: { on: nested(10_000) } }],
    ['OPERATION_RESOLUTION_FAILURE', 'query A { book { id } }', { operationName: 'B' }],
    ['BAD_USER_INPUT', 'query ($n: Int) { book(copies: $n) { id } }', { variables: { n: 'many' } }],
    ['COST_LIMIT', '{ book { book { book { book { book { book { id } } } } } } }', {}],
  ])('ends with %s before any subgraph is asked: %s', async (code, query, given) => {
    const { data, errors } = await answer(query, given);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      expect.objectContaining({
        code,
        messageVi: expect.any(String),
        messageEn: errors?.[0]?.message,
        retryable: false,
      }),
    ]);
    // What a door needs and a client does not (the HTTP status) stays inside.
    expect(errors?.[0]?.extensions).not.toHaveProperty('http');
    expect(asked).toEqual([]);
  });

  it('takes a document of just as many tokens as are allowed', async () => {
    // Each field is four tokens, the braces around them two.
    const free = { principal: ANONYMOUS };
    expect((await answer(`{ ${'book { id } '.repeat(14)} }`, free)).data).toEqual({ book: { id: '1' } });
    expect((await answer(`{ ${'book { id } '.repeat(15)} }`, free)).errors?.[0]?.extensions?.code).toBe('TOKEN_LIMIT');
  });

  it('names each variable that does not fit', async () => {
    const { errors } = await answer('query ($a: Int!, $b: ID) { book(copies: $a, id: $b) { id } }', {
      variables: { b: {} },
    });
    expect(errors?.map(({ extensions }) => extensions?.argument)).toEqual(['a', 'b']);
  });

  it('finds what a fragment selects on a type within one on its interface', async () => {
    const query = `{ book { ...A } } fragment A on Book { ... on Thing { ...B } } fragment B on Book { id }`;
    expect(await answer(query)).toEqual({ data: { book: { id: '1' } } });
  });

  it('answers everything that introspection may ask', async () => {
    const free = { principal: ANONYMOUS };
    const { data, errors } = await answer(
      '{ __type(name: "Book") { isOneOf } __schema { directives(includeDeprecated: true) { isDeprecated } } }',
      free,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ __type: { isOneOf: null } });
  });

  it('lets a caller without a limit ask for more', async () => {
    const query = '{ book { book { book { book { book { book { id } } } } } } }';
    expect((await answer(query, { principal: ANONYMOUS })).errors).toBeUndefined();
  });
});

describe('a gateway', () => {
  it.each([
    [
      { SUBGRAPH_URL_BOKS: 'http://127.0.0.1:9' },
      { url: 'http://127.0.0.1:9' },
      'SUBGRAPH_URL_BOKS: expected one of SUBGRAPH_URL_BOOKS',
    ],
    [{}, { url: 'nowhere' }, 'SUBGRAPH_URL_BOOKS: the supergraph names no URL for books'],
  ])('that cannot know where its subgraphs are does not start: %j %j', async (env, place, words) => {
    await expect(openTestGateway({ books: { sdl: SDL, ...place } }, env)).rejects.toThrow(words);
  });

  it('that cannot read its supergraph does not start, and says which', async () => {
    await expect(openTestGateway({ books: { sdl: SDL } }, { SUPERGRAPH: '/no/such/file' })).rejects.toThrow(
      'SUPERGRAPH: /no/such/file cannot be read: ENOENT',
    );
    await expect(openTestGateway({ books: { sdl: SDL } }, { SUPERGRAPH: 'package.json' })).rejects.toThrow(
      'SUPERGRAPH: it is no Federation 2 supergraph',
    );
  });
});
