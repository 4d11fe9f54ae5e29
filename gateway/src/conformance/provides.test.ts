import { itAnswers } from '../testing/conformance.js';

describe('@provides', () => {
  itAnswers(
    {
      list: [
        `type Query { items: [Item] @provides(fields: "name maker { title }") plain: [Item]
           any: [Any] @provides(fields: "... on Item { name }") }
         union Any = Item | Maker
         interface Named { title: String }
         type Item @key(fields: "id") { id: ID! name: String @external maker: Maker @external }
         type Maker implements Named @key(fields: "id") { id: ID! title: String @external }`,
        {
          Query: {
            items: () => [{ id: '1', name: 'given', maker: { id: 'm', title: 'given too' } }],
            plain: () => [{ id: '1' }],
            any: () => [
              { __typename: 'Item', id: '1', name: 'given' },
              { __typename: 'Maker', id: 'm' },
            ],
          },
        },
      ],
      owner: [
        `interface Named { title: String }
         type Item @key(fields: "id") { id: ID! name: String @shareable price: Int maker: Maker @shareable }
         type Maker implements Named @key(fields: "id") { id: ID! title: String @shareable }`,
        {
          Item: { name: () => 'owned', price: () => 5, maker: () => ({ id: 'm' }) },
          Maker: { title: () => 'owned too' },
        },
      ],
    },
    {
      'what is provided is not asked elsewhere': {
        query: '{ items { name maker { title } } }',
        data: { items: [{ name: 'given', maker: { title: 'given too' } }] },
      },
      'beside what is not': {
        query: '{ items { name price maker { ... on Named { title } } } }',
        data: { items: [{ name: 'given', price: 5, maker: { title: 'given too' } }] },
      },
      'where nothing is provided the owner is asked': {
        query: '{ plain { name maker { title } } }',
        data: { plain: [{ name: 'owned', maker: { title: 'owned too' } }] },
      },
      'of a member of a union': {
        query: '{ any { ... on Item { name price } ... on Maker { title } } }',
        data: { any: [{ name: 'given', price: 5 }, { title: 'owned too' }] },
      },
    },
  );
});
