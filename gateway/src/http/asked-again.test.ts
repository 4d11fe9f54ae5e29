import { GraphQLError } from 'graphql';
import { LINK, openTestGateway, resolved, type TestGateway } from '../testing/open-test-gateway.js';
import { authorizationOf } from '../testing/tokens.js';

const SDL = `${LINK}
  type Query { fine(n: Int): Int torn: Int whole: Whole many(first: Int): [Int] }
  type Whole { torn: Int! }
  type Mutation { change(by: Int!): Int! }
  type Subscription { changed: Int }`;

const torn = () => {
  throw new GraphQLError('torn', { extensions: { code: 'TORN' } });
};
const RESOLVERS = {
  Query: { fine: (_: unknown, { n }: { readonly n?: number }) => n ?? 1, torn, whole: () => ({}) },
  Whole: { torn },
  Mutation: { change: (_: unknown, { by }: { readonly by: number }) => by },
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openTestGateway({ one: { sdl: SDL, inProcess: resolved(SDL, RESOLVERS) } }, { MAX_ALIASES: '2' });
});
afterAll(() => gateway[Symbol.asyncDispose]());

type Body = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

async function ask(body: Body, headers: Headers) {
  return toldBy(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** The same question by GET, in which objects are written as JSON. */
async function get(body: Body, headers: Headers) {
  const search = new URLSearchParams(
    Object.entries(body).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return toldBy(await fetch(`${gateway.url}/graphql?${search}`, { headers }));
}

async function toldBy(response: Response) {
  const { 'x-request-id': _id, date: _date, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, headers: others, text: await response.text() };
}

const QUESTIONS: readonly [string, Body][] = [
  ['a query', { query: '{ fine }' }],
  ['a query by name', { query: 'query A { fine } query B { fine(n: 2) }', operationName: 'B' }],
  ['variables', { query: 'query ($n: Int) { fine(n: $n) }', variables: { n: 5 } }],
  [
    'nulls for all that may be left out',
    { query: '{ f: fine }', variables: null, operationName: null, extensions: null },
  ],
  ['introspection', { query: '{ __type(name: "Whole") { name } }' }],
  ['a mutation', { query: 'mutation { change(by: 3) }' }],
  ['what fails', { query: '{ torn fine }' }],
  ['what leaves nothing', { query: '{ whole { torn } }' }],
  ['a variable that does not fit', { query: 'query ($m: Int) { fine(n: $m) }', variables: { m: 'many' } }],
  ['a variable that is missing', { query: 'mutation ($by: Int!) { change(by: $by) }' }],
  ['variables that are a list', { query: 'query ($v: Int) { fine(n: $v) }', variables: [5] }],
  ['variables that are a text', { query: 'query ($t: Int) { fine(n: $t) }', variables: '{}' }],
  ['extensions that are none', { query: '{ e: fine }', extensions: 'x' }],
  ['a name that is no text', { query: 'query C { fine }', operationName: 5 }],
  ['an empty name', { query: 'query E { fine }', operationName: '' }],
  ['an operation that is not there', { query: 'query D { fine }', operationName: 'E' }],
  ['one of several', { query: 'query F { fine } query G { fine }' }],
  ['a subscription', { query: 'subscription { changed }' }],
  ['too many aliases', { query: '{ a: fine b: fine c: fine }' }],
  ['what does not parse', { query: '{' }],
  ['what does not fit the schema', { query: '{ nothing }' }],
  ['no operation', { query: 'fragment F on Query { fine }' }],
];

const TYPES: readonly Readonly<Record<string, string>>[] = [
  {},
  { accept: 'application/graphql-response+json, application/json;q=0.9' },
  { accept: 'text/html' },
];

describe.each(QUESTIONS)('%s', (_what, body) => {
  it.each(TYPES)('asked again is answered alike, with %j', async (headers) => {
    expect(await ask(body, headers)).toEqual(await ask(body, headers));
  });

  it.each(TYPES)('asked again by GET is answered alike, with %j', async (headers) => {
    // Comments make it another document, which nobody has asked by POST.
    const other = { ...body, query: `${body.query} # by GET, ${JSON.stringify(headers)}` };
    const first = await get(other, headers);
    expect(await get(other, headers)).toEqual(first);
    // Known by then, whoever asked for it.
    await ask(other, headers);
    expect(await get(other, headers)).toEqual(first);
  });
});

it.each([
  ['no token at all', 'Bearer x.y.z'],
  ['a header that is none', 'Basic xyz'],
])('%s is refused for a known document as for any', async (_what, authorization) => {
  const body = { query: '{ who: fine }' };
  const first = await ask(body, { authorization });
  expect(first.status).toBe(401);
  expect((await ask(body, { authorization: await authorizationOf('somebody') })).status).toBe(200);
  expect(await ask(body, { authorization })).toEqual(first);
});
