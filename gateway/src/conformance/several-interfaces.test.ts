import { itAnswers } from '../testing/conformance.js';

describe('entities of several interfaces', () => {
  const USER = { __typename: 'User', id: 'u', name: 'An' };
  const FIRM = { __typename: 'Firm', id: 'f', name: 'Wood' };
  itAnswers(
    {
      a: [
        `type Query { node(id: ID!): Node named: [Named] own: Owner }
         type Mutation { make(kind: String): Payload! remove: Result }
         union Result = Done | Failed
         type Done { node: Node }
         type Failed @shareable { why: String }
         interface Payload { node: Node }
         type Made implements Payload { node: Node at: String }
         type Refused implements Payload { node: Node why: String }
         interface Node { id: ID! }
         interface Named implements Node { id: ID! name: String }
         interface Owner implements Node & Named { id: ID! name: String }
         type User implements Node & Named & Owner @key(fields: "id") { id: ID! name: String }
         type Firm implements Node & Named @key(fields: "id") { id: ID! name: String }
         type Bare implements Node { id: ID! }`,
        {
          Query: {
            node: (_: unknown, { id }: any) =>
              id === 'u' ? USER : id === 'f' ? FIRM : id === 'b' ? { __typename: 'Bare', id } : null,
            named: () => [USER, FIRM],
            own: () => USER,
          },
          Mutation: {
            make: (_: unknown, { kind }: any) =>
              kind === 'ok'
                ? { __typename: 'Made', node: USER, at: 'now' }
                : { __typename: 'Refused', node: null, why: 'no' },
            remove: () => ({ __typename: 'Done', node: FIRM }),
          },
          User: { __resolveReference: () => USER },
          Firm: { __resolveReference: () => FIRM },
        },
      ],
      b: [
        `interface Node { id: ID! }
         interface Aged { age: Int peers: [Aged] }
         type User implements Node & Aged @key(fields: "id") { id: ID! age: Int peers: [Aged] mail: String }
         type Firm implements Node & Aged @key(fields: "id") { id: ID! age: Int peers: [Aged] }`,
        {
          User: {
            age: () => 30,
            mail: () => 'm',
            peers: () => [
              { __typename: 'Firm', id: 'f' },
              { __typename: 'User', id: 'u' },
            ],
          },
          Firm: { age: () => 90, peers: () => [] },
        },
      ],
    },
    {
      'a node': {
        query: '{ node(id: "u") { id ... on Named { name } ... on Aged { age } } }',
        data: { node: { id: 'u', name: 'An', age: 30 } },
      },
      'nodes of several kinds': {
        query:
          '{ u: node(id: "u") { ...N } f: node(id: "f") { ...N } b: node(id: "b") { ...N } n: node(id: "x") { ...N } } fragment N on Node { __typename ... on User { mail } ... on Owner { name } ... on Aged { age peers { age ... on Named { id name } } } }',
        data: {
          u: {
            __typename: 'User',
            mail: 'm',
            name: 'An',
            age: 30,
            peers: [
              { age: 90, id: 'f', name: 'Wood' },
              { age: 30, id: 'u', name: 'An' },
            ],
          },
          f: { __typename: 'Firm', age: 90, peers: [] },
          b: { __typename: 'Bare' },
          n: null,
        },
      },
      'one interface within another': {
        query:
          '{ named { ... on Owner { ... on Aged { age ... on Node { id } } } ... on Firm { ... on Aged { old: age } } } own { id name ... on User { mail } } }',
        data: { named: [{ age: 30, id: 'u' }, { old: 90 }], own: { id: 'u', name: 'An', mail: 'm' } },
      },
      'as the payload of a mutation': {
        query:
          'mutation { ok: make(kind: "ok") { __typename node { ... on Aged { age } } ... on Made { at } } no: make { node { id } ... on Refused { why } } remove { ... on Done { node { id ... on Aged { age } } } ... on Failed { why } } }',
        data: {
          ok: { __typename: 'Made', node: { age: 30 }, at: 'now' },
          no: { node: null, why: 'no' },
          remove: { node: { id: 'f', age: 90 } },
        },
      },
    },
  );
});

describe('an interface that two subgraphs know as an object', () => {
  const of = (id: string) => ({ __typename: id === 'v' ? 'Video' : 'Text', id, title: `title ${id}`, length: 9 });
  itAnswers(
    {
      media: [
        `type Query { media: Media node(id: ID!): Media }
         interface Media @key(fields: "id") { id: ID! title: String }
         type Video implements Media @key(fields: "id") { id: ID! title: String length: Int }
         type Text implements Media @key(fields: "id") { id: ID! title: String words: Int }`,
        {
          Query: { media: () => of('v'), node: (_: unknown, { id }: any) => of(id) },
          Media: { __resolveReference: ({ id }: any) => of(id) },
          Video: { __resolveReference: ({ id }: any) => of(id) },
          Text: { __resolveReference: ({ id }: any) => of(id), words: () => 100 },
        },
      ],
      author: [
        `type Query { author: Author }
         type Author @key(fields: "id") { id: ID! works: [Media] }
         type Media @interfaceObject @key(fields: "id") { id: ID! author: Author }`,
        {
          Query: { author: () => ({ id: 'a' }) },
          Author: { works: () => [{ id: 't' }, { id: 'v' }] },
          Media: { author: () => ({ id: 'a' }) },
        },
      ],
      lists: [
        `type Query { list: List }
         type List @key(fields: "id") { id: ID! media: [Media] }
         type Author @key(fields: "id") { id: ID! lists: [List] }
         type Media @interfaceObject @key(fields: "id") { id: ID! listed: Int }`,
        {
          Query: { list: () => ({ id: 'l', media: [{ id: 'v' }, { id: 't' }] }) },
          List: { media: () => [{ id: 'v' }, { id: 't' }] },
          Author: { lists: () => [{ id: 'l' }] },
          Media: { listed: () => 2 },
        },
      ],
    },
    {
      'from the interface': {
        query: '{ media { id title listed ... on Video { length author { id } } ... on Text { words } } }',
        data: { media: { id: 'v', title: 'title v', listed: 2, length: 9, author: { id: 'a' } } },
      },
      'from one object to the other': {
        query: '{ author { works { listed } } list { media { author { id } listed } } }',
        data: {
          author: { works: [{ listed: 2 }, { listed: 2 }] },
          list: {
            media: [
              { author: { id: 'a' }, listed: 2 },
              { author: { id: 'a' }, listed: 2 },
            ],
          },
        },
      },
      'from an object to one implementation': {
        query: '{ list { media { id ... on Video { length listed } } } }',
        data: { list: { media: [{ id: 'v', length: 9, listed: 2 }, { id: 't' }] } },
      },
      'one implementation, by way of the other object': {
        query: '{ author { works { ... on Text { listed words author { lists { media { __typename } } } } } } }',
        data: {
          author: {
            works: [
              {
                listed: 2,
                words: 100,
                author: { lists: [{ media: [{ __typename: 'Video' }, { __typename: 'Text' }] }] },
              },
              {},
            ],
          },
        },
      },
      'by its id': {
        query:
          '{ node(id: "t") { __typename ... on Text { words } ... on Media { listed author { works { title } } } } }',
        data: {
          node: {
            __typename: 'Text',
            words: 100,
            listed: 2,
            author: { works: [{ title: 'title t' }, { title: 'title v' }] },
          },
        },
      },
    },
  );
});
