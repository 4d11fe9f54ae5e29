import { itAnswers } from '../testing/conformance.js';

describe('a field that is of an interface or union in one subgraph and of an object type in another', () => {
  const book = { __typename: 'Book', id: '1', title: 'x', price: 4, pages: 3 };
  const gem = { __typename: 'Gem', id: '2', name: 'n', carat: 1 };
  itAnswers(
    {
      a: [
        `type Query { top: Item @shareable tops: [Item] @shareable one: Uni @shareable shelf: Shelf }
         interface Item { id: ID! title: String }
         type Book implements Item @key(fields: "id") { id: ID! title: String @shareable price: Int }
         type Shelf @key(fields: "id") { id: ID! first: Item @shareable }
         union Uni = Gem | Rock type Gem @shareable { id: ID! name: String } type Rock { id: ID! }`,
        {
          Query: { top: () => book, tops: () => [book, null], one: () => gem, shelf: () => ({ id: 's', first: book }) },
          Book: { title: () => 'x', price: () => 4 },
        },
      ],
      b: [
        `type Query { top: Book @shareable tops: [Book] @shareable one: Gem @shareable }
         type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int }
         type Shelf @key(fields: "id") { id: ID! first: Book @shareable size: Int }
         type Gem @shareable { id: ID! name: String carat: Int }`,
        {
          Query: { top: () => book, tops: () => [book, null], one: () => gem },
          Book: { title: () => 'x', pages: () => 3 },
          Shelf: { first: () => book, size: () => 9 },
        },
      ],
    },
    {
      'is told by its fragments': { query: '{ top { ... on Book { title } } }', data: { top: { title: 'x' } } },
      'is told by fragments in fragments': {
        query: '{ top { ... on Item { id ... on Book { pages price } } } }',
        data: { top: { id: '1', pages: 3, price: 4 } },
      },
      'is told in lists': {
        query: '{ tops { ... on Book { pages } } }',
        data: { tops: [{ pages: 3 }, null] },
      },
      'is told of entities': {
        query: '{ shelf { size first { ... on Book { pages } } } }',
        data: { shelf: { size: 9, first: { pages: 3 } } },
      },
      'is told of members of a union': {
        query: '{ one { ... on Gem { name carat } ... on Rock { id } } }',
        data: { one: { name: 'n', carat: 1 } },
      },
    },
  );
});
