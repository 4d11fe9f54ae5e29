import { itAnswers } from '../testing/conformance.js';

describe('types that refer to each other', () => {
  itAnswers(
    {
      users: [
        'type Query { me: User } type User @key(fields: "id") { id: ID! name: String friends: [User!]! }',
        {
          Query: { me: () => ({ id: 'u1', name: 'u1!' }) },
          User: { name: ({ id }: any) => `${id}!`, friends: ({ id }: any) => (id === 'u1' ? [{ id: 'u2' }] : []) },
        },
      ],
      posts: [
        `type Query { top: Post }
         type User @key(fields: "id") { id: ID! posts: [Post] }
         type Post @key(fields: "id") { id: ID! author: User next: Post }`,
        {
          Query: { top: () => ({ id: 'p1' }) },
          User: { posts: ({ id }: any) => [{ id: `${id}p` }] },
          Post: { author: () => ({ id: 'u1' }), next: ({ id }: any) => ({ id: `${id}n` }) },
        },
      ],
      likes: [
        'type Post @key(fields: "id") { id: ID! likedBy: [User] } type User @key(fields: "id") { id: ID! likes: Int }',
        { Post: { likedBy: () => [{ id: 'u2' }, null] }, User: { likes: () => 5 } },
      ],
    },
    {
      'are followed as far as is asked': {
        query: '{ me { posts { author { name posts { author { name likes friends { name posts { id } } } } } } } }',
        data: {
          me: {
            posts: [
              {
                author: {
                  name: 'u1!',
                  posts: [{ author: { name: 'u1!', likes: 5, friends: [{ name: 'u2!', posts: [{ id: 'u2p' }] }] } }],
                },
              },
            ],
          },
        },
      },
      'across three subgraphs': {
        query: '{ top { next { next { likedBy { name posts { likedBy { likes } } } } } } }',
        data: {
          top: { next: { next: { likedBy: [{ name: 'u2!', posts: [{ likedBy: [{ likes: 5 }, null] }] }, null] } } },
        },
      },
    },
  );
});

describe('interfaces that refer to themselves', () => {
  const book = (id: string) => ({ __typename: 'Book', id, price: Number(id) });
  itAnswers(
    {
      a: [
        `type Query { product: Product }
         interface Product { id: ID! alike: Product }
         type Book implements Product @key(fields: "id") { id: ID! alike: Product @provides(fields: "... on Book { price }") price: Float @external }`,
        {
          Query: { product: () => book('1') },
          Book: { alike: ({ id }: any) => (id === '4' ? null : book(String(Number(id) + 1))) },
        },
      ],
      b: [
        'type Book @key(fields: "id") { id: ID! price: Float @shareable }',
        { Book: { price: ({ id }: any) => Number(id) } },
      ],
    },
    {
      'are followed': {
        query:
          '{ product { alike { __typename alike { id ... on Book { price alike { alike { id } } } } } ... on Book { price } } }',
        data: {
          product: {
            alike: { __typename: 'Book', alike: { id: '3', price: 3, alike: { alike: null } } },
            price: 1,
          },
        },
      },
    },
  );
});
