import { join } from 'node:path';
import { strictSubgraph } from '../testing/conformance.js';
import { folderOf, type TestFolder } from '../testing/folder-of.js';
import { composed, openTestGateway, type TestGateway } from '../testing/open-test-gateway.js';

const SUBGRAPHS = {
  a: strictSubgraph([
    'type Query { thing: Thing must: Thing! n: Int } type Mutation { make: Thing count: Int } type Thing @key(fields: "id") { id: ID! }',
    {
      Query: { thing: () => ({ id: '1' }), must: () => ({ id: '1' }), n: () => 1 },
      Mutation: {
        make: () => ({ id: '1' }),
        count: () => {
          throw new Error('nothing of a mutation is done that is not planned whole');
        },
      },
    },
  ]),
  b: strictSubgraph(['type Thing @key(fields: "id") { id: ID! size: Int }', {}]),
};

describe('a supergraph with a field to which no way leads', () => {
  let folder: TestFolder;
  let opened: TestGateway;
  beforeAll(async () => {
    // Composition would refuse it; a supergraph that other tools have made or changed can be so.
    const sdl = composed(SUBGRAPHS).replace('@join__type(graph: B, key: "id")', '@join__type(graph: B)');
    folder = await folderOf({ 'supergraph.graphql': sdl });
    opened = await openTestGateway(SUBGRAPHS, { SUPERGRAPH: join(folder.path, 'supergraph.graphql') });
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const ask = async (query: string) => {
    const response = await fetch(`${opened.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors = [] } = (await response.json()) as {
      readonly data?: unknown;
      readonly errors?: readonly {
        readonly path?: readonly unknown[];
        readonly extensions: { readonly code: string };
      }[];
    };
    return {
      status: response.status,
      data,
      errors: errors.map(({ path = [], extensions }) => [path.join('.'), extensions.code]),
    };
  };

  it.each([
    ['{ n thing { id size } other: thing { id } }', { n: 1, thing: null, other: { id: '1' } }, 'thing'],
    ['{ thing { size } }', { thing: null }, 'thing'],
    ['{ n must { size } }', null, 'must'],
    ['{ ...Q } fragment Q on Query { thing { size } }', { thing: null }, 'thing'],
  ])('answers the rest of %s', async (query, data, place) => {
    expect(await ask(query)).toEqual({ status: 200, data, errors: [[place, 'FIELD_UNRESOLVABLE']] });
  });

  it('does nothing of a mutation that it cannot do whole', async () => {
    const { data, errors } = await ask('mutation { make { size } count }');
    expect(data).toEqual({ make: null, count: null });
    expect(errors).toEqual([
      ['make', 'FIELD_UNRESOLVABLE'],
      ['count', 'FIELD_UNRESOLVABLE'],
    ]);
  });
});
