import { itAnswers } from '../testing/conformance.js';

describe('keys', () => {
  itAnswers(
    {
      a: [
        `type Query { all: [Thing] strict: Strict }
         type Thing @key(fields: "id") { id: ID part: [Part] }
         type Part @shareable { code: String }
         type Strict { thing: Thing! }`,
        {
          Query: {
            all: () => [{ id: '1', part: [{ code: 'x' }] }, { id: null, part: null }, null, { id: 'gone', part: [] }],
            strict: () => ({ thing: { id: 'gone' } }),
          },
          Thing: { __resolveReference: ({ id }: any) => ({ id, part: id === '1' ? [{ code: 'x' }] : null }) },
        },
      ],
      b: [
        `type Thing @key(fields: "id") @key(fields: "code") { id: ID code: String mate: Thing needed: Int! }`,
        {
          Thing: {
            __resolveReference: ({ id, code }: any) => (id === '1' || code === 'c1' ? { id: '1', code: 'c1' } : null),
            mate: ({ id }: any) => ({ id, code: 'c1' }),
            needed: () => 1,
          },
        },
      ],
      c: [
        'type Thing @key(fields: "code parts { n }") @key(fields: "code") { code: String parts: [Piece] weight: Int } type Piece @shareable { n: Int }',
        { Thing: { weight: ({ code }: any) => (code === 'c1' ? 7 : 8), parts: () => [{ n: 1 }, null] } },
      ],
      d: [
        'type Thing @key(fields: "code parts { n }") { code: String parts: [Piece] sum: Int } type Piece @shareable { n: Int }',
        { Thing: { sum: ({ parts }: any) => parts.length } },
      ],
    },
    {
      'that are null, or of nothing': {
        query: '{ all { id code } }',
        data: {
          all: [{ id: '1', code: 'c1' }, { id: null, code: null }, null, { id: 'gone', code: null }],
        },
      },
      'in a chain': {
        query: '{ all @include(if: true) { weight } }',
        data: { all: [{ weight: 7 }, { weight: null }, null, { weight: null }] },
      },
      'of lists and objects': {
        query: '{ all { mate { sum part { code } mate { id } } } }',
        data: {
          all: [{ mate: { sum: 2, part: [{ code: 'x' }], mate: { id: '1' } } }, { mate: null }, null, { mate: null }],
        },
      },
      'of nothing, where something must be': {
        query: '{ strict { thing { needed } } all { id } }',
        data: { strict: null, all: [{ id: '1' }, { id: null }, null, { id: 'gone' }] },
      },
    },
  );
});
