import { itAnswers } from '../testing/conformance.js';

describe('unions below value types, with members of some subgraphs', () => {
  const common = { __typename: 'Common', label: 'c' };
  itAnswers(
    {
      a: [
        `type Query { ofA: Root shared: Root @shareable }
         type Root @key(fields: "id") { id: ID! wrap: Wrap @shareable other: WrapA }
         type Wrap @shareable { actions: [Action] }
         type WrapA { actions: [Action] }
         union Action = Common | A
         type Common @shareable { label: String }
         type A { a: Int }`,
        {
          Query: {
            ofA: () => ({ id: '1', wrap: { actions: [common, { __typename: 'A', a: 1 }] } }),
            shared: () => ({ id: '1', wrap: { actions: [common] }, other: { actions: [{ __typename: 'A', a: 2 }] } }),
          },
          Root: { __resolveReference: () => ({ id: '1', other: { actions: [{ __typename: 'A', a: 3 }] } }) },
        },
      ],
      b: [
        `type Query { ofB: Root shared: Root @shareable }
         type Root @key(fields: "id") { id: ID! wrap: Wrap @shareable more: WrapB }
         type Wrap @shareable { actions: [Action] }
         type WrapB { actions: [Action] }
         union Action = Common | B
         type Common @shareable { label: String }
         type B @key(fields: "b") { b: Int }`,
        {
          Query: {
            ofB: () => ({ id: '1', wrap: { actions: [common, { __typename: 'B', b: 1 }, null] } }),
            shared: () => ({ id: '1', wrap: { actions: [common] }, more: { actions: [{ __typename: 'B', b: 2 }] } }),
          },
          Root: { __resolveReference: () => ({ id: '1', more: { actions: [common, { __typename: 'B', b: 3 }] } }) },
        },
      ],
      c: [
        'type B @key(fields: "b") { b: Int price(times: Int = 1): Int }',
        { B: { price: ({ b }: any, { times }: any) => b * 10 * times } },
      ],
    },
    {
      'of one, that another subgraph adds to': {
        query:
          'query ($times: Int) { ofB { again: wrap { all: actions { ...P } } wrap { actions { ...P ... on B { twice: price(times: $times) } } } } } fragment P on Action { ... on B { price } }',
        variables: { times: 2 },
        data: {
          ofB: { again: { all: [{}, { price: 10 }, null] }, wrap: { actions: [{}, { price: 10, twice: 20 }, null] } },
        },
      },
      'of the other, where none of it can be': {
        query: '{ ofA { wrap { actions { __typename ... on B { b } } } } }',
        data: { ofA: { wrap: { actions: [{ __typename: 'Common' }, { __typename: 'A' }] } } },
      },
      'of either, whichever is asked': {
        query: '{ shared { wrap { actions { ... on A { a } ... on Common { label } ... on B { b } } } } }',
        data: { shared: { wrap: { actions: [{ label: 'c' }] } } },
      },
      'of one': {
        query: '{ ofB { wrap { actions { __typename ... on Common { label } ... on A { a } ... on B { b } } } } }',
        data: { ofB: { wrap: { actions: [{ __typename: 'Common', label: 'c' }, { __typename: 'B', b: 1 }, null] } } },
      },
      'of one, below what the other has': {
        query:
          '{ ofA { more { actions { __typename ... on Common { label } ... on A { a } ... on B { b } } } } ofB { other { actions { ... on A { a } ... on B { b } } } } }',
        data: {
          ofA: {
            more: {
              actions: [
                { __typename: 'Common', label: 'c' },
                { __typename: 'B', b: 3 },
              ],
            },
          },
          ofB: { other: { actions: [{ a: 3 }] } },
        },
      },
      'of both, below what each has': {
        query:
          '{ shared { other { actions { ... on A { a } ... on B { b } } } more { actions { ... on A { a } ... on B { b } } } wrap { actions { __typename } } } }',
        data: {
          shared: {
            other: { actions: [{ a: 2 }] },
            more: { actions: [{ b: 2 }] },
            wrap: { actions: [{ __typename: 'Common' }] },
          },
        },
      },
    },
  );
});
