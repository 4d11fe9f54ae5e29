import { itAnswers } from '../testing/conformance.js';

describe('entities that are not there', () => {
  itAnswers(
    {
      a: [
        `type Query { list: [Item] strict: [Item!] item(id: ID!): Item holder: Holder }
         type Holder { item: Item! optional: Item deep: [[Item!]]! }
         type Item @key(fields: "id") { id: ID }`,
        {
          Query: {
            list: () => ITEMS,
            strict: () => [{ id: '1' }, { id: 'none' }],
            item: (_: unknown, { id }: any) => ({ id }),
            holder: () => ({
              item: { id: '1' },
              optional: { id: 'none' },
              deep: [[{ id: '1' }, { id: 'none' }], null],
            }),
          },
        },
      ],
      b: [
        'type Item @key(fields: "id") @key(fields: "code") { id: ID code: ID name: String must: String! tags: [String!]! }',
        {
          Item: {
            __resolveReference: async ({ id }: any) => {
              if (id === 'fails') throw new Error('it fails');
              return id === 'none' || id === null ? null : { id, code: id === '2' ? null : `c${id}` };
            },
            name: ({ id }: any) => `name ${id}`,
            must: ({ id }: any) => (id === '2' ? null : 'must'),
            tags: ({ id }: any) => (id === '2' ? ['t', null] : []),
          },
        },
      ],
      c: [
        'type Item @key(fields: "code") { code: ID price: Int owner: Owner! } type Owner { name: String! }',
        {
          Item: {
            __resolveReference: ({ code }: any) => (code === null ? null : { code }),
            price: () => 5,
            owner: () => ({ name: 'o' }),
          },
        },
      ],
    },
    {
      'what may be null is null': {
        query: '{ list { id name } }',
        data: {
          list: [
            { id: '1', name: 'name 1' },
            { id: 'none', name: null },
            { id: null, name: null },
            null,
            { id: '2', name: 'name 2' },
            { id: 'fails', name: null },
          ],
        },
        errors: ['list.5'],
      },
      'where something must be, the object is null': {
        query: '{ list { id must } }',
        data: { list: [{ id: '1', must: 'must' }, null, null, null, null, null] },
        errors: ['list.4.must', 'list.5'],
      },
      'and so is the list, where its items must be': {
        query: '{ strict { must } one: item(id: "1") { must } }',
        data: { strict: null, one: { must: 'must' } },
      },
      'behind a key that is not known': {
        query: '{ list { price } item(id: "2") { price } }',
        data: {
          list: [{ price: 5 }, { price: null }, { price: null }, null, { price: null }, { price: null }],
          item: { price: null },
        },
        errors: ['list.5'],
      },
      'behind it, where something must be': {
        query: '{ list { owner { name } } holder { optional { owner { name } } deep { owner { name } } } }',
        data: {
          list: [{ owner: { name: 'o' } }, null, null, null, null, null],
          holder: { optional: null, deep: [null, null] },
        },
        errors: ['list.5'],
      },
      'all the way up': {
        query: '{ item(id: "none") { must } holder { item { must owner { name } } optional { name } } }',
        data: { item: null, holder: { item: { must: 'must', owner: { name: 'o' } }, optional: { name: null } } },
      },
    },
  );
});

const ITEMS = [{ id: '1' }, { id: 'none' }, { id: null }, null, { id: '2' }, { id: 'fails' }];
