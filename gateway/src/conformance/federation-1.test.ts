import { itAnswers } from '../testing/conformance.js';

describe('subgraphs of Federation 1', () => {
  const USERS = [
    { id: 'u1', rid: 'r1', name: 'An' },
    { id: 'u2', rid: 'r2', name: 'Bo' },
  ];
  const named = ({ id }: any) => USERS.find((user) => user.id === id);
  itAnswers(
    {
      users: [
        `type Query { users: [User] }
         type User @key(fields: "id") @key(fields: "rid") { id: ID! rid: ID name: String address: Address }
         type Address { city: String }
         interface Node { id: ID! }`,
        { Query: { users: () => USERS }, User: { __resolveReference: named, address: () => ({ city: 'Hue' }) } },
        '',
      ],
      posts: [
        `extend type Query { posts: [Post] }
         type Post @key(fields: "id") { id: ID! author: User @provides(fields: "name") byId: User }
         extend type User @key(fields: "id") { id: ID! @external name: String @external posts: [Post] shout: String @requires(fields: "name address { city }") address: Address @external }
         extend type Address { city: String @external }`,
        {
          Query: { posts: () => [{ id: 'p' }] },
          Post: { author: () => USERS[0], byId: () => ({ id: 'u2' }) },
          User: {
            posts: () => [{ id: 'p' }],
            shout: ({ name, address }: any) => `${name} of ${address.city}!`,
          },
        },
        '',
      ],
      marks: [
        `type User @extends @key(fields: "rid") { rid: ID @external mark: Int }
         type Post @extends @key(fields: "id") { id: ID! @external mark: Int }
         type Mutation { mark(post: ID!): Post }`,
        {
          User: { mark: ({ rid }: any) => (rid === 'r1' ? 1 : 2) },
          Post: { mark: () => 8 },
          Mutation: { mark: (_: unknown, { post }: any) => ({ id: post }) },
        },
        '',
      ],
    },
    {
      'are composed': {
        query: '{ users { name posts { id mark } mark } }',
        data: {
          users: [
            { name: 'An', posts: [{ id: 'p', mark: 8 }], mark: 1 },
            { name: 'Bo', posts: [{ id: 'p', mark: 8 }], mark: 2 },
          ],
        },
      },
      'external keys, provided and required fields': {
        query: '{ posts { author { id name shout mark } byId { shout name rid } } }',
        data: {
          posts: [
            {
              author: { id: 'u1', name: 'An', shout: 'An of Hue!', mark: 1 },
              byId: { shout: 'Bo of Hue!', name: 'Bo', rid: 'r2' },
            },
          ],
        },
      },
      'a mutation of an extended type': {
        query: 'mutation { mark(post: "p") { mark author { name } } }',
        data: { mark: { mark: 8, author: { name: 'An' } } },
      },
    },
  );
});

describe('subgraphs of Federation 1 beside one of Federation 2', () => {
  itAnswers(
    {
      old: [
        `type Query { cart: Cart }
         type Cart @key(fields: "id") { id: ID! total: Money lines: [Line] }
         type Money { amount: Int currency: Currency }
         enum Currency { VND USD }
         type Line { sku: String }`,
        {
          Query: { cart: () => ({ id: 'c' }) },
          Cart: { total: () => ({ amount: 5, currency: 'VND' }), lines: () => [{ sku: 's' }] },
        },
        '',
      ],
      new: [
        `type Cart @key(fields: "id") { id: ID! total: Money @external fee: Money @requires(fields: "total { amount }") }
         type Money @shareable { amount: Int currency: Currency }
         enum Currency { VND USD }`,
        { Cart: { fee: ({ total }: any) => ({ amount: total.amount * 2, currency: 'USD' }) } },
      ],
    },
    {
      'value types are shared': {
        query: '{ cart { total { currency } fee { amount currency } lines { sku } } }',
        data: { cart: { total: { currency: 'VND' }, fee: { amount: 10, currency: 'USD' }, lines: [{ sku: 's' }] } },
      },
    },
  );
});
