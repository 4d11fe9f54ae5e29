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
