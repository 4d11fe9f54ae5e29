import { itAnswers, type Parts } from '../testing/conformance.js';

/** A subgraph that lists an object of each type, and knows the key alone. */
function listing(types: readonly string[]): Parts {
  const defined = types.map((type) => `type ${type} implements Thing @key(fields: "id") { id: ID! }`);
  return [
    `type Query { all: [Thing] } interface Thing { id: ID! } ${defined.join(' ')}`,
    { Query: { all: () => types.map((type) => ({ __typename: type, id: type })) } },
  ];
}

/** A subgraph that tells the rest: what comes next of a type is the type itself. */
function telling(types: readonly string[]): Parts {
  const defined = types.map(
    (type) =>
      `type ${type} implements Thing @key(fields: "id") { id: ID! label: String @shareable next: Thing @shareable }`,
  );
  const resolversOf = (type: string) => {
    const itself = () => ({ __typename: type, id: type });
    return { __resolveReference: itself, label: () => `a ${type}`, next: itself };
  };
  return [
    `interface Thing { id: ID! label: String next: Thing } ${defined.join(' ')}`,
    Object.fromEntries(types.map((type) => [type, resolversOf(type)])),
  ];
}

const STOCK = 'puts together all the ways to the types';

function typesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `T${index}`);
}

/** The list, and two that tell the rest: those who ask may go to either, type by type. */
function subgraphsOf(types: readonly string[]): Readonly<Record<string, Parts>> {
  return { listing: listing(types), one: telling(types), two: telling(types) };
}

describe('an interface of thirty types, a field of which two subgraphs tell in a billion ways', () => {
  const types = typesOf(30);
  itAnswers(subgraphsOf(types), {
    'of all': {
      query: '{ all { id label } }',
      data: { all: types.map((type) => ({ id: type, label: `a ${type}` })) },
      notStock: STOCK,
    },
    'of some': {
      query: '{ all { ... on T1 { label } ... on Thing { __typename } } }',
      data: {
        all: types.map((type) => (type === 'T1' ? { label: 'a T1', __typename: type } : { __typename: type })),
      },
    },
  });
});

describe('an interface of a few types, each of which is on the way to another', () => {
  const types = typesOf(5);
  itAnswers(subgraphsOf(types), {
    'three of them': {
      query: '{ all { next { next { next { label } } } } }',
      data: { all: types.map((type) => ({ next: { next: { next: { label: `a ${type}` } } } })) },
      notStock: STOCK,
    },
    'one of them, of one type': {
      query: '{ all { __typename ... on T3 { next { ... on T3 { label } } } } }',
      data: {
        all: types.map((__typename) =>
          __typename === 'T3' ? { __typename, next: { label: 'a T3' } } : { __typename },
        ),
      },
    },
  });
});
