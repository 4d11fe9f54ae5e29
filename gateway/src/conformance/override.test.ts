import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('asked of the wrong subgraph');
};

describe('@override', () => {
  itAnswers(
    {
      old: [
        `type Query { feed: [Post] }
         type Post @key(fields: "id") { id: ID! createdAt: String title: String hits: Int likes: Int views: Int }`,
        {
          Query: { feed: () => [{ id: '1', title: 'old' }] },
          Post: { createdAt: wrong, likes: wrong, views: () => 2, hits: () => 1 },
        },
      ],
      new: [
        `type Query { latest: Post }
         type Post @key(fields: "id") { id: ID! createdAt: String @override(from: "old")
           hits: Int @external rank: Int @requires(fields: "hits") views: Int @override(from: "old", label: "percent(0)") }`,
        {
          Query: { latest: () => ({ id: '1' }) },
          Post: { createdAt: () => 'today', rank: ({ hits }: any) => hits + 1, views: wrong },
        },
      ],
      views: [
        'type Post @key(fields: "id") { id: ID! likes: Int @override(from: "old") }',
        { Post: { likes: () => 9 } },
      ],
    },
    {
      'is asked of the new owner': {
        query: '{ feed { createdAt title likes } }',
        data: { feed: [{ createdAt: 'today', title: 'old', likes: 9 }] },
      },
      'and beside what it requires of the old one': {
        query: '{ latest { createdAt rank title } }',
        data: { latest: { createdAt: 'today', rank: 2, title: null } },
        errors: ['latest.title'],
      },
    },
  );
});
