import { GraphQLError } from 'graphql';
import { itAnswers } from '../testing/conformance.js';

const VIDEO = { __typename: 'Video', id: 'v', title: 'sea' };
const TEXT = { __typename: 'Text', id: 't', title: 'law', words: 8 };
const IDS = [{ id: 'v' }, { id: 't' }];

/** Who is asked without its key does not know of what. */
function known(reference: { readonly id?: string }): object {
  if (reference.id === undefined) throw new GraphQLError('a reference without its key');
  return reference;
}

const byId = ({ id }: { readonly id: string }): object => (id === 'v' ? VIDEO : TEXT);

describe('what is asked of one type of an interface that is an object elsewhere', () => {
  itAnswers(
    {
      a: [
        `type Query { media: [Media] found: [Found] }
         union Found = Video | Text
         interface Media @key(fields: "id") { id: ID! title: String }
         type Video implements Media @key(fields: "id") { id: ID! title: String @shareable }
         type Text implements Media @key(fields: "id") { id: ID! title: String @shareable words: Int }`,
        {
          Query: { media: () => [VIDEO, TEXT], found: () => [VIDEO, TEXT] },
          Media: { __resolveReference: byId },
          Video: { __resolveReference: byId },
          Text: { __resolveReference: byId },
        },
      ],
      b: [
        `type Query { io: [Media] best: Media @provides(fields: "title") }
         type Media @interfaceObject @key(fields: "id") { id: ID! rel: [Media] title: String @external }`,
        {
          Query: { io: () => IDS, best: () => ({ id: 't', title: 'law' }) },
          Media: { __resolveReference: known, rel: () => IDS },
        },
      ],
      c: [
        'type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int comments: String }',
        { Media: { __resolveReference: known, stars: () => 4, comments: ({ id }: any) => `c${id}` } },
      ],
      d: [
        `type Media @interfaceObject @key(fields: "id") { id: ID! title: String @external stars: Int @external
           rating(of: Int = 1): String @requires(fields: "title stars") only: Int @requires(fields: "title") like: Media @requires(fields: "title") }`,
        {
          Media: {
            __resolveReference: known,
            rating: ({ title, stars }: any, { of }: any) => `${title.toUpperCase()} ${stars * of}`,
            only: ({ title }: any) => {
              if (title !== 'law') throw new GraphQLError('of texts alone');
              return 1;
            },
            like: ({ id }: any) => ({ id }),
          },
        },
      ],
    },
    {
      'requires something': {
        query: '{ media { ... on Text { rating } } }',
        data: { media: [{}, { rating: 'LAW 4' }] },
      },
      'requires something that is asked of all': {
        query: '{ media { title ... on Text { rating } } }',
        data: { media: [{ title: 'sea' }, { title: 'law', rating: 'LAW 4' }] },
      },
      'requires something, from where no type is known': {
        query: '{ io { ... on Text { rating words } } }',
        data: { io: [{}, { rating: 'LAW 4', words: 8 }] },
      },
      'requires something, deeper, beside another type': {
        query: '{ media { rel { rel { stars ... on Text { rating } } ... on Video { comments } } } }',
        data: {
          media: [1, 2].map(() => ({
            rel: [
              { rel: [{ stars: 4 }, { stars: 4, rating: 'LAW 4' }], comments: 'cv' },
              { rel: [{ stars: 4 }, { stars: 4, rating: 'LAW 4' }] },
            ],
          })),
        },
      },
      'requires something, of members of a union': {
        query: '{ found { ... on Media { title } ... on Text { rating(of: 2) } ... on Video { id } } }',
        data: {
          found: [
            { title: 'sea', id: 'v' },
            { title: 'law', rating: 'LAW 8' },
          ],
        },
      },
      'requires something, on conditions': {
        query:
          'query ($yes: Boolean!) { io { ...T @skip(if: $yes) ... on Text @include(if: $yes) { rating } } } fragment T on Text { only }',
        variables: { yes: true },
        data: { io: [{}, { rating: 'LAW 4' }] },
      },
      'requires something, by a named fragment at several places': {
        query: '{ io { ...T rel { ...T id } } } fragment T on Text { rating ... on Media { only } }',
        data: {
          io: [
            { rel: [{ id: 'v' }, { rating: 'LAW 4', only: 1, id: 't' }] },
            { rating: 'LAW 4', only: 1, rel: [{ id: 'v' }, { rating: 'LAW 4', only: 1, id: 't' }] },
          ],
        },
      },
      'has one key for two meanings': {
        query: '{ media { ... on Text { r: rating } ... on Video { r: rating(of: 2) } } }',
        data: { media: [{ r: 'SEA 8' }, { r: 'LAW 4' }] },
      },
      'has the key of another field of another type': {
        query: '{ media { title ... on Text { r: rating } ... on Video { r: title } } }',
        data: {
          media: [
            { title: 'sea', r: 'sea' },
            { title: 'law', r: 'LAW 4' },
          ],
        },
      },
      'has that key in a fragment in a fragment': {
        query: '{ media { title ... on Found { ... on Text { r: rating } } ... on Video { r: title } } }',
        data: {
          media: [
            { title: 'sea', r: 'sea' },
            { title: 'law', r: 'LAW 4' },
          ],
        },
      },
      'can be of none of them': {
        query:
          '{ found { ... on Text { rel { ... on Video { ... on Found { ...T } } } } } } fragment T on Text { rating }',
        data: { found: [{}, { rel: [{}, {}] }] },
      },
      'is itself an interface': {
        query: '{ io { ... on Text { like { id title ... on Video { words: id } } } } }',
        data: { io: [{}, { like: { id: 't', title: 'law' } }] },
      },
      'fails for those that were not meant, which is nobody’s concern': {
        query: '{ media { ... on Text { only } } }',
        data: { media: [{}, { only: 1 }] },
      },
      'fails for those that were meant': {
        query: '{ media { ... on Video { only } } }',
        data: { media: [{ only: null }, {}] },
        errors: ['media.0.only'],
      },
      'is provided for the interface': {
        query: '{ best { id title ... on Text { words title } ... on Video { stars } } }',
        data: { best: { id: 't', title: 'law', words: 8 } },
      },
      'is in a fragment on a union': {
        query: '{ io { ... on Found { __typename ... on Text { words rating } } } }',
        data: { io: [{ __typename: 'Video' }, { __typename: 'Text', words: 8, rating: 'LAW 4' }] },
      },
      'is in a named fragment on a union': {
        query:
          '{ media { rel { ...U } } } fragment U on Found { ...V ... on Media { stars } } fragment V on Video { title }',
        data: {
          media: [1, 2].map(() => ({
            rel: [{ title: 'sea', stars: 4 }, { stars: 4 }],
          })),
        },
      },
    },
  );
});
