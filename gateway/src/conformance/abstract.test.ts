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

describe('unions and interfaces that differ by subgraph', () => {
  itAnswers(
    {
      film: [
        `type Query { media: Media @shareable book: Media viewer: Viewer @shareable }
         union Media = Book | Movie
         union Pick = Book
         type Viewer @shareable { media: Media }
         type Book @key(fields: "id") { id: ID! pages: Int @shareable pick: Pick }
         type Movie @key(fields: "id") { id: ID! minutes: Int }`,
        {
          Query: {
            media: () => ({ __typename: 'Book', id: 'k', pages: 9 }),
            book: () => ({ __typename: 'Book', id: 'k', pages: 9 }),
            viewer: () => ({ media: { __typename: 'Book', id: 'k', pages: 9 } }),
          },
          Book: { pick: () => ({ __typename: 'Book', id: 'k', pages: 9 }) },
        },
      ],
      song: [
        `type Query { media: Media @shareable song: Media viewer: Viewer @shareable }
         union Media = Book | Song
         type Viewer @shareable { media: Media }
         type Book @key(fields: "id") { id: ID! pages: Int @shareable }
         type Song @key(fields: "id") { id: ID! beat: Int }`,
        {
          Query: {
            media: () => ({ __typename: 'Book', id: 'k', pages: 9 }),
            song: () => ({ __typename: 'Song', id: 's', beat: 4 }),
            viewer: () => ({ media: { __typename: 'Book', id: 'k', pages: 9 } }),
          },
        },
      ],
    },
    {
      'a member both have': { query: '{ media { ... on Book { pages } } }', data: { media: { pages: 9 } } },
      'a member that one of them has': {
        query: '{ media { __typename ... on Movie { minutes } ... on Song { beat } } }',
        data: { media: { __typename: 'Book' } },
      },
      'below a value type': {
        query: '{ viewer { media { ... on Song { beat } ... on Book { id } ... on Movie { minutes } } } }',
        data: { viewer: { media: { id: 'k' } } },
      },
      'each by its own subgraph': {
        query:
          '{ song { ... on Song { beat } ... on Movie { minutes } } book { ... on Book { pick { ... on Book { pages } } } ... on Song { beat } } }',
        data: { song: { beat: 4 }, book: { pick: { pages: 9 } } },
      },
    },
  );
});

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

describe('@provides', () => {
  itAnswers(
    {
      list: [
        `type Query { items: [Item] @provides(fields: "name maker { title }") plain: [Item]
           any: [Any] @provides(fields: "... on Item { name }") }
         union Any = Item | Maker
         interface Named { title: String }
         type Item @key(fields: "id") { id: ID! name: String @external maker: Maker @external }
         type Maker implements Named @key(fields: "id") { id: ID! title: String @external }`,
        {
          Query: {
            items: () => [{ id: '1', name: 'given', maker: { id: 'm', title: 'given too' } }],
            plain: () => [{ id: '1' }],
            any: () => [
              { __typename: 'Item', id: '1', name: 'given' },
              { __typename: 'Maker', id: 'm' },
            ],
          },
        },
      ],
      owner: [
        `interface Named { title: String }
         type Item @key(fields: "id") { id: ID! name: String @shareable price: Int maker: Maker @shareable }
         type Maker implements Named @key(fields: "id") { id: ID! title: String @shareable }`,
        {
          Item: { name: () => 'owned', price: () => 5, maker: () => ({ id: 'm' }) },
          Maker: { title: () => 'owned too' },
        },
      ],
    },
    {
      'what is provided is not asked elsewhere': {
        query: '{ items { name maker { title } } }',
        data: { items: [{ name: 'given', maker: { title: 'given too' } }] },
      },
      'beside what is not': {
        query: '{ items { name price maker { ... on Named { title } } } }',
        data: { items: [{ name: 'given', price: 5, maker: { title: 'given too' } }] },
      },
      'where nothing is provided the owner is asked': {
        query: '{ plain { name maker { title } } }',
        data: { plain: [{ name: 'owned', maker: { title: 'owned too' } }] },
      },
      'of a member of a union': {
        query: '{ any { ... on Item { name price } ... on Maker { title } } }',
        data: { any: [{ name: 'given', price: 5 }, { title: 'owned too' }] },
      },
    },
  );
});
