import { openTestGateway, resolved } from './testing/open-test-gateway.js';

const SILENT = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])
type Query { books: [Book] } type Book { id: ID books: [Book] }`;
const TELLING = SILENT.replace('books: [Book] }', 'books: [Book] @listSize(assumedSize: 10) }');

/** Guessed at 111,110: ten books, with ten each, and so on. */
const DEEP = '{ books { books { books { books { books { id } } } } } }';

it.each<[string, string, Readonly<Record<string, string>>, string | undefined]>([
  ['is 20000 where the supergraph says what things cost', TELLING, {}, 'COST_LIMIT'],
  ['is what the operator says there', TELLING, { MAX_COST: '111110' }, undefined],
  ['is none where nothing is said', SILENT, {}, undefined],
  ['is what the operator says where nothing else is', SILENT, { MAX_COST: '111109' }, 'COST_LIMIT'],
])('what an operation may cost %s', async (_, sdl, env, code) => {
  const inProcess = resolved(sdl, { Query: { books: () => [] } });
  await using gateway = await openTestGateway({ books: { sdl, inProcess } }, env);
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: DEEP }),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  expect(errors?.[0]?.extensions.code).toBe(code);
  if (code === undefined) expect(data).toEqual({ books: [] });
});
