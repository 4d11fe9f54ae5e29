import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('asked of the wrong subgraph');
};

describe('@shareable', () => {
  itAnswers(
    {
      price: [
        `type Query { item: Item @shareable items: [Item!]! @shareable }
         type Item @shareable { id: ID! price: Price }
         type Price @shareable { amount: Int currency: String }`,
        {
          Query: {
            item: () => ({ id: '1', price: { amount: 3, currency: 'VND' } }),
            items: () => [
              { id: '1', price: null },
              { id: '2', price: { amount: 4, currency: 'VND' } },
            ],
          },
        },
      ],
      name: [
        `type Query { item: Item @shareable items: [Item!]! @shareable }
         type Item @shareable { id: ID! name: Name }
         type Name @shareable { short: String long: String }`,
        {
          Query: {
            item: () => ({ id: '1', name: { short: 'A', long: 'AA' } }),
            items: () => [
              { id: '1', name: { short: 'A', long: 'AA' } },
              { id: '2', name: null },
            ],
          },
        },
      ],
      down: [
        'type Query { item: Item @shareable items: [Item!]! @shareable } type Item @shareable { id: ID! stock: Int }',
        { Query: { item: wrong, items: wrong } },
      ],
    },
    {
      'a root field of several subgraphs, each asked for its part': {
        query: '{ item { id price { amount } name { long } } }',
        data: { item: { id: '1', price: { amount: 3 }, name: { long: 'AA' } } },
      },
      'lists of one length become one': {
        query: '{ items { name { short } price { amount currency } id } }',
        data: {
          items: [
            { name: { short: 'A' }, price: null, id: '1' },
            { name: null, price: { amount: 4, currency: 'VND' }, id: '2' },
          ],
        },
      },
      'what one of them cannot give is null, with its error': {
        query: '{ item { price { amount } stock } }',
        data: { item: { price: { amount: 3 }, stock: null } },
        errors: ['item'],
        notStock: 'a null takes the place of what another subgraph has told',
      },
    },
  );
});

describe('@override', () => {
  itAnswers(
    {
      old: [
        `type Query { feed: [Post] }
         type Post @key(fields: "id") { id: ID! createdAt: String title: String hits: Int likes: Int views: Int }`,
        {
          Query: { feed: () => [{ id: '1', title: 'old' }] },
          Post: { createdAt: wrong, likes: wrong, views: () => 2, hits: () => 1 },
        },
      ],
      new: [
        `type Query { latest: Post }
         type Post @key(fields: "id") { id: ID! createdAt: String @override(from: "old")
           hits: Int @external rank: Int @requires(fields: "hits") views: Int @override(from: "old", label: "percent(0)") }`,
        {
          Query: { latest: () => ({ id: '1' }) },
          Post: { createdAt: () => 'today', rank: ({ hits }: any) => hits + 1, views: wrong },
        },
      ],
      views: [
        'type Post @key(fields: "id") { id: ID! likes: Int @override(from: "old") }',
        { Post: { likes: () => 9 } },
      ],
    },
    {
      'is asked of the new owner': {
        query: '{ feed { createdAt title likes } }',
        data: { feed: [{ createdAt: 'today', title: 'old', likes: 9 }] },
      },
      'and beside what it requires of the old one': {
        query: '{ latest { createdAt rank title } }',
        data: { latest: { createdAt: 'today', rank: 2, title: null } },
        errors: ['latest.title'],
      },
    },
  );
});

describe('enums and inputs that differ by subgraph', () => {
  itAnswers(
    {
      one: [
        `type Query { byKind(kind: Kind): [Thing] find(filter: Filter): String echo(kinds: [Kind!]! = [A]): [Kind!] }
         enum Kind { A B C @inaccessible }
         input Filter { first: Int = 5 both: String kind: Kind = B }
         type Thing @key(fields: "id") { id: ID! level: Level }
         enum Level { LOW HIGH @inaccessible }`,
        {
          Query: {
            byKind: (_: unknown, { kind }: any) => [
              { id: kind, level: 'LOW' },
              { id: 'x', level: 'HIGH' },
            ],
            find: (_: unknown, { filter }: any) => JSON.stringify(filter),
            echo: (_: unknown, { kinds }: any) => kinds,
          },
        },
      ],
      two: [
        `type Query { also(filter: Filter): String }
         enum Kind { A B }
         input Filter { first: Int = 5 both: String only: String kind: Kind = B }
         type Thing @key(fields: "id") { id: ID! kindly(kind: Kind): Kind }`,
        {
          Query: { also: (_: unknown, { filter }: any) => JSON.stringify(filter) },
          Thing: { kindly: (_: unknown, { kind }: any) => kind },
        },
      ],
    },
    {
      'values that both know, as literals and variables': {
        query: 'query ($kind: Kind) { byKind(kind: $kind) { id kindly(kind: A) k: kindly(kind: $kind) } }',
        variables: { kind: 'B' },
        data: {
          byKind: [
            { id: 'B', kindly: 'A', k: 'B' },
            { id: 'x', kindly: 'A', k: 'B' },
          ],
        },
      },
      'a value that is not for clients is no answer': {
        query: '{ byKind(kind: A) { level } }',
        data: { byKind: [{ level: 'LOW' }, { level: null }] },
        errors: ['byKind.1.level'],
      },
      'nor a question': { query: '{ byKind(kind: C) { id } }', data: undefined, errors: [''] },
      'a field of an input that not all know': {
        query: '{ find(filter: { only: "x" }) }',
        data: undefined,
        errors: [''],
      },
      'defaults are the subgraph’s own': {
        query:
          'query ($filter: Filter) { find(filter: $filter) also(filter: { both: "x" }) echo more: echo(kinds: [B, A]) }',
        variables: { filter: { first: null } },
        data: {
          find: '{"first":null,"kind":"B"}',
          also: '{"first":5,"both":"x","kind":"B"}',
          echo: ['A'],
          more: ['B', 'A'],
        },
      },
    },
  );
});

describe('mutations', () => {
  const order: string[] = [];
  const note = (name: string) => () => {
    order.push(name);
    return { id: name, order: order.length };
  };
  itAnswers(
    {
      a: [
        'type Query { log: [String!]! } type Mutation { one: Done two: Done clear: Int } type Done @key(fields: "id") { id: ID! order: Int }',
        {
          Query: { log: () => order },
          Mutation: { one: note('one'), two: note('two'), clear: () => order.splice(0).length * 0 },
        },
      ],
      b: [
        'type Mutation { three: Done fails: Done! } type Done @key(fields: "id") { id: ID! said: String order: Int @external twice: Int @requires(fields: "order") }',
        {
          Mutation: { three: () => ({ id: note('three')().id }), fails: wrong },
          Done: { said: ({ id }: any) => `${id} said`, twice: ({ order: place }: any) => place * 2 },
        },
      ],
    },
    {
      'one after the other, across subgraphs': {
        query:
          'mutation { clear one { order said } three { id said } again: one { order } two { twice } clear2: clear }',
        data: {
          clear: 0,
          one: { order: 1, said: 'one said' },
          three: { id: 'three', said: 'three said' },
          again: { order: 3 },
          two: { twice: 8 },
          clear2: 0,
        },
      },
      'through a fragment, with its type': {
        query:
          'mutation { t: __typename ...M } fragment M on Mutation { clear ... { a: one { order } b: one { order } } }',
        data: { t: 'Mutation', clear: 0, a: { order: 1 }, b: { order: 2 } },
      },
      'one that fails must not be null': {
        query: 'mutation { clear fails { id } two { order } }',
        data: null,
        errors: ['fails'],
      },
    },
  );
});

describe('keys', () => {
  itAnswers(
    {
      a: [
        `type Query { all: [Thing] strict: Strict }
         type Thing @key(fields: "id") { id: ID part: [Part] }
         type Part @shareable { code: String }
         type Strict { thing: Thing! }`,
        {
          Query: {
            all: () => [{ id: '1', part: [{ code: 'x' }] }, { id: null, part: null }, null, { id: 'gone', part: [] }],
            strict: () => ({ thing: { id: 'gone' } }),
          },
          Thing: { __resolveReference: ({ id }: any) => ({ id, part: id === '1' ? [{ code: 'x' }] : null }) },
        },
      ],
      b: [
        `type Thing @key(fields: "id") @key(fields: "code") { id: ID code: String mate: Thing needed: Int! }`,
        {
          Thing: {
            __resolveReference: ({ id, code }: any) => (id === '1' || code === 'c1' ? { id: '1', code: 'c1' } : null),
            mate: ({ id }: any) => ({ id, code: 'c1' }),
            needed: () => 1,
          },
        },
      ],
      c: [
        'type Thing @key(fields: "code parts { n }") @key(fields: "code") { code: String parts: [Piece] weight: Int } type Piece @shareable { n: Int }',
        { Thing: { weight: ({ code }: any) => (code === 'c1' ? 7 : 8), parts: () => [{ n: 1 }, null] } },
      ],
      d: [
        'type Thing @key(fields: "code parts { n }") { code: String parts: [Piece] sum: Int } type Piece @shareable { n: Int }',
        { Thing: { sum: ({ parts }: any) => parts.length } },
      ],
    },
    {
      'that are null, or of nothing': {
        query: '{ all { id code } }',
        data: {
          all: [{ id: '1', code: 'c1' }, { id: null, code: null }, null, { id: 'gone', code: null }],
        },
      },
      'in a chain': {
        query: '{ all @include(if: true) { weight } }',
        data: { all: [{ weight: 7 }, { weight: null }, null, { weight: null }] },
      },
      'of lists and objects': {
        query: '{ all { mate { sum part { code } mate { id } } } }',
        data: {
          all: [{ mate: { sum: 2, part: [{ code: 'x' }], mate: { id: '1' } } }, { mate: null }, null, { mate: null }],
        },
      },
      'of nothing, where something must be': {
        query: '{ strict { thing { needed } } all { id } }',
        data: { strict: null, all: [{ id: '1' }, { id: null }, null, { id: 'gone' }] },
      },
    },
  );
});
