import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('asked of the wrong subgraph');
};

describe('@override of fields that others need', () => {
  itAnswers(
    {
      old: [
        `type Query { feed: [Post] media: [Media] }
         interface Media { id: ID! sku: String }
         type Post implements Media @key(fields: "id") @key(fields: "sku") { id: ID! sku: String score: Int author: Author }
         type Clip implements Media @key(fields: "id") { id: ID! sku: String length: Int }
         type Author @key(fields: "id") { id: ID! name: String @shareable }`,
        {
          Query: {
            feed: () => [{ id: '1' }, null],
            media: () => [
              { __typename: 'Post', id: '1' },
              { __typename: 'Clip', id: '2' },
            ],
          },
          Post: {
            __resolveReference: ({ id, sku }: any) => ({ id: id ?? sku.slice(4) }),
            sku: wrong,
            score: wrong,
            author: wrong,
          },
          Clip: { sku: () => 'clip', length: wrong },
          Author: { name: () => 'name' },
        },
      ],
      new: [
        `type Query { latest: Post @provides(fields: "author { name }") }
         type Post @key(fields: "id") { id: ID! sku: String @override(from: "old") @shareable score: Int @override(from: "old") author: Author @override(from: "old") }
         type Clip @key(fields: "id") { id: ID! length: Int @override(from: "old") }
         type Author @key(fields: "id") { id: ID! name: String @external }
         type Never @key(fields: "id") { id: ID! x: Int @override(from: "gone") }`,
        {
          Query: { latest: () => ({ id: '3', author: { id: 'a', name: 'provided' } }) },
          Post: {
            __resolveReference: ({ id }: any) => ({ id }),
            sku: ({ id }: any) => `sku ${id}`,
            score: ({ id }: any) => Number(id),
            author: () => ({ id: 'a', name: 'provided' }),
          },
          Clip: { length: () => 60 },
        },
      ],
      shop: [
        `type Post @key(fields: "sku") { sku: String price: Int score: Int @external worth: Int @requires(fields: "score") }`,
        { Post: { price: ({ sku }: any) => sku.length, worth: ({ score }: any) => score * 10 } },
      ],
    },
    {
      'a key': { query: '{ feed { price } }', data: { feed: [{ price: 5 }, null] } },
      'what is required': {
        query: '{ feed { worth } latest { worth score } }',
        data: { feed: [{ worth: 10 }, null], latest: { worth: 30, score: 3 } },
      },
      'a field of an interface': {
        query: '{ media { sku ... on Clip { length } ... on Post { author { name } } } }',
        data: {
          media: [
            { sku: 'sku 1', author: { name: 'name' } },
            { sku: 'clip', length: 60 },
          ],
        },
      },
      'what is provided': {
        query: '{ latest { author { name } } }',
        data: { latest: { author: { name: 'provided' } } },
      },
    },
  );
});
