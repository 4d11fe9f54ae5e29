import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { ANONYMOUS } from './identity/principal.js';
import { LINK, openTestGateway, resolved, type TestSubgraph } from './testing/open-test-gateway.js';

/** A subgraph over HTTP, whose answers can be written in another way than they are. */
async function serve(sdl: string, resolvers: object) {
  const subgraph = resolved(sdl, resolvers);
  const state = { write: (answer: unknown): string => JSON.stringify(answer), asked: 0 };
  const server = createServer(async (request, response) => {
    const { query, variables } = (await json(request)) as { query: string; variables: Record<string, unknown> };
    state.asked += 1;
    const { signal } = new AbortController();
    const answer = await subgraph.execute({ query, variables, principal: ANONYMOUS, signal, requestId: 'r' });
    response.setHeader('content-type', 'application/json').end(state.write(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    ...{ state, subgraph: { sdl, url } satisfies TestSubgraph },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const PEOPLE = `${LINK}
  enum Rank { CHIEF DEPUTY }
  scalar Day
  interface Named { name: String! }
  type Person implements Named @key(fields: "id") { id: ID! name: String! rank: Rank age: Int height: Float born: Day isIn: Boolean! friends: [Person]! near: [Thing!] }
  type Place implements Named { name: String! people: [[Person!]] }
  union Thing = Person | Place
  type Query { people(first: Int): [Person!]! place: Place named: [Named] nobody: Person }`;

const POSTS = `${LINK}
  type Person @key(fields: "id") { id: ID! posts: [Post!]! title: String }
  type Post { text: String! by: Person! }
  type Query { postCount: Int! }`;

const people: Record<string, unknown>[] = ['An', 'Bình\n"Ba"', 'Chí \\ 🙂'].map((name, index) => ({
  ...{ __typename: 'Person', id: String(index), name, rank: index === 1 ? 'DEPUTY' : 'CHIEF', age: 30 + index },
  ...{ height: 1.5 + index, born: index === 2 ? null : `199${index}-01-01`, isIn: index === 0 },
}));
const [an, binh, chi] = people as [object, object, object];
Object.assign(an, {
  friends: [binh, null, chi],
  near: [{ __typename: 'Place', name: 'Huế', people: [[an], null, []] }, an],
});
Object.assign(binh, { friends: [an], near: null });
Object.assign(chi, { friends: [], near: [] });

const PEOPLE_RESOLVERS = {
  Query: {
    people: (_: unknown, { first = 3 }) => people.slice(0, first),
    place: () => ({ name: 'Huế', people: [[an, binh], [chi], null] }),
    named: () => [an, { __typename: 'Place', name: 'Huế' }, null],
    nobody: () => null,
  },
  Person: { __resolveReference: ({ id }: { id: string }) => people[Number(id)] },
};
const post = (id: string, number: number) => ({ text: `post ${number} of ${id}`, by: { id } });
const POSTS_RESOLVERS = {
  Query: { postCount: () => 6 },
  Person: {
    __resolveReference: ({ id }: { id: string }) => (id === '9' ? null : { id }),
    posts: ({ id }: { id: string }) => [1, 2].slice(Number(id) % 2).map((number) => post(id, number)),
    title: ({ id }: { id: string }) => (id === '1' ? null : `title of ${id}`),
  },
};

async function openGraph() {
  const [first, second] = await Promise.all([serve(PEOPLE, PEOPLE_RESOLVERS), serve(POSTS, POSTS_RESOLVERS)]);
  const gateway = await openTestGateway({ people: first.subgraph, posts: second.subgraph });
  const ask = async (query: string, variables = {}): Promise<string> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return await response.text();
  };
  return {
    ...{ ask, people: first.state, posts: second.state },
    [Symbol.asyncDispose]: async () => {
      for (const each of [gateway, first, second]) await each[Symbol.asyncDispose]();
    },
  };
}

const EVERYTHING = `query ($first: Int, $short: Boolean = false) {
  total: postCount __typename
  people(first: $first) { name posts { text by { title id name } } rank title age ... on Person @skip(if: $short) { height born isIn } }
  place { people { posts { text } name } name }
  named { name ... on Person { title id } __typename }
  nobody { name posts { text } }
}`;
const NEAR =
  '{ people { friends { title name } near { __typename ... on Person { posts { text } id } ... on Place { people { id title } } } } }';

/** The text of an answer when it is asked for the first time, of which objects are made, and afterwards. */
async function firstAndLater(
  ask: (query: string, variables?: object) => Promise<string>,
  query: string,
  variables?: object,
) {
  const first = await ask(query, variables);
  return { first, later: [await ask(query, variables), await ask(query, variables)] };
}

it.each<[string, object]>([
  [EVERYTHING, {}],
  [EVERYTHING, { first: 2, short: true }],
  [EVERYTHING, { first: 0 }],
  [NEAR, {}],
  ['{ people { id } }', {}],
  ['{ people { title } postCount }', {}],
  ['{ a: people(first: 1) { x: name } b: people { y: posts { z: text } } }', {}],
  ['{ people @skip(if: true) { id } }', {}],
])('an answer is the same to the letter, whether objects are made of it or not: %s %j', async (query, variables) => {
  await using graph = await openGraph();
  const { first, later } = await firstAndLater(graph.ask, query, variables);
  expect(JSON.parse(first)).toEqual({ data: expect.any(Object) });
  expect(later).toEqual([first, first]);
});

/** Writes an answer with one text in the place of another. */
const instead = (was: string | RegExp, is: string) => (answer: unknown) => {
  const written = JSON.stringify(answer);
  expect(written).toMatch(was);
  return written.replace(was, is);
};

it.each<[string, 'people' | 'posts', (answer: unknown) => string]>([
  ['with spaces', 'people', (answer) => JSON.stringify(answer, null, 2)],
  ['in another order', 'people', instead(/"name":("An"),"rank":"CHIEF"/, '"rank":"CHIEF","name":$1')],
  ['with more than was asked', 'posts', instead('"title":', '"more":1,"title":')],
  ['with escapes that nobody needs', 'people', instead('An', '\\u0041n')],
  ['with numbers in another way', 'people', instead('"age":30', '"age":3e1')],
  ['with extensions', 'people', instead(/\}$/, ',"extensions":{}}')],
  ['with errors', 'posts', instead(/\}$/, ',"errors":[{"message":"x","path":["_entities",0,"title"]}]}')],
  ['with errors that look like data', 'posts', instead(/\}$/, ',"errors":[{"message":"x"}],"extensions":{"a":{}}}')],
  ['with an enum value that there is not', 'people', instead('"CHIEF"', '"KING"')],
  ['with a text for a number', 'people', instead('"age":30', '"age":"30"')],
  ['with null for what is never null', 'people', instead('"isIn":true', '"isIn":null')],
  ['without an entity', 'posts', instead(/("_entities":\[)\{[^}]*\}/, '$1null')],
  ['with one entity too few', 'posts', instead(/("_entities":\[)\{[^}]*\},/, '$1')],
  ['with one entity too many', 'posts', instead('"_entities":[', '"_entities":[{},')],
  ['that breaks off', 'people', (answer) => JSON.stringify(answer).slice(0, -20)],
  ['that breaks off and ends like data', 'people', (answer) => `${JSON.stringify(answer).slice(0, -20)}}}`],
  ['that is no data', 'posts', () => '{"errors":[{"message":"x"}]}'],
])('an answer that comes %s is looked into as before', async (_how, place, write) => {
  await using graph = await openGraph();
  const query = '{ people { name rank age isIn title } }';
  graph[place].write = write;
  const { first, later } = await firstAndLater(graph.ask, query);
  expect(later).toEqual([first, first]);
  // What has been told is not asked again to be looked into.
  expect([graph.people.asked, graph.posts.asked].every((asked) => asked <= 3)).toBe(true);
});

it('passes on what several ask at once, each what it asked for', async () => {
  await using graph = await openGraph();
  const query = 'query ($first: Int) { people(first: $first) { name title } }';
  const expected = await Promise.all([0, 1, 2, 3].map((first) => graph.ask(query, { first })));
  await graph.ask(query, { first: 3 });
  const all = Array.from({ length: 40 }, (_, index) => index % 4);
  expect(await Promise.all(all.map((first) => graph.ask(query, { first })))).toEqual(
    all.map((first) => expected[first]),
  );
});
