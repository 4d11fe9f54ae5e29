import { itAnswers } from '../testing/conformance.js';

describe('value types over subgraphs', () => {
  itAnswers(
    {
      a: [
        `type Query { box: Box @shareable order: Order }
         type Box @shareable { size: Size inner: Box }
         type Size @shareable { w: Int h: Int }
         type Order @key(fields: "id") { id: ID! price: Price items: [Line!]! }
         type Price { net: Int rate: Rate }
         type Rate { percent: Int }
         type Line @shareable { sku: ID! count: Int price: Price }`,
        {
          Query: {
            box: () => ({ size: { w: 1, h: 2 }, inner: { size: { w: 3, h: 4 }, inner: null } }),
            order: () => ORDER,
          },
          Order: { __resolveReference: () => ORDER },
        },
      ],
      b: [
        `type Query { box: Box @shareable }
         type Box @shareable { weight: Int inner: Box tags: [[Tag]] }
         type Tag @shareable { name: String }
         type Order @key(fields: "id") { id: ID! price: Price @external items: [Line!]! @external
           gross: Int @requires(fields: "price { net rate { percent } }")
           count: Int @requires(fields: "items { count price { net } }") }
         type Price { net: Int @external rate: Rate @external }
         type Rate { percent: Int @external }
         type Line { count: Int @external price: Price @external }`,
        {
          Query: {
            box: () => ({
              weight: 5,
              inner: { weight: 6, inner: null, tags: null },
              tags: [[{ name: 'x' }, null], null, []],
            }),
          },
          Order: {
            gross: ({ price }: any) => price.net + price.rate.percent,
            count: ({ items }: any) => items.reduce((sum: number, { count, price }: any) => sum + count * price.net, 0),
          },
        },
      ],
    },
    {
      'are asked of each for its part, as deep as is asked': {
        query: '{ box { weight size { w } inner { weight size { h } inner { weight } } tags { name } } }',
        data: {
          box: {
            weight: 5,
            size: { w: 1 },
            inner: { weight: 6, size: { h: 4 }, inner: null },
            tags: [[{ name: 'x' }, null], null, []],
          },
        },
      },
      'external within': {
        query: '{ order { gross count } }',
        data: { order: { gross: 17, count: 8 } },
      },
      'external within, beside the same': {
        query: '{ order { price { rate { percent } } gross items { sku price { net } } count } }',
        data: {
          order: { price: { rate: { percent: 7 } }, gross: 17, items: [{ sku: 's', price: { net: 4 } }], count: 8 },
        },
      },
    },
  );
});

const ORDER = {
  id: '1',
  price: { net: 10, rate: { percent: 7 } },
  items: [{ sku: 's', count: 2, price: { net: 4, rate: null } }],
};
