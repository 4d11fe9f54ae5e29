import { itAnswers, type Parts } from '../testing/conformance.js';

const SIGHTS: Readonly<Record<string, Parts>> = {
  parks: [
    `type Query { things: [Thing] found: [Found] first: Thing }
     interface Thing { id: ID! label: String }
     union Found = Tree | Bench
     type Tree implements Thing @key(fields: "id") { id: ID! label: String height: Int near: [Thing!] kin: [[Found]] }
     type Bench implements Thing @key(fields: "id") { id: ID! label: String seats: Int }`,
    {
      Query: { things: () => [TREE, null, BENCH], found: () => [BENCH, TREE], first: () => TREE },
      Tree: { near: () => [BENCH, TREE], kin: () => [[BENCH, null], null, [TREE]] },
    },
  ],
  city: [
    `interface Thing { id: ID! age: Int owner: Owner }
     interface Owner { name: String }
     type Firm implements Owner { name: String size: Int }
     type Person implements Owner @key(fields: "name") { name: String }
     type Tree implements Thing @key(fields: "id") { id: ID! age: Int owner: Owner }
     type Bench implements Thing @key(fields: "id") { id: ID! age: Int owner: Owner seats: Int @external wide: Boolean @requires(fields: "seats") }`,
    {
      Tree: { age: () => 90, owner: () => ({ __typename: 'Person', name: 'An' }) },
      Bench: {
        age: () => 3,
        owner: () => ({ __typename: 'Firm', name: 'Wood', size: 8 }),
        wide: ({ seats }: any) => seats > 2,
      },
    },
  ],
  people: [
    'type Person @key(fields: "name") { name: String email: String }',
    { Person: { email: ({ name }: any) => `${name}@x` } },
  ],
};
const TREE = { __typename: 'Tree', id: 't', label: 'Oak', height: 12 };
const BENCH = { __typename: 'Bench', id: 'b', label: 'Long', seats: 4 };

describe('interfaces and unions', () => {
  itAnswers(SIGHTS, {
    'a field of the interface that another subgraph has': {
      query: '{ things { id age } }',
      data: { things: [{ id: 't', age: 90 }, null, { id: 'b', age: 3 }] },
    },
    'with types told everywhere': {
      query: '{ things { __typename k: __typename ... on Thing { __typename owner { __typename name } } } }',
      data: {
        things: [
          { __typename: 'Tree', k: 'Tree', owner: { __typename: 'Person', name: 'An' } },
          null,
          { __typename: 'Bench', k: 'Bench', owner: { __typename: 'Firm', name: 'Wood' } },
        ],
      },
    },
    'members with fields of their own': {
      query: '{ found { ... on Bench { seats wide } ... on Tree { height near { label ... on Bench { age } } } } }',
      data: {
        found: [
          { seats: 4, wide: true },
          { height: 12, near: [{ label: 'Long', age: 3 }, { label: 'Oak' }] },
        ],
      },
    },
    'an interface within a union, and an interface within an interface': {
      query: '{ found { ... on Thing { label ... on Thing { age ... on Bench { wide } } } } }',
      data: {
        found: [
          { label: 'Long', age: 3, wide: true },
          { label: 'Oak', age: 90 },
        ],
      },
    },
    'one response key for several fields': {
      query:
        '{ things { ... on Tree { number: height } ... on Bench { number: seats } } found { ... on Tree { n: age } ... on Bench { n: seats } } }',
      data: { things: [{ number: 12 }, null, { number: 4 }], found: [{ n: 4 }, { n: 90 }] },
    },
    'lists of lists': {
      query: '{ things { ... on Tree { kin { __typename ... on Thing { age } } } } }',
      data: {
        things: [{ kin: [[{ __typename: 'Bench', age: 3 }, null], null, [{ __typename: 'Tree', age: 90 }]] }, null, {}],
      },
    },
    'fragments with names, one in another': {
      query:
        '{ first { ...A } things { ...A ...B } } fragment A on Thing { id ...B } fragment B on Thing { owner { name ... on Person { email } ... on Firm { size } } }',
      data: {
        first: { id: 't', owner: { name: 'An', email: 'An@x' } },
        things: [
          { id: 't', owner: { name: 'An', email: 'An@x' } },
          null,
          { id: 'b', owner: { name: 'Wood', size: 8 } },
        ],
      },
    },
    'nothing but a type that is not there': { query: '{ first { ... on Bench { wide } } }', data: { first: {} } },
  });
});
