import { itAnswers } from '../testing/conformance.js';

describe('@requires of interfaces and unions', () => {
  const FLAT = { __typename: 'Flat', id: 'f', rooms: 3, label: 'F' };
  const FARM = { __typename: 'Farm', id: 'g', acres: 40, label: 'G', barn: { __typename: 'Shed', doors: 2 } };
  itAnswers(
    {
      homes: [
        `type Query { owners: [Owner] }
         type Owner @key(fields: "id") { id: ID! home: Home any: [Any] pet: Pet }
         interface Home { label: String }
         union Any = Flat | Farm
         union Pet = Cat | Dog
         type Cat @shareable { name: String lives: Int }
         type Dog @shareable { name: String tricks: [Trick] }
         type Trick @shareable { title: String }
         interface Barn { doors: Int }
         type Shed implements Barn @shareable { doors: Int }
         type Flat implements Home @key(fields: "id") { id: ID! label: String rooms: Int }
         type Farm implements Home @key(fields: "id") { id: ID! label: String acres: Int barn: Barn }`,
        {
          Query: {
            owners: () => [
              { id: '1', home: FLAT, any: [FARM, null, FLAT], pet: { __typename: 'Cat', name: 'M', lives: 9 } },
              { id: '2', home: FARM, any: [], pet: { __typename: 'Dog', name: 'V', tricks: [{ title: 'sit' }, null] } },
              { id: '3', home: null, any: null, pet: null },
            ],
          },
        },
      ],
      taxes: [
        `type Owner @key(fields: "id") { id: ID! home: Home @external any: [Any] @external pet: Pet @external
           tax: String @requires(fields: "home { label ... on Flat { rooms } ... on Farm { acres barn { doors } } }")
           count: String @requires(fields: "any { ... on Flat { rooms } ... on Farm { acres } }")
           kind: String @requires(fields: "home { __typename }")
           petTax: String @requires(fields: "pet { ... on Cat { lives } ... on Dog { tricks { title } name } }") }
         interface Home { label: String }
         union Any = Flat | Farm
         union Pet = Cat | Dog
         type Cat @shareable { lives: Int }
         type Dog @shareable { name: String tricks: [Trick] }
         type Trick @shareable { title: String }
         interface Barn { doors: Int }
         type Shed implements Barn @shareable { doors: Int }
         type Flat implements Home @key(fields: "id") { id: ID! label: String @external rooms: Int @external }
         type Farm implements Home @key(fields: "id") { id: ID! label: String @external acres: Int @external barn: Barn @external }`,
        {
          Owner: {
            tax: ({ home }: any) => JSON.stringify(home),
            count: ({ any }: any) => JSON.stringify(any),
            kind: ({ home }: any) => home?.__typename ?? 'none',
            petTax: ({ pet }: any) => JSON.stringify(pet),
          },
        },
      ],
    },
    {
      'an interface, by what implements it': {
        query: '{ owners { tax } }',
        data: {
          owners: [
            { tax: '{"label":"F","rooms":3}' },
            { tax: '{"label":"G","acres":40,"barn":{"doors":2}}' },
            { tax: 'null' },
          ],
        },
      },
      'its type alone': {
        query: '{ owners { kind } }',
        data: { owners: [{ kind: 'Flat' }, { kind: 'Farm' }, { kind: 'none' }] },
      },
      'a list of a union': {
        query: '{ owners { count any { ... on Farm { label } } } }',
        data: {
          owners: [
            {
              count: '[{"acres":40},null,{"rooms":3}]',
              any: [{ label: 'G' }, null, {}],
            },
            { count: '[]', any: [] },
            { count: 'null', any: null },
          ],
        },
      },
      'a union of value types, below it a list': {
        query: '{ owners { petTax pet { ... on Dog { name: __typename tricks { t: title } } } } }',
        data: {
          owners: [
            { petTax: '{"lives":9}', pet: {} },
            {
              petTax: '{"tricks":[{"title":"sit"},null],"name":"V"}',
              pet: { name: 'Dog', tricks: [{ t: 'sit' }, null] },
            },
            { petTax: 'null', pet: null },
          ],
        },
      },
    },
  );
});

describe('@requires in a circle', () => {
  itAnswers(
    {
      a: [
        `type Query { items: [Item] }
         type Item @key(fields: "id") { id: ID! base: Int third: Int @requires(fields: "second") second: Int @external }`,
        {
          Query: { items: () => [{ id: '1' }, { id: '2' }] },
          Item: {
            base: ({ id }: any) => Number(id),
            third: ({ second }: any) => second * 3,
          },
        },
      ],
      b: [
        `type Item @key(fields: "id") { id: ID! base: Int @external second: Int @requires(fields: "base") }`,
        { Item: { second: ({ base }: any) => base * 2 } },
      ],
    },
    {
      'of two subgraphs': { query: '{ items { third } }', data: { items: [{ third: 6 }, { third: 12 }] } },
    },
  );
});

describe('@requires of entities that others resolve', () => {
  itAnswers(
    {
      a: [
        `type Query { post: Post byNovice: Post }
         type Post @key(fields: "id") { id: ID! author: Author comments(limit: Int = 2): [Comment] }
         type Author @key(fields: "id") { id: ID! }
         type Comment @key(fields: "id") { id: ID! }`,
        {
          Query: { post: () => ({ id: '1' }), byNovice: () => ({ id: '2' }) },
          Post: {
            __resolveReference: (post: any) => post,
            author: ({ id }: any) => ({ id: `a${id}` }),
            comments: (_: unknown, { limit }: any) => ['x', 'y', 'z'].slice(0, limit).map((id) => ({ id })),
          },
        },
      ],
      b: [
        `type Author @key(fields: "id") { id: ID! years: Int }
         type Comment @key(fields: "id") { id: ID! stars: Int author: Author }`,
        {
          Author: { years: ({ id }: any) => (id === 'a1' ? 9 : 1) },
          Comment: { stars: ({ id }: any) => (id === 'x' ? 3 : 4), author: () => ({ id: 'a1' }) },
        },
      ],
      c: [
        `type Post @key(fields: "id") { id: ID! author: Author @external comments(limit: Int = 2): [Comment] @external
           novice: Boolean @requires(fields: "author { years }")
           rating: Int @requires(fields: "comments(limit: 3) { stars author { years } }") }
         type Author @key(fields: "id") { id: ID! years: Int @external }
         type Comment @key(fields: "id") { id: ID! stars: Int @external author: Author @external }`,
        {
          Post: {
            novice: ({ author }: any) => author.years < 5,
            rating: ({ comments }: any) =>
              comments.reduce((sum: number, { stars, author }: any) => sum + stars * author.years, 0),
          },
        },
      ],
    },
    {
      'below a field': {
        query: '{ post { novice } byNovice { novice } }',
        data: { post: { novice: false }, byNovice: { novice: true } },
      },
      'below a list under arguments': {
        query: '{ post { rating comments(limit: 1) { id stars author { id: years } } author { years: id } } }',
        data: { post: { rating: 99, comments: [{ id: 'x', stars: 3, author: { id: 9 } }], author: { years: 'a1' } } },
      },
    },
  );
});
