import { itAnswers, type Parts } from '../testing/conformance.js';

const GRAPH: Readonly<Record<string, Parts>> = {
  pets: [
    `type Query { pets: [Pet] any: [Any] zoo: Zoo }
     interface Pet { id: ID! chip: ID! name: String meta(of: String): Meta }
     scalar Meta
     type Cat implements Pet @key(fields: "id") { id: ID! chip: ID! name: String meta(of: String): Meta mother: Cat }
     type Dog implements Pet @key(fields: "id") { id: ID! chip: ID! name: String meta(of: String): Meta friends: [[Pet]] }
     type Zoo @key(fields: "id owner { id }") { id: ID! owner: Owner label: String! empty: String }
     type Owner @shareable { id: ID! name: String }
     union Any = Cat | Zoo`,
    {
      Query: {
        pets: () => [CAT, null, DOG],
        any: () => [CAT, { __typename: 'Zoo', ...ZOO }],
        zoo: () => ZOO,
      },
      Cat: { mother: () => ({ id: '2', chip: 'x2', name: 'Mi' }) },
      Dog: { friends: () => [[CAT, null], null, []] },
      Zoo: {
        empty: () => {
          throw new Error('it is');
        },
      },
    },
  ],
  vets: [
    `type Cat @key(fields: "id") { id: ID! weight: Int name: String @external tag: String @requires(fields: "name") }
     type Dog @key(fields: "id") { id: ID! weight: Int }
     type Zoo @key(fields: "id owner { id }") { id: ID! owner: Owner staff: Int }
     type Owner @shareable { id: ID! }`,
    {
      Cat: { weight: ({ id }: any) => Number(id), tag: ({ name }: any) => `tag ${name}` },
      Dog: { weight: () => 30 },
      Zoo: { staff: ({ id, owner }: any) => (id === 'z' && owner.id === 'o' ? 7 : null) },
    },
  ],
};
const META = { id_asked: 1, id: [2] };
const CAT = { __typename: 'Cat', id: '1', chip: 'x1', name: 'Meo', meta: META };
const DOG = { __typename: 'Dog', id: '3', chip: 'x3', name: 'Vang', meta: META };
const ZOO = { id: 'z', owner: { id: 'o', name: 'Owner' }, label: 'L' };

describe('a response key that is the name of a field that is needed', () => {
  itAnswers(GRAPH, {
    'is no key of an entity': {
      query: '{ pets { id: chip ... on Cat { weight } } }',
      data: { pets: [{ id: 'x1', weight: 1 }, null, { id: 'x3' }] },
    },
    'nor what is required': {
      query: '{ pets { ... on Cat { name: chip tag title: name } } }',
      data: { pets: [{ name: 'x1', tag: 'tag Meo', title: 'Meo' }, null, {}] },
    },
    'nor a part of a composite key': {
      query: '{ zoo { id: label owner { id: name } staff } }',
      data: { zoo: { id: 'L', owner: { id: 'Owner' }, staff: 7 } },
    },
    'nor one below another': {
      query: '{ zoo { owner: label staff id } }',
      data: { zoo: { owner: 'L', staff: 7, id: 'z' } },
    },
    'stands in every list and fragment': {
      query: `query ($yes: Boolean!) { pets { ...P ... on Dog { friends { id: name ...P } } } }
              fragment P on Pet { id: name @include(if: $yes) ... on Cat { mother { id: name weight } } ... on Dog { weight } }`,
      variables: { yes: true },
      data: {
        pets: [
          { id: 'Meo', mother: { id: 'Mi', weight: 2 } },
          null,
          { id: 'Vang', weight: 30, friends: [[{ id: 'Meo', mother: { id: 'Mi', weight: 2 } }, null], null, []] },
        ],
      },
    },
    'is one field on one type and another on another': {
      query: '{ any { ... on Cat { id: chip weight } ... on Zoo { id staff } } }',
      data: {
        any: [
          { id: 'x1', weight: 1 },
          { id: 'z', staff: 7 },
        ],
      },
    },
    'leaves the values of scalars alone': {
      query: '{ pets { id: meta(of: "x") name: chip } }',
      data: { pets: [{ id: META, name: 'x1' }, null, { id: META, name: 'x3' }] },
    },
    'is where its error is': {
      query: '{ home: zoo { id: empty staff } }',
      data: { home: { id: null, staff: 7 } },
      errors: ['home.id'],
    },
    'beside the key that is used in its place': {
      query: '{ zoo { id: label id_asked: label name: id } }',
      data: { zoo: { id: 'L', id_asked: 'L', name: 'z' } },
    },
  });
});
