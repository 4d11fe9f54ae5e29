import { itAnswers } from '../testing/conformance.js';

describe('names', () => {
  itAnswers(
    {
      a: [
        `type Query { thing: Thing things(constructor: Int): [Thing] constructor: Int }
         type Thing @key(fields: "id") { id: ID! toString: String valueOf: Thing list: [Thing] }`,
        {
          Query: { thing: () => THING, things: () => [THING, null], constructor: () => 7 },
          Thing: { valueOf: () => THING, list: () => [THING] },
        },
      ],
      b: [
        'type Thing @key(fields: "id") { id: ID! hasOwnProperty: Int toString: String @external loud: String @requires(fields: "toString") }',
        { Thing: { hasOwnProperty: () => 5, loud: ({ toString: text }: any) => `${text}!` } },
      ],
    },
    {
      'of fields that every object of JavaScript has': {
        query: '{ constructor thing { toString valueOf { hasOwnProperty } loud } }',
        data: { constructor: 7, thing: { toString: 't', valueOf: { hasOwnProperty: 5 }, loud: 't!' } },
      },
      'of that kind as response keys': {
        query:
          '{ toString: constructor constructor: thing { __defineGetter__: toString constructor: valueOf { valueOf: hasOwnProperty list { constructor: loud } } toString: loud } }',
        data: {
          toString: 7,
          constructor: {
            __defineGetter__: 't',
            constructor: { valueOf: 5, list: [{ constructor: 't!' }] },
            toString: 't!',
          },
        },
      },
      'that begin with __': {
        query: '{ __thing: thing { __id: id __loud: loud __t: __typename __: hasOwnProperty } _: thing { _e: id } }',
        data: { __thing: { __id: '1', __loud: 't!', __t: 'Thing', __: 5 }, _: { _e: '1' } },
      },
      'that nobody but gateways may take': {
        query: '{ thing { __typename: id } }',
        data: undefined,
        errors: [''],
      },
      'of introspection under aliases': {
        query: '{ t: __type(name: "Thing") { __typename n: name } s: __schema { q: queryType { constructor: name } } }',
        data: { t: { __typename: '__Type', n: 'Thing' }, s: { q: { constructor: 'Query' } } },
      },
      'of the subgraphs’ own fields as aliases': {
        query: '{ _entities: thing { _entities: hasOwnProperty } _service: things(constructor: 1) { sdl: loud } }',
        data: { _entities: { _entities: 5 }, _service: [{ sdl: 't!' }, null] },
      },
    },
  );
});

const THING = { id: '1', toString: 't' };
