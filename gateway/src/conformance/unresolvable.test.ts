import { itAnswers } from '../testing/conformance.js';

describe('what no subgraph resolves', () => {
  itAnswers(
    {
      shelf: [
        `type Query { node: Node n: Int shelves: [Shelf] }
         interface Node { x: Int }
         type Shelf { label: String first: Node }`,
        { Query: { node: () => null, n: () => 1, shelves: () => [{ label: 'a' }, null] } },
      ],
      things: [
        'interface Node { id: ID! x: Int } type Thing implements Node @key(fields: "id") { id: ID! x: Int }',
        {},
      ],
    },
    {
      alone: { query: '{ node { id } }', data: { node: null }, errors: ['node'] },
      'beside others': { query: '{ n node { id } }', data: { n: 1, node: null }, errors: ['node'] },
      'below others': {
        query: '{ all: shelves { label one: first { id } } }',
        data: { all: [{ label: 'a', one: null }, null] },
        errors: ['all.0.one'],
      },
      'in a fragment that narrows nothing': {
        query: '{ ...R } fragment R on Query { n ... { node { ... on Node { id } } } }',
        data: { n: 1, node: null },
        errors: ['node'],
      },
      'what is skipped is not missed': { query: '{ n node @skip(if: true) { id } }', data: { n: 1 } },
      'nor what a variable leaves out': {
        query: 'query ($no: Boolean!) { n node @include(if: $no) { id } }',
        variables: { no: false },
        data: { n: 1 },
      },
      'an operation of which all is left out': { query: '{ n @skip(if: true) }', data: {} },
      'an operation of its type alone': {
        query: '{ kind: __typename __typename }',
        data: { kind: 'Query', __typename: 'Query' },
      },
      introspection: { query: '{ __type(name: "Shelf") { name } }', data: { __type: { name: 'Shelf' } } },
      'a fragment on a type that cannot be there': {
        query: '{ node { x ... on Thing { id } } }',
        data: { node: null },
      },
    },
  );
});
