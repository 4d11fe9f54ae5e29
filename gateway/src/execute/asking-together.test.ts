import { GraphQLError } from 'graphql';
import type { InProcessSubgraph, SubgraphRequest, SubgraphResponse } from '../fetch/subgraph-client.js';
import { LINK, openTestGateway, resolved } from '../testing/open-test-gateway.js';

const AUTHORS = `${LINK} type Query { authors: [Author!]! } type Author @key(fields: "id") { id: ID! }`;
const BOOKS = `${LINK} type Query { books: [Book!]! } type Book @key(fields: "id") { id: ID! }`;
const TEXTS = `${LINK}
  type Query { motto(n: Int = 0): String }
  type Author @key(fields: "id") { id: ID! life(words: Int = 1): String }
  type Book @key(fields: "id") { id: ID! blurb(words: Int = 2): String }`;

type Row = { readonly id: string };
const textOf = (kind: string) => (row: Row, given: { readonly words: number }) => {
  if (row.id === 'broken') throw new GraphQLError('torn', { extensions: { code: 'TORN' } });
  return `${kind} ${row.id} in ${given.words}`;
};
const texts = {
  Query: { motto: (_: unknown, { n }: { readonly n: number }) => `motto ${n}` },
  Author: { life: textOf('life') },
  Book: { blurb: textOf('blurb') },
};

interface Told {
  readonly authors?: readonly string[];
  readonly books?: readonly string[];
  /** In place of the texts' own. */
  readonly execute?: (request: SubgraphRequest, own: InProcessSubgraph['execute']) => Promise<SubgraphResponse>;
  /** What the books wait for. */
  readonly beforeBooks?: () => Promise<void>;
}

/** A graph in which authors and books come from two subgraphs, and what is said of both from a third. */
async function openLibrary({ authors = ['a'], books = ['b'], execute, beforeBooks }: Told = {}) {
  const asked: SubgraphRequest[] = [];
  const own = resolved(TEXTS, texts);
  const rows = (ids: readonly string[]): readonly Row[] => ids.map((id) => ({ id }));
  const library = await openTestGateway({
    authors: { sdl: AUTHORS, inProcess: resolved(AUTHORS, { Query: { authors: () => rows(authors) } }) },
    books: {
      sdl: BOOKS,
      inProcess: resolved(BOOKS, {
        Query: { books: async () => beforeBooks?.().then(() => rows(books)) ?? rows(books) },
      }),
    },
    texts: {
      sdl: TEXTS,
      inProcess: {
        execute: (request) => {
          asked.push(request);
          return execute?.(request, own.execute) ?? own.execute(request);
        },
      },
    },
  });
  const ask = async (query: string, variables = {}) => {
    const response = await fetch(`${library.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json() as Promise<{ data: unknown; errors?: { path: unknown; extensions: { code: string } }[] }>;
  };
  return { asked, ask, [Symbol.asyncDispose]: () => library[Symbol.asyncDispose]() };
}

const BOTH = 'query ($n: Int) { authors { life(words: $n) } books { blurb(words: $n) } }';

it('is one request for what two branches of a plan ask one subgraph', async () => {
  await using library = await openLibrary({ authors: ['a', 'c'] });
  expect(await library.ask(BOTH, { n: 7 })).toEqual({
    data: { authors: [{ life: 'life a in 7' }, { life: 'life c in 7' }], books: [{ blurb: 'blurb b in 7' }] },
  });
  expect(library.asked).toHaveLength(1);
});

it('leaves out variables that were not given, so that defaults hold', async () => {
  await using library = await openLibrary();
  expect(await library.ask(BOTH)).toEqual({
    data: { authors: [{ life: 'life a in 1' }], books: [{ blurb: 'blurb b in 2' }] },
  });
  expect(library.asked).toHaveLength(1);
});

it('has the errors of each at its places', async () => {
  await using library = await openLibrary({ authors: ['a', 'broken'], books: ['broken', 'b'] });
  const { data, errors } = await library.ask(BOTH, { n: 3 });
  expect(data).toEqual({
    authors: [{ life: 'life a in 3' }, { life: null }],
    books: [{ blurb: null }, { blurb: 'blurb b in 3' }],
  });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['authors', 1, 'life'],
    ['books', 0, 'blurb'],
  ]);
  expect(library.asked).toHaveLength(1);
});

const TWO = /_entities.*_entities/;

it.each<[string, SubgraphResponse]>([
  [
    'gives no data for a fault of one of them',
    { data: null, errors: [{ message: 'torn', path: ['Q0__entities'], extensions: { code: 'TORN' } }] },
  ],
  ['refuses them', { errors: [{ message: 'too many', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }],
])('is a request each where the subgraph %s', async (_what, refusal) => {
  const execute: Told['execute'] = (request, own) =>
    TWO.test(request.query) ? Promise.resolve(refusal) : own(request);
  await using library = await openLibrary({ execute });
  const answer = { data: { authors: [{ life: 'life a in 5' }], books: [{ blurb: 'blurb b in 5' }] } };
  expect(await library.ask(BOTH, { n: 5 })).toEqual(answer);
  expect(library.asked.map(({ query }) => TWO.test(query))).toEqual([true, false, false]);
});

it('is not tried again where the subgraph does not take it', async () => {
  const errors = [{ message: 'too many', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
  const execute: Told['execute'] = (request, own) =>
    TWO.test(request.query) ? Promise.resolve({ errors }) : own(request);
  await using library = await openLibrary({ execute });
  await library.ask(BOTH, { n: 5 });
  library.asked.length = 0;
  expect(await library.ask(BOTH, { n: 6 })).toMatchObject({ data: { books: [{ blurb: 'blurb b in 6' }] } });
  expect(library.asked.map(({ query }) => TWO.test(query))).toEqual([false, false]);
});

it('does not wait for a branch that is late', async () => {
  let isAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  await using library = await openLibrary({
    beforeBooks: () => asked,
    execute: (request, own) => {
      isAsked();
      return own(request);
    },
  });
  expect(await library.ask(BOTH, { n: 2 })).toMatchObject({ data: { books: [{ blurb: 'blurb b in 2' }] } });
  expect(library.asked).toHaveLength(2);
});
