import { itAnswers } from '../testing/conformance.js';

describe('variables and operations', () => {
  const echo = (_: unknown, values: any) => JSON.stringify(values);
  itAnswers(
    {
      a: [
        `type Query { item(id: ID = "1"): Item find(filter: Filter = { first: 2 }, tags: [String!] = ["x"]): String }
         input Filter { first: Int = 3 where: Where }
         input Where { at: [Float] kind: Kind = ONE }
         enum Kind { ONE TWO }
         type Item @key(fields: "id") { id: ID! }`,
        { Query: { item: (_: unknown, { id }: any) => ({ id }), find: echo } },
      ],
      b: [
        `type Item @key(fields: "id") { id: ID! echo(text: String! = "none", kinds: [Kind], deep: Deep): String
           list(representations: [Int]): [Int] }
         enum Kind { ONE TWO }
         input Deep { more: Deep n: Int! = 1 }`,
        { Item: { echo, list: (_: unknown, { representations }: any) => representations } },
      ],
    },
    {
      'of one fetch alone': {
        query: 'query ($id: ID, $text: String = "given") { item(id: $id) { echo(text: $text) } }',
        variables: { id: '2' },
        data: { item: { echo: '{"text":"given"}' } },
      },
      'with defaults of the subgraphs’ own': {
        query:
          'query ($id: ID, $filter: Filter, $tags: [String!]) { item(id: $id) { id echo } find(filter: $filter, tags: $tags) }',
        data: { item: { id: '1', echo: '{"text":"none"}' }, find: '{"filter":{"first":2},"tags":["x"]}' },
      },
      'within objects and lists': {
        query:
          'query ($at: Float, $kind: Kind = TWO, $n: Int! = 4) { find(filter: { where: { at: [$at, 1], kind: $kind } }) item { echo(kinds: [$kind, ONE, null], deep: { more: { n: $n } }) } }',
        variables: { at: 2 },
        data: {
          find: '{"filter":{"first":3,"where":{"at":[2,1],"kind":"TWO"}},"tags":["x"]}',
          item: { echo: '{"text":"none","kinds":["TWO","ONE",null],"deep":{"more":{"n":4},"n":1}}' },
        },
      },
      'one value for a list': {
        query: 'query ($kinds: [Kind], $tag: [String!]) { find(tags: $tag) item { echo(kinds: $kinds) } }',
        variables: { kinds: 'ONE', tag: 'y' },
        data: { find: '{"filter":{"first":2},"tags":["y"]}', item: { echo: '{"text":"none","kinds":["ONE"]}' } },
      },
      'null is told from nothing': {
        query: 'query ($kinds: [Kind], $filter: Filter) { find(filter: $filter) item { echo(kinds: $kinds) } }',
        variables: { kinds: null, filter: null },
        data: { find: '{"filter":null,"tags":["x"]}', item: { echo: '{"text":"none","kinds":null}' } },
      },
      'that have the planner’s own names': {
        query:
          'query ($representations: [Int], $text: String = "t") { item { list(representations: $representations) echo(text: $text) } }',
        variables: { representations: [1, null] },
        data: { item: { list: [1, null], echo: '{"text":"t"}' } },
      },
      'of those names, by which something is left out': {
        query:
          'query ($representations: Boolean = false) { item { list(representations: [3]) id @include(if: $representations) } i: item @skip(if: $representations) { list } }',
        data: { item: { list: [3] }, i: { list: null } },
      },
      'one operation of several': {
        query:
          'query A($id: ID) { item(id: $id) { ...I } } query B($text: String!) { item { ...I echo(text: $text) } } fragment I on Item { id }',
        operationName: 'B',
        variables: { text: 'b' },
        data: { item: { id: '1', echo: '{"text":"b"}' } },
      },
      'none of several': {
        query: 'query A { item { id } } query B { item { id } }',
        data: undefined,
        errors: [''],
      },
      'in fragments without types': {
        query:
          'query ($on: Boolean = true, $off: Boolean! = false) { ... @include(if: $on) { item { ... @skip(if: $on) { id } ... @include(if: $on) { echo ... @skip(if: $off) { t: __typename } } } } ... @include(if: $off) { find } }',
        data: { item: { echo: '{"text":"none"}', t: 'Item' } },
      },
    },
  );
});
