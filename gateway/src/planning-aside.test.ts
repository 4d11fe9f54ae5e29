import type { GraphQLFormattedError } from 'graphql';
import { openTestGateway, resolved, type TestGateway, type TestSubgraph } from './testing/open-test-gateway.js';

const HEAD = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const SUBGRAPHS = [0, 1, 2, 3];

/** A subgraph that tells almost all that the others tell: the more of it is asked at once, the more ways there are to ask. */
function subgraph(index: number) {
  const sdl = `${HEAD}
    ${index === 0 ? 'type Query { one: One }' : ''}
    type One @key(fields: "id") { id: ID! name: String @shareable two: Two @shareable own${index}: Int }
    type Two @key(fields: "id") { id: ID! one: One @shareable own${index}: Int }`;
  const inProcess = resolved(sdl, {
    ...(index === 0 ? { Query: { one: () => ({ id: '1' }) } } : {}),
    One: { name: () => 'name', two: () => ({ id: '2' }), [`own${index}`]: () => index },
    Two: { one: () => ({ id: '1' }), [`own${index}`]: () => index },
  });
  return { sdl, inProcess };
}

const OWN = SUBGRAPHS.map((index) => `own${index}`).join(' ');
/** There and back again: each level is planned some times as long as the one above. */
function nested(levels: number): string {
  return levels === 0 ? OWN : `${OWN} two { ${OWN} one { ${nested(levels - 1)} } }`;
}
function nestedData(levels: number): object {
  const own = Object.fromEntries(SUBGRAPHS.map((index) => [`own${index}`, index]));
  return levels === 0 ? own : { ...own, two: { ...own, one: nestedData(levels - 1) } };
}
const light = '{ one { name } }';
/** Nobody has the time to plan it. */
const endless = (name: string): string => `query ${name} { one { ${nested(9)} } }`;

interface Told {
  readonly status: number;
  readonly data?: unknown;
  readonly code: unknown;
}

const ONE = { Query: { one: () => ({ id: '1' }) } };
const FOUND: Told = { status: 200, data: { one: { id: '1' } }, code: undefined };
const REFUSED: Told = { status: 400, data: undefined, code: 'PLAN_LIMIT' };

async function answerOf({ url }: TestGateway, query: string): Promise<Told> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly GraphQLFormattedError[] };
  return { status: response.status, data, code: errors?.[0]?.extensions?.code };
}

describe('what takes long to plan', () => {
  let opened: TestGateway;
  beforeAll(async () => {
    const subgraphs = SUBGRAPHS.map((index) => [`s${index}`, subgraph(index)] as const);
    opened = await openTestGateway(Object.fromEntries(subgraphs), { PLAN_TIMEOUT_MS: '2000' });
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  const ask = (query: string): Promise<Told> => answerOf(opened, query);

  it('is planned beside what else is asked, and answered like all else', async () => {
    const asked = ask(`{ one { ${nested(2)} } }`);
    expect(await ask(light)).toEqual({ status: 200, data: { one: { name: 'name' } }, code: undefined });
    expect(await asked).toEqual({ status: 200, data: { one: nestedData(2) }, code: undefined });
  });

  it('is refused when it takes too long, holds up nobody, and is refused at once when it is asked again', async () => {
    const ends: string[] = [];
    const noted = async (name: string, told: Promise<Told>): Promise<Told> => {
      const answer = await told;
      ends.push(name);
      return answer;
    };
    const first = noted('first', ask(endless('First')));
    expect(await noted('light', ask('{ one { id name } }'))).toMatchObject({ status: 200, code: undefined });
    expect(await first).toEqual(REFUSED);
    const other = noted('other', ask(endless('Other')));
    expect(await noted('again', ask(endless('First')))).toEqual(REFUSED);
    expect(await other).toEqual(REFUSED);
    expect(ends).toEqual(['light', 'first', 'again', 'other']);
  });

  it('waits for its turn, unless too much waits already', async () => {
    const many = (name: number): string =>
      `query Q${name} { one { ${Array.from({ length: 20 }, (_, index) => `a${index}: name`).join(' ')} } }`;
    const told = await Promise.all([
      ask(endless('Before')),
      ...Array.from({ length: 80 }, (_, index) => ask(many(index))),
    ]);
    const of = (code: unknown): readonly Told[] => told.filter((each) => each.code === code);
    expect(of('PLAN_LIMIT')).toHaveLength(1);
    expect(of(undefined)).toHaveLength(64);
    expect(of('OVERLOADED')).toHaveLength(16);
    expect(of('OVERLOADED').every(({ status }) => status === 503)).toBe(true);
  });
});

describe('what there are too many ways to', () => {
  it('is refused before all of them are looked at', async () => {
    const first = `${HEAD} type Query { one: One } type One @key(fields: "id") { id: ID! }`;
    // Each tells an object by its key, as the others do.
    const alike = ['a', 'b', 'c', 'd'].map((own): [string, TestSubgraph] => [
      own,
      { sdl: `${HEAD} type One @key(fields: "id") { id: ID! next: One @shareable ${own}: Int }` },
    ]);
    const subgraphs = { first: { sdl: first, inProcess: resolved(first, ONE) }, ...Object.fromEntries(alike) };
    await using opened = await openTestGateway(subgraphs, { PLAN_TIMEOUT_MS: '600000' });
    const nested = `${'next { '.repeat(8)} a b c d ${'} '.repeat(8)}`;
    expect(await answerOf(opened, `{ one { ${nested} } }`)).toEqual(REFUSED);
    expect(await answerOf(opened, '{ one { id } }')).toEqual(FOUND);
  });
});
