import { itAnswers } from '../testing/conformance.js';

describe('@inaccessible', () => {
  const CAT = { __typename: 'Cat', id: 'c', name: 'M', secret: 's' };
  const YETI = { __typename: 'Yeti', id: 'y', name: 'Y' };
  itAnswers(
    {
      a: [
        `type Query { pets: [Pet] any: [Any] hidden: Int @inaccessible by(name: String, token: String @inaccessible): Cat
           make(input: Make): String }
         interface Pet { id: ID! name: String secret: String @inaccessible }
         interface Hidden @inaccessible { id: ID! }
         union Any = Cat | Yeti
         type Cat implements Pet & Hidden @key(fields: "id") @key(fields: "code") {
           id: ID! name: String secret: String @inaccessible code: ID! @inaccessible size: Size }
         type Yeti implements Pet @key(fields: "id") @inaccessible { id: ID! name: String secret: String }
         enum Size { SMALL HUGE @inaccessible }
         input Make { name: String token: String @inaccessible }`,
        {
          Query: {
            pets: () => [CAT, YETI, null],
            any: () => [YETI, CAT],
            hidden: () => 1,
            by: () => CAT,
            make: (_: unknown, { input }: any) => JSON.stringify(input),
          },
          Cat: { code: () => 'cc', size: () => 'HUGE' },
          Yeti: { secret: () => 'x' },
        },
      ],
      b: [
        `type Cat @key(fields: "code") { code: ID! weight: Int secret: String @external whisper: String @requires(fields: "secret") }`,
        { Cat: { weight: ({ code }: any) => (code === 'cc' ? 4 : null), whisper: ({ secret }: any) => `(${secret})` } },
      ],
    },
    {
      'keys and required fields are used all the same': {
        query: '{ by(name: "M") { id weight whisper } }',
        data: { by: { id: 'c', weight: 4, whisper: '(s)' } },
      },
      'a type is not shown in lists': {
        query: '{ pets { __typename name } any { __typename ... on Cat { weight } } }',
        data: { pets: [{ __typename: 'Cat', name: 'M' }, null, null], any: [null, { __typename: 'Cat', weight: 4 }] },
        errors: ['any.0', 'pets.1'],
      },
      'a value of an enum': { query: '{ by { size } }', data: { by: { size: null } }, errors: ['by.size'] },
      'a field cannot be asked for': { query: '{ hidden }', data: undefined, errors: [''] },
      'nor one of an interface': { query: '{ pets { secret } }', data: undefined, errors: [''] },
      'nor a type': { query: '{ any { ... on Yeti { name } } }', data: undefined, errors: [''] },
      'nor an interface': { query: '{ by { ... on Hidden { id } } }', data: undefined, errors: [''] },
      'nor an argument given': { query: '{ by(token: "t") { id } }', data: undefined, errors: [''] },
      'nor a field of an input': { query: '{ make(input: { token: "t" }) }', data: undefined, errors: [''] },
      'nor one in a variable': {
        query: 'query ($input: Make) { make(input: $input) }',
        variables: { input: { token: 't' } },
        data: undefined,
        errors: [''],
      },
      'introspection knows none of it': {
        query: `{ q: __type(name: "Query") { fields { name args { name } } } p: __type(name: "Pet") { fields { name } possibleTypes { name } }
                  any: __type(name: "Any") { possibleTypes { name } } cat: __type(name: "Cat") { interfaces { name } fields { name } }
                  y: __type(name: "Yeti") { name } h: __type(name: "Hidden") { name } s: __type(name: "Size") { enumValues(includeDeprecated: true) { name } }
                  m: __type(name: "Make") { inputFields { name } } }`,
        data: {
          q: {
            fields: [
              { name: 'pets', args: [] },
              { name: 'any', args: [] },
              { name: 'by', args: [{ name: 'name' }] },
              { name: 'make', args: [{ name: 'input' }] },
            ],
          },
          p: { fields: [{ name: 'id' }, { name: 'name' }], possibleTypes: [{ name: 'Cat' }] },
          any: { possibleTypes: [{ name: 'Cat' }] },
          cat: {
            interfaces: [{ name: 'Pet' }],
            fields: [{ name: 'id' }, { name: 'name' }, { name: 'size' }, { name: 'weight' }, { name: 'whisper' }],
          },
          y: null,
          h: null,
          s: { enumValues: [{ name: 'SMALL' }] },
          m: { inputFields: [{ name: 'name' }] },
        },
      },
    },
  );
});
