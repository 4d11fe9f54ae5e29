import { itAnswers } from '../testing/conformance.js';

describe('one response key of several types', () => {
  itAnswers(
    {
      a: [
        `type Query { any: [Any] }
         union Any = User | Admin | Guest
         type User @key(fields: "id") { id: ID! tags: [String!]! }
         type Admin @key(fields: "id") { id: ID! tags: [String!] parts: [Part!]! }
         type Guest @key(fields: "id") { id: ID! tags: [String] parts: [Part] }
         type Part @key(fields: "id") { id: ID! }`,
        {
          Query: {
            any: () => [
              { __typename: 'User', id: 'u', tags: ['x'] },
              { __typename: 'Admin', id: 'a', tags: null, parts: [{ id: 'p' }] },
              { __typename: 'Guest', id: 'g', tags: [null], parts: null },
            ],
          },
        },
      ],
      b: [
        `type User @key(fields: "id") { id: ID! mark: String! }
         type Admin @key(fields: "id") { id: ID! mark: Int }
         type Guest @key(fields: "id") { id: ID! mark(of: Int = 1): String }
         type Part @key(fields: "id") { id: ID! size: Int! }`,
        {
          User: { mark: () => 'u!' },
          Admin: { mark: () => 2 },
          Guest: { mark: (_: unknown, { of }: any) => `${of}` },
          Part: { size: () => 3 },
        },
      ],
    },
    {
      'whether they may be null or not': {
        query:
          '{ any { ... on User { tags } ... on Admin { t: tags parts { size } } ... on Guest { l: tags p: parts { size } } } }',
        data: { any: [{ tags: ['x'] }, { t: null, parts: [{ size: 3 }] }, { l: [null], p: null }] },
      },
      'under arguments': {
        query:
          '{ any { ... on User { m: mark } ... on Admin { n: mark } ... on Guest { i: id o: mark(of: 2) p: mark } } }',
        data: { any: [{ m: 'u!' }, { n: 2 }, { i: 'g', o: '2', p: '1' }] },
      },
    },
  );
});
