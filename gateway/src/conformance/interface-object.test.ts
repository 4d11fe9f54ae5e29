import { itAnswers } from '../testing/conformance.js';

describe('@interfaceObject', () => {
  itAnswers(
    {
      staff: [
        `type Query { all: [Account!] boss: Admin }
         interface Account @key(fields: "id") { id: ID! name: String }
         type Admin implements Account @key(fields: "id") { id: ID! name: String level: Int }
         type Guest implements Account @key(fields: "id") { id: ID! name: String }`,
        {
          Query: { all: () => [ADMIN, GUEST], boss: () => ADMIN },
          Account: {
            __resolveReference: ({ id }: any) => (id === 'a' ? ADMIN : id === 'g' ? GUEST : null),
          },
          Admin: { __resolveReference: () => ADMIN },
          Guest: { __resolveReference: () => GUEST },
        },
      ],
      mail: [
        `type Query { mailed: [Account] }
         type Account @interfaceObject @key(fields: "id") { id: ID! name: String @external box: String greeting: String @requires(fields: "name") peer: Account size(unit: String): Int }`,
        {
          Query: { mailed: () => [{ id: 'g' }, null, { id: 'a' }] },
          Account: {
            box: ({ id }: any) => `box ${id}`,
            greeting: ({ name }: any) => `hi ${name}`,
            peer: () => ({ id: 'g' }),
            size: (_: unknown, { unit }: any) => (unit === 'kb' ? 1 : 1000),
          },
        },
      ],
    },
    {
      'a field of all implementations': {
        query: '{ all { id box } }',
        data: {
          all: [
            { id: 'a', box: 'box a' },
            { id: 'g', box: 'box g' },
          ],
        },
      },
      'a field of one of them': {
        query: '{ all { ... on Admin { box level } } boss { box } }',
        data: { all: [{ box: 'box a', level: 1 }, {}], boss: { box: 'box a' } },
      },
      'from the interface object on, by name': {
        query: '{ mailed { name box } }',
        data: { mailed: [{ name: 'Gia', box: 'box g' }, null, { name: 'An', box: 'box a' }] },
      },
      'what type it is': {
        query: '{ mailed { __typename id } }',
        data: { mailed: [{ __typename: 'Guest', id: 'g' }, null, { __typename: 'Admin', id: 'a' }] },
      },
      'what type it is, and nothing else': {
        query: '{ mailed { t: __typename } }',
        data: { mailed: [{ t: 'Guest' }, null, { t: 'Admin' }] },
      },
      'fragments on implementations': {
        query: '{ mailed { box ... on Admin { level name } ... on Guest { __typename id } } }',
        data: {
          mailed: [{ box: 'box g', __typename: 'Guest', id: 'g' }, null, { box: 'box a', level: 1, name: 'An' }],
        },
      },
      'a fragment on one, with what the interface object has': {
        query: '{ mailed { ... on Admin { box } } }',
        data: { mailed: [{}, null, { box: 'box a' }] },
      },
      'types alone in fragments': {
        query: '{ mailed { __typename ... on Admin { __typename id } ... on Guest { __typename } } }',
        data: { mailed: [{ __typename: 'Guest' }, null, { __typename: 'Admin', id: 'a' }] },
      },
      'fragments and names told, from the interface on': {
        query: '{ all { __typename name ... on Admin { __typename box } } }',
        data: {
          all: [
            { __typename: 'Admin', name: 'An', box: 'box a' },
            { __typename: 'Guest', name: 'Gia' },
          ],
        },
      },
      'what it requires of the interface': {
        query: '{ mailed { greeting } all { greeting } boss { greeting name } }',
        data: {
          mailed: [{ greeting: 'hi Gia' }, null, { greeting: 'hi An' }],
          all: [{ greeting: 'hi An' }, { greeting: 'hi Gia' }],
          boss: { greeting: 'hi An', name: 'An' },
        },
      },
      'another of them below': {
        query: '{ boss { peer { name __typename ... on Guest { box } ... on Admin { level } } } }',
        data: { boss: { peer: { name: 'Gia', __typename: 'Guest', box: 'box g' } } },
      },
      'one field under several arguments': {
        query: '{ all { kb: size(unit: "kb") ... on Admin { size(unit: "b") } ... on Guest { size(unit: "kb") } } }',
        data: {
          all: [
            { kb: 1, size: 1000 },
            { kb: 1, size: 1 },
          ],
        },
      },
    },
  );
});

const ADMIN = { __typename: 'Admin', id: 'a', name: 'An', level: 1 };
const GUEST = { __typename: 'Guest', id: 'g', name: 'Gia' };
