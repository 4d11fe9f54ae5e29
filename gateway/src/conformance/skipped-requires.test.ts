import { itAnswers } from '../testing/conformance.js';

describe('a field that is left out and requires another', () => {
  itAnswers(
    {
      a: [
        'type Query { me: User } type User @key(fields: "id") { id: ID! name: String }',
        { Query: { me: () => ({ id: '1', name: 'An' }) } },
      ],
      b: [
        `type User @key(fields: "id") { id: ID! age: Int name: String @external
           shout: String @requires(fields: "name") loud(times: Int): String @requires(fields: "name") }`,
        {
          User: {
            age: () => 3,
            shout: ({ name }: any) => name.toUpperCase(),
            loud: ({ name }: any, { times }: any) => name + '!'.repeat(times),
          },
        },
      ],
    },
    {
      'leaves what is asked beside it': {
        query: 'query ($s: Boolean!) { me { age shout @skip(if: $s) } }',
        variables: { s: true },
        data: { me: { age: 3 } },
      },
      'is there where it is not left out': {
        query: 'query ($s: Boolean!) { me { age s: shout @skip(if: $s) @include(if: true) } }',
        variables: { s: false },
        data: { me: { age: 3, s: 'AN' } },
      },
      'leaves others that require the same': {
        query: 'query ($s: Boolean!, $i: Boolean!) { me { shout @skip(if: $s) loud(times: 2) @include(if: $i) age } }',
        variables: { s: true, i: true },
        data: { me: { loud: 'An!!', age: 3 } },
      },
      'is left out by what is written': {
        query: '{ me { age shout @skip(if: true) loud(times: 1) @include(if: false) } }',
        data: { me: { age: 3 } },
      },
      'is left out with its fragment': {
        query:
          'query ($i: Boolean!) { me { age ...F @include(if: $i) } } fragment F on User { shout @skip(if: $i) loud(times: 1) }',
        variables: { i: true },
        data: { me: { age: 3, loud: 'An!' } },
      },
      'has what it requires though that is left out itself': {
        query: 'query ($s: Boolean!) { me { name @skip(if: $s) shout } }',
        variables: { s: true },
        data: { me: { shout: 'AN' } },
      },
    },
  );
});
