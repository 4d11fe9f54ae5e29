import { itAnswers, type Parts } from '../testing/conformance.js';

const likesOf = (id: string): number => Number(id.slice(1)) * 10;

const POSTS: Parts = [
  `type Query { post: Post posts: [Post] }
   type Mutation { publish: Post }
   type Post @key(fields: "id") { id: ID! title: String size: Size author: Author }
   type Size { w: Int h: Int }
   type Author @key(fields: "name") { name: String! }`,
  {
    Query: { post: () => ({ id: '1' }), posts: () => [{ id: '1' }, null, { id: '2' }] },
    Mutation: { publish: () => ({ id: '3' }) },
    Post: {
      title: ({ id }: any) => `title ${id}`,
      size: () => ({ w: 2, h: 3 }),
      author: () => ({ name: 'An' }),
    },
  },
];

const COMMENTS: Parts = [
  `type Post @key(fields: "id") { id: ID! comments(limit: Int!, from: Int = 1): [Comment] count: Int votes(kind: String = "up"): Int }
   type Comment @key(fields: "id") { id: ID! likes: Int }
   type Author @key(fields: "name") { name: String! posts(limit: Int): [Int] }`,
  {
    Post: {
      comments: (_: unknown, { limit, from }: any) => {
        if (limit > 4) throw new Error('no more than four');
        return ['c1', 'c2', 'c3', 'c4'].slice(from - 1, from - 1 + limit).map((id) => ({ id, likes: likesOf(id) }));
      },
      count: () => 4,
      votes: (_: unknown, { kind }: any) => (kind === 'up' ? 0 : 5),
    },
    Author: { posts: (_: unknown, { limit }: any) => Array.from({ length: limit }, (_each, index) => index) },
  },
];

const JUDGE: Parts = [
  `type Post @key(fields: "id") { id: ID!
     comments(limit: Int!, from: Int = 1): [Comment] @external
     count: Int @external
     votes(kind: String = "up"): Int @external
     size: Size @external
     author: Author @external
     isHot: Boolean @requires(fields: "comments(limit: 3) { id }")
     first: String @requires(fields: "comments(limit: 1) { id }")
     last(mark: String): String @requires(fields: "comments(from: 4, limit: 1) { id } count")
     broken: String @requires(fields: "comments(limit: 5) { id }")
     score: String @requires(fields: "votes")
     against: String @requires(fields: "votes(kind: \\"down\\")")
     prolific: Int @requires(fields: "author { posts(limit: 7) }")
     area: Int @requires(fields: "size { w h }")
     double: Int @requires(fields: "count") }
   type Comment @key(fields: "id") { id: ID! }
   type Author @key(fields: "name") { name: String! posts(limit: Int): [Int] @external }
   type Size { w: Int @external h: Int @external }`,
  {
    Post: {
      isHot: ({ comments }: any) => comments.length === 3,
      first: ({ comments }: any) => comments.map(({ id }: any) => id).join(),
      last: ({ comments, count }: any, { mark = '' }: any) =>
        `${comments.map(({ id }: any) => id).join()}${mark} of ${count}`,
      broken: ({ comments = null }: any) => `${comments}`,
      score: ({ votes }: any) => `${votes}`,
      against: ({ votes }: any) => `${votes}`,
      prolific: ({ author }: any) => author.posts.length,
      area: ({ size }: any) => size.w * size.h,
      double: ({ count }: any) => count * 2,
    },
  },
];

const SUMS: Parts = [
  `type Post @key(fields: "id") { id: ID! double: Int @external area: Int @external first: String @external
     sum: Int @requires(fields: "double area") again: String @requires(fields: "first") }`,
  {
    Post: {
      sum: ({ double, area }: any) => double + area,
      again: ({ first }: any) => `again ${first}`,
    },
  },
];

const FALSY = 'a renamed value that is 0 is lost';

describe('@requires', () => {
  itAnswers(
    { posts: POSTS, comments: COMMENTS, judge: JUDGE, sums: SUMS },
    {
      'a field of another subgraph': { query: '{ post { double } }', data: { post: { double: 8 } } },
      'fields below one': {
        query: '{ posts { area id } }',
        data: { posts: [{ area: 6, id: '1' }, null, { area: 6, id: '2' }] },
      },
      'what requires something itself': {
        query: '{ post { sum title } }',
        data: { post: { sum: 14, title: 'title 1' } },
      },
      'under an alias, and twice': {
        query: '{ post { one: double two: double } }',
        data: { post: { one: 8, two: 8 } },
      },
      'in a mutation': { query: 'mutation { publish { id double } }', data: { publish: { id: '3', double: 8 } } },
    },
  );
});

describe('@requires with arguments', () => {
  itAnswers(
    { posts: POSTS, comments: COMMENTS, judge: JUDGE, sums: SUMS },
    {
      alone: { query: '{ post { isHot } }', data: { post: { isHot: true } } },
      'beside the same field under other arguments': {
        query: '{ post { isHot comments(limit: 1) { likes } } }',
        data: { post: { isHot: true, comments: [{ likes: 10 }] } },
      },
      'beside the same field under a variable': {
        query: 'query ($limit: Int!) { post { comments(limit: $limit) { id } ...F } } fragment F on Post { isHot }',
        variables: { limit: 2 },
        data: { post: { comments: [{ id: 'c1' }, { id: 'c2' }], isHot: true } },
      },
      'beside another field under its name': {
        query: '{ post { comments: title isHot } }',
        data: { post: { comments: 'title 1', isHot: true } },
      },
      'two of one field': { query: '{ post { isHot first } }', data: { post: { isHot: true, first: 'c1' } } },
      'three of one field, in a list': {
        query: '{ posts { last(mark: "!") isHot first comments(limit: 2) { id } } }',
        data: {
          posts: [
            { last: 'c4! of 4', isHot: true, first: 'c1', comments: [{ id: 'c1' }, { id: 'c2' }] },
            null,
            { last: 'c4! of 4', isHot: true, first: 'c1', comments: [{ id: 'c1' }, { id: 'c2' }] },
          ],
        },
      },
      'asked apart, each with the variables that are its own': {
        query:
          'query ($mark: String, $no: Boolean!) { post { last(mark: $mark) first isHot @skip(if: $no) t: __typename double } }',
        variables: { mark: '?', no: false },
        data: { post: { last: 'c4? of 4', first: 'c1', isHot: true, t: 'Post', double: 8 } },
      },
      'by a default, beside another value': {
        query: '{ post { against score votes } }',
        data: { post: { against: '5', score: '0', votes: 0 } },
        notStock: FALSY,
      },
      'below another field': { query: '{ post { prolific } }', data: { post: { prolific: 7 } } },
      'by what is required elsewhere': { query: '{ post { again } }', data: { post: { again: 'again c1' } } },
      'in a mutation, once': {
        query: 'mutation { publish { isHot first comments(limit: 1) { id } } }',
        data: { publish: { isHot: true, first: 'c1', comments: [{ id: 'c1' }] } },
      },
      'that fails, under its own name': {
        query: '{ posts { title broken } }',
        data: { posts: [{ title: 'title 1', broken: 'null' }, null, { title: 'title 2', broken: 'null' }] },
        errors: ['posts.0.comments', 'posts.2.comments'],
      },
    },
  );
});
