import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('it is provided elsewhere');
};

describe('@provides deep in lists and interfaces', () => {
  const ITEM = {
    id: '1',
    groups: [{ id: 'g', name: 'G', subs: [{ id: 's', name: 'S' }] }],
    media: {
      __typename: 'Book',
      id: 'b',
      animals: [
        { __typename: 'Dog', id: 'd', name: 'V' },
        { __typename: 'Cat', id: 'c' },
      ],
    },
  };
  itAnswers(
    {
      all: [
        `type Query {
           items: [Item] @provides(fields: "groups { id name subs { id name } }")
           media: Media @provides(fields: "animals { ... on Dog { name } }") }
         type Item @key(fields: "id") { id: ID! groups: [Group] @external }
         type Group @key(fields: "id") { id: ID! name: String @external subs: [Group] @external }
         interface Media { id: ID! animals: [Animal] }
         interface Animal { id: ID! name: String }
         type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
         type Dog implements Animal @key(fields: "id") { id: ID! name: String @external }
         type Cat implements Animal @key(fields: "id") { id: ID! name: String @external }`,
        { Query: { items: () => [ITEM, null], media: () => ITEM.media } },
      ],
      owner: [
        `type Item @key(fields: "id") { id: ID! groups: [Group] @shareable price: Int }
         type Group @key(fields: "id") { id: ID! name: String @shareable subs: [Group] @shareable size: Int }
         interface Animal { id: ID! name: String age: Int }
         type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
         type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
         type Book @key(fields: "id") { id: ID! animals: [Animal] @shareable pages: Int }`,
        {
          Item: { groups: () => [{ id: 'g' }], price: () => 5 },
          Group: { name: wrong, subs: ({ id }: any) => (id === 's' ? [] : [{ id: 's' }]), size: () => 9 },
          Dog: { name: wrong, age: () => 2 },
          Cat: { name: () => 'from the owner', age: () => 3 },
          Book: {
            animals: () => [
              { __typename: 'Dog', id: 'd' },
              { __typename: 'Cat', id: 'c' },
            ],
            pages: () => 7,
          },
        },
      ],
    },
    {
      'within lists': {
        query: '{ items { groups { name subs { name } } } }',
        data: { items: [{ groups: [{ name: 'G', subs: [{ name: 'S' }] }] }, null] },
      },
      'beside what is not provided': {
        query: '{ items { price groups { size name subs { name size subs { id } } } } }',
        data: {
          items: [{ price: 5, groups: [{ size: 9, name: 'G', subs: [{ name: 'S', size: 9, subs: [] }] }] }, null],
        },
      },
      'of one implementation': {
        query: '{ media { animals { id name } } }',
        data: {
          media: {
            animals: [
              { id: 'd', name: 'V' },
              { id: 'c', name: 'from the owner' },
            ],
          },
        },
      },
      'of one implementation, beside what is not provided': {
        query: '{ media { ... on Book { pages } animals { age ... on Dog { name } ... on Cat { name id } } } }',
        data: {
          media: {
            pages: 7,
            animals: [
              { age: 2, name: 'V' },
              { age: 3, name: 'from the owner', id: 'c' },
            ],
          },
        },
      },
    },
  );
});

describe('@provides of more than is asked for', () => {
  const THING = { id: 't', name: 'T' };
  itAnswers(
    {
      list: [
        `type Query { thing: Thing @provides(fields: "name text") things: [Thing] @provides(fields: "name text") }
         type Thing @key(fields: "id") { id: ID! name: String! @external text: String! @external }`,
        { Query: { thing: () => THING, things: () => [THING] }, Thing: { text: wrong } },
      ],
      owner: [
        'type Thing @key(fields: "id") { id: ID! name: String! @shareable text: String! @shareable more: Int }',
        { Thing: { name: wrong, text: () => 'owned', more: () => 1 } },
      ],
    },
    {
      'gives what is asked for alone': {
        query:
          '{ thing { title: name more ... { id } } things { ... on Thing @skip(if: true) { text } name ...T } } fragment T on Thing { more }',
        data: { thing: { title: 'T', more: 1, id: 't' }, things: [{ name: 'T', more: 1 }] },
      },
    },
  );
});
