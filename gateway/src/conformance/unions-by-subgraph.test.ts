import { itAnswers } from '../testing/conformance.js';

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
