import { itAnswers, type Parts } from '../testing/conformance.js';

/** Who is asked for a field without what it requires does not know it: `NaN` is no value. */
const next = (name: string, by: number) => (found: Readonly<Record<string, number>>) =>
  (found[name] ?? Number.NaN) + by;

const root = 'type Query { thing: Thing things: [Thing] }';
const Query = { thing: () => ({ id: '1', v0: 1 }), things: () => [{ id: '1', v0: 1 }, null, { id: '2', v0: 1 }] };
const thing = (fields: string): string => `type Thing @key(fields: "id") { id: ID! ${fields} }`;

const FORTH_AND_BACK: Readonly<Record<string, Parts>> = {
  a: [
    `${root} ${thing('v0: Int v1: Int @external v2: Int @requires(fields: "v1")')}`,
    { Query, Thing: { v0: () => 1, v2: next('v1', 10) } },
  ],
  b: [
    thing(
      'v0: Int @external v1: Int @requires(fields: "v0") v2: Int @external v3(times: Int = 1): Int @requires(fields: "v2") twin: Thing',
    ),
    {
      Thing: {
        v1: next('v0', 1),
        v3: (found: any, { times }: any) => next('v2', 100)(found) * times,
        twin: ({ id }: any) => ({ id }),
      },
    },
  ],
};

describe('two subgraphs that require of each other', () => {
  itAnswers(FORTH_AND_BACK, {
    'once each': { query: '{ thing { v2 } }', data: { thing: { v2: 12 } } },
    'and again': { query: '{ thing { v3 } }', data: { thing: { v3: 112 } } },
    'all that is on the way': {
      query: '{ thing { v3 v2 v1 v0 } }',
      data: { thing: { v3: 112, v2: 12, v1: 2, v0: 1 } },
    },
    'in lists, and further on': {
      query: '{ things { v3 twin { v3 twin { id } } } }',
      data: { things: [1, 0, 2].map((id) => (id ? { v3: 112, twin: { v3: 112, twin: { id: `${id}` } } } : null)) },
    },
    'with arguments, under other names, on conditions': {
      query:
        'query ($times: Int, $no: Boolean!) { thing { v1: v3(times: $times) v2: v3 ...Back @include(if: $no) v0 @skip(if: $no) } } fragment Back on Thing { v3 }',
      variables: { times: 2, no: false },
      data: { thing: { v1: 224, v2: 112, v0: 1 } },
    },
  });
});

describe('several subgraphs that require of each other', () => {
  itAnswers(
    {
      a: FORTH_AND_BACK.a as Parts,
      b: [thing('v0: Int @external v1: Int @requires(fields: "v0")'), { Thing: { v1: next('v0', 1) } }],
      c: [
        thing('v0: Int @external v2: Int @external v3: Int @requires(fields: "v2") w: Int @requires(fields: "v0")'),
        { Thing: { v3: next('v2', 100), w: next('v0', 7) } },
      ],
      d: [
        `${thing('v1: Int @external v3: Int @external v4: Part @requires(fields: "v3 v1")')} type Part { sum: Int }`,
        { Thing: { v4: ({ v1, v3 }: any) => ({ sum: v1 + v3 }) } },
      ],
    },
    {
      'back in the first': { query: '{ thing { v3 } }', data: { thing: { v3: 112 } } },
      'beside what is required otherwise': { query: '{ thing { v3 w } }', data: { thing: { v3: 112, w: 8 } } },
      'two of them for one': { query: '{ thing { v4 { sum } } }', data: { thing: { v4: { sum: 114 } } } },
      'everything at once': {
        query: '{ things { v4 { sum } w v3 v2 v1 v0 } }',
        data: {
          things: [1, 0, 1].map((is) => (is ? { v4: { sum: 114 }, w: 8, v3: 112, v2: 12, v1: 2, v0: 1 } : null)),
        },
      },
    },
  );
});

describe('what only subgraphs see, on the way forth and back', () => {
  const [sdl, resolvers] = FORTH_AND_BACK.a as Parts;
  itAnswers(
    { a: [sdl.replace('v2: Int', 'v2: Int @inaccessible'), resolvers], b: FORTH_AND_BACK.b as Parts },
    {
      'is asked for': {
        query: '{ things { v3 v0 } }',
        data: { things: [1, 0, 1].map((is) => (is ? { v3: 112, v0: 1 } : null)) },
      },
    },
  );
});
