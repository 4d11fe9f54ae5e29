import { itAnswers } from '../testing/conformance.js';

const node = (id: string) => ({ __typename: id[0] === 'A' ? 'A' : 'B', id });
const typed = { __resolveReference: ({ id }: any) => node(id) };
const code = ({ id }: any) => `${id}?`;
const thing = { __resolveReference: ({ id }: any) => ({ __typename: 'Thing', id }) };

describe('a shared field of an interface that is an object in one of its subgraphs', () => {
  itAnswers(
    {
      a: [
        `type Query { all: [Thing] @shareable }
         interface Thing @key(fields: "id") { id: ID! code: String }
         type A implements Thing @key(fields: "id") { id: ID! code: String next: Thing }
         type B implements Thing @key(fields: "id") { id: ID! code: String size: Int }`,
        {
          Query: { all: () => [node('A1'), null, node('B2')] },
          ...{ Thing: typed, A: { ...typed, code, next: () => node('B2') }, B: { ...typed, code, size: () => 5 } },
        },
      ],
      b: [
        `type Query { all: [Thing] @shareable }
         type Thing @key(fields: "id") @interfaceObject { id: ID! mark: String }`,
        {
          Query: { all: () => [{ id: 'A1' }, null, { id: 'B2' }] },
          Thing: { ...thing, mark: ({ id }: any) => `${id}!` },
        },
      ],
    },
    {
      'keeps the types that the other has told': {
        query:
          'query ($yes: Boolean!) { all { id ... on B { x: id code size id } y: mark ... on A @include(if: $yes) { code next { code } mark } } }',
        variables: { yes: false },
        data: { all: [{ id: 'A1', y: 'A1!' }, null, { id: 'B2', x: 'B2', code: 'B2?', size: 5, y: 'B2!' }] },
        notStock: 'the name of the interface takes the place of the type',
      },
      'and where there is more to ask of one': {
        query:
          'query ($yes: Boolean!) { all { id ... on B { x: id code size id } y: mark ... on A @include(if: $yes) { code next { code } mark } } }',
        variables: { yes: true },
        data: {
          all: [
            { id: 'A1', y: 'A1!', code: 'A1?', next: { code: 'B2?' }, mark: 'A1!' },
            null,
            { id: 'B2', x: 'B2', code: 'B2?', size: 5, y: 'B2!' },
          ],
        },
      },
    },
  );
});

describe('several fields of an interface object that require one that two other subgraphs lead to', () => {
  const interfaces = `interface Thing @key(fields: "id") { id: ID! }
    type A implements Thing @key(fields: "id") { id: ID! } type B implements Thing @key(fields: "id") { id: ID! }`;
  const resolvers = { Thing: typed, A: typed, B: typed };
  itAnswers(
    {
      a: [interfaces, resolvers],
      b: [`type Query { one: Thing } ${interfaces}`, { ...resolvers, Query: { one: () => node('B1') } }],
      c: [
        'type Thing @key(fields: "id") @interfaceObject { id: ID! heir(of: Int = 1): Thing }',
        { Thing: { ...thing, heir: (_: unknown, { of }: any) => ({ id: `B${of}` }) } },
      ],
      d: [
        `type Thing @key(fields: "id") @interfaceObject {
           id: ID! heir(of: Int = 1): Thing @external
           cost(by: Int = 1): String @requires(fields: "heir(of: 2) { id }") part: Part @requires(fields: "heir(of: 2) { id }")
         } type Part { no: ID }`,
        {
          Thing: {
            __resolveReference: (given: object) => ({ ...given, __typename: 'Thing' }),
            cost: ({ heir }: any, { by }: any) => `${heir.id}*${by}`,
            part: ({ heir }: any) => ({ no: heir.id }),
          },
        },
      ],
    },
    {
      'two of them': { query: '{ one { x: cost cost(by: 2) } }', data: { one: { x: 'B2*1', cost: 'B2*2' } } },
      'all at once': {
        query: '{ one { x: cost(by: 3) y: cost z: cost(by: 4) part { no } heir { id } } }',
        data: { one: { x: 'B2*3', y: 'B2*1', z: 'B2*4', part: { no: 'B2' }, heir: { id: 'B1' } } },
      },
      'of one of the types, on conditions': {
        query:
          'query ($by: Int, $no: Boolean!) { one { x: cost(by: 3) ... on B { __typename y: cost(by: $by) z: cost } ... on A { id } part @skip(if: $no) { no } } }',
        variables: { by: 5, no: true },
        data: { one: { x: 'B2*3', __typename: 'B', y: 'B2*5', z: 'B2*1' } },
      },
    },
  );
});

describe('fields of interface objects, one of which requires another', () => {
  itAnswers(
    {
      a: [
        'type Query { one: Thing } type Thing @key(fields: "id") @interfaceObject { id: ID! mass: Int! }',
        { Query: { one: () => ({ id: 'A1' }) }, Thing: { ...thing, mass: () => 3 } },
      ],
      b: [
        'type Thing @key(fields: "id") @interfaceObject { id: ID! mass: Int! @external cost: Int @requires(fields: "mass") }',
        {
          Thing: {
            __resolveReference: (given: object) => ({ ...given, __typename: 'Thing' }),
            cost: ({ mass }: any) => mass * 2,
          },
        },
      ],
      c: [
        `interface Thing @key(fields: "id") { id: ID! }
         type A implements Thing @key(fields: "id") { id: ID! } type B implements Thing @key(fields: "id") { id: ID! }`,
        { Thing: typed, A: typed, B: typed },
      ],
    },
    {
      'on several conditions of one kind': {
        query:
          'query ($no: Boolean!, $yes: Boolean!) { one { ... on A { ... on A @skip(if: $no) { ... on A @skip(if: $yes) { cost } } } } }',
        variables: { no: false, yes: false },
        data: { one: { cost: 6 } },
      },
    },
  );
});

describe('a subgraph that has a type by two keys, beside unions of different types', () => {
  itAnswers(
    {
      a: [
        `type Query { any: [Any] } union Any = A | B
         type A @key(fields: "id") @key(fields: "ref { no }") { id: ID! ref: Ref! twin: B } type Ref { no: ID! }
         type B @key(fields: "id") { id: ID! }`,
        {
          Query: { any: () => [{ ...node('A1'), ref: { no: '7' }, twin: node('B2') }, node('B2')] },
        },
      ],
      b: [
        `union Any = B type B @key(fields: "id") { id: ID! size: Int twin: Any }`,
        { B: { size: () => 5, twin: node } },
      ],
    },
    {
      'are one graph': {
        query: '{ any { ... on A { ref { no } twin { size } } ... on B { size } } }',
        data: { any: [{ ref: { no: '7' }, twin: { size: 5 } }, { size: 5 }] },
      },
    },
  );
});
