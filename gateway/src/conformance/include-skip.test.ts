import { itAnswers, type Parts } from '../testing/conformance.js';

const GRAPH: Readonly<Record<string, Parts>> = {
  books: [
    `type Query { book: Book books: [Book] any: [Any!]! none: Book }
     union Any = Book | Reader
     type Book @key(fields: "id") { id: ID! title: String! author: Reader }
     type Reader @key(fields: "id") { id: ID! }`,
    {
      Query: {
        book: () => BOOK,
        books: () => [BOOK, null],
        any: () => [BOOK, { __typename: 'Reader', id: 'r' }],
        none: () => null,
      },
    },
  ],
  reviews: [
    `type Query { reviews: Int }
     type Book @key(fields: "id") { id: ID! stars: Int title: String! @external shout: String @requires(fields: "title") }
     type Reader @key(fields: "id") { id: ID! name(long: Boolean = false): String }`,
    {
      Query: { reviews: () => 5 },
      Book: { stars: () => 4, shout: ({ title }: any) => title.toUpperCase() },
      Reader: { name: ({ id }: any, { long }: any) => (long ? `reader ${id}` : id) },
    },
  ],
};
const BOOK = { __typename: 'Book', id: '1', title: 'Kieu', author: { id: 'a' } };

const V = { yes: true, no: false };
const Q = 'query ($yes: Boolean!, $no: Boolean!)';

describe('@include and @skip', () => {
  itAnswers(GRAPH, {
    'by literals': {
      query: '{ book { title @skip(if: true) stars @include(if: true) id @include(if: false) } }',
      data: { book: { stars: 4 } },
    },
    'by variables, across subgraphs': {
      query: `${Q} { book { title @include(if: $no) stars @skip(if: $no) shout @include(if: $yes) author @skip(if: $yes) { name } } }`,
      variables: V,
      data: { book: { stars: 4, shout: 'KIEU' } },
    },
    'of everything below a field': {
      query: '{ books { title @skip(if: true) } none { stars @include(if: false) } }',
      data: { books: [{}, null], none: null },
    },
    'of everything below a field, in a fragment, by a variable': {
      query: `${Q} { books { ...F @include(if: $no) ... @skip(if: $yes) { title } } reviews } fragment F on Book { stars }`,
      variables: V,
      data: { books: [{}, null], reviews: 5 },
    },
    'that contradict each other': {
      query: `query ($no: Boolean!) { books @skip(if: $no) { ...F @include(if: $no) } } fragment F on Book { title }`,
      variables: { no: false },
      data: { books: [{}, null] },
    },
    'both on one field': {
      query: `${Q} { book { a: stars @include(if: $yes) @skip(if: $no) b: stars @include(if: $yes) @skip(if: $yes) c: title @include(if: $no) @skip(if: $no) } }`,
      variables: V,
      data: { book: { a: 4 } },
    },
    'of a root field, and of all of them': {
      query: `${Q} { reviews @skip(if: $yes) book @include(if: $no) { title } }`,
      variables: V,
      data: {},
    },
    'of what another selection of the same field asks': {
      query: `${Q} { book @include(if: $no) { title } book { author @skip(if: $yes) { id } author { name } } }`,
      variables: V,
      data: { book: { author: { name: 'a' } } },
    },
    'of a fragment on a member': {
      query: `${Q} { any { ... on Book @include(if: $yes) { stars } ...R @skip(if: $no) ... on Reader @skip(if: $yes) { id } } } fragment R on Reader { name(long: $yes) }`,
      variables: V,
      data: { any: [{ stars: 4 }, { name: 'reader r' }] },
    },
    'of __typename': {
      query: `${Q} { __typename @skip(if: $yes) t: __typename @include(if: $yes) book { __typename @skip(if: $yes) k: __typename @skip(if: $no) stars } }`,
      variables: V,
      data: { t: 'Query', book: { k: 'Book', stars: 4 } },
    },
    'by a default': {
      query:
        'query ($on: Boolean = true, $off: Boolean! = false) { book { stars @include(if: $on) title @include(if: $off) } }',
      data: { book: { stars: 4 } },
    },
    'of what is needed all the same': {
      query: `${Q} { book { title @skip(if: $yes) id @include(if: $no) shout } }`,
      variables: V,
      data: { book: { shout: 'KIEU' } },
    },
  });
});
