import type { SubgraphResponse } from '../fetch/subgraph-client.js';
import { LINK, openTestGateway } from '../testing/open-test-gateway.js';

const PEOPLE = `${LINK} type Query { people: [Person] n(a: Int): Int kind: Kind } enum Kind { X Y } type Person @key(fields: "id") { id: ID! name: String! }`;
const POSTS = `${LINK} type Query { posts: Int } type Person @key(fields: "id") { id: ID! post: String }`;

const two = { data: { people: ['1', '2'].map((id) => ({ __typename: 'Person', id, name: `name ${id}` })) } };

/** Asks a graph whose subgraphs answer as they are told. */
async function ask(
  query: string,
  people: SubgraphResponse,
  posts: SubgraphResponse = { data: { posts: 2 } },
): Promise<any> {
  const saying = (answer: SubgraphResponse) => ({ execute: async () => structuredClone(answer) });
  await using stack = await openTestGateway({
    people: { sdl: PEOPLE, inProcess: saying(people) },
    posts: { sdl: POSTS, inProcess: saying(posts) },
  });
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const places = (body: any) => body.errors.map((error: any) => [error.path?.join('.'), error.extensions.code]);

describe('an answer of a subgraph', () => {
  it.each<[string, SubgraphResponse]>([
    ['says nothing', { data: null }],
    [
      'refuses the planned document',
      { errors: [{ message: 'Cannot query "x" on "Y"', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ],
  ])('that %s leaves an error at each place that stays empty, and the rest arrives', async (_what, answer) => {
    const body = await ask('{ people { name } n posts }', answer);
    expect(body.data).toEqual({ people: null, n: null, posts: 2 });
    expect(places(body)).toEqual([
      ['people', 'SUBGRAPH_BAD_ANSWER'],
      ['n', 'SUBGRAPH_BAD_ANSWER'],
    ]);
    expect(JSON.stringify(body)).not.toContain('Cannot query');
  });

  it.each<[string, SubgraphResponse]>([
    ['fewer', { data: { _entities: [{ post: 'p' }] } }],
    ['no', { data: {} }],
  ])('with %s entities than were asked for is none', async (_what, answer) => {
    const body = await ask('{ people { name post } }', two, answer);
    expect(body.data.people).toEqual([
      { name: 'name 1', post: null },
      { name: 'name 2', post: null },
    ]);
    expect(places(body)).toEqual([
      ['people.0', 'SUBGRAPH_BAD_ANSWER'],
      ['people.1', 'SUBGRAPH_BAD_ANSWER'],
    ]);
  });

  it('whose errors name no place has them at the places that stay empty', async () => {
    const error = (code: string) => ({ message: code, extensions: { code } });
    const body = await ask('{ people { name } n posts }', { errors: [error('FIRST'), error('SECOND')] });
    expect(places(body)).toEqual([
      ['people', 'FIRST'],
      ['n', 'FIRST'],
      ['people', 'SECOND'],
    ]);
  });

  it('keeps the places it names itself', async () => {
    const errors = [{ message: 'm', path: ['number'], extensions: { code: 'OWN' } }];
    expect(places(await ask('{ posts number: n }', { data: null, errors }))).toEqual([['number', 'OWN']]);
  });

  it.each([
    [
      'people.1.name',
      '{ people { name } }',
      { people: [{ name: 'a' }, { name: null }] },
      { people: [{ name: 'a' }, null] },
    ],
    ['n', '{ n }', { n: 'many' }, { n: null }],
    ['kind', '{ kind }', { kind: 'Z' }, { kind: null }],
  ])('with a value that does not fit the schema leaves an error at %s', async (path, query, given, data) => {
    const body = await ask(query, { data: given });
    expect(body).toEqual({
      data,
      errors: [
        expect.objectContaining({ path: path.split('.').map((part) => (/^\d/.test(part) ? Number(part) : part)) }),
      ],
    });
    expect(places(body)).toEqual([[path, 'SUBGRAPH_BAD_ANSWER']]);
  });

  it('that says there is no such thing leaves its place empty, which is no error', async () => {
    const { data, errors } = await ask('{ people { name post } }', two, { data: { _entities: [null, { post: 'p' }] } });
    expect(errors).toBeUndefined();
    expect(data.people.map((person: any) => person.post)).toEqual([null, 'p']);
  });
});
