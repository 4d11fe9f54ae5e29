import { openAccount } from '@phat-ngon/runtime';
import { assertCompositeType } from 'graphql';
import { SignJWT } from 'jose';
import type { SubgraphRequest } from '../fetch/subgraph-client.js';
import { ANONYMOUS, type Principal } from '../identity/principal.js';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { composed, openTestGateway, type TestGateway, TOKEN_SECRET } from '../testing/open-test-gateway.js';
import { protectedGraph } from '../testing/protected-graph.js';
import { createAccess } from './grants.js';

const none: Principal = ANONYMOUS;
const wrong: Principal = { ...ANONYMOUS, subject: 'w', role: 'READER', scopes: ['mine:read'] };
const right: Principal = { ...ANONYMOUS, subject: 'r', role: 'CLERK', scopes: ['all'] };

/** Without a name a caller is told to say who they are, with one that it is not for them. */
const U = 'UNAUTHENTICATED';
const F = 'FORBIDDEN';

interface Case {
  readonly asked: string;
  readonly by: Principal;
  readonly data: unknown;
  /** The closed places, `path code`. */
  readonly closed?: readonly string[];
  /** What no subgraph may have been asked. */
  readonly unasked?: RegExp;
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a field': [
    {
      asked: '{ open closed }',
      by: none,
      data: { open: 'o', closed: null },
      closed: [`closed ${U}`],
      unasked: /closed/,
    },
    { asked: '{ open closed }', by: wrong, data: { open: 'o', closed: 'c' } },
    { asked: '{ c: closed o: open }', by: none, data: { c: null, o: 'o' }, closed: [`c ${U}`], unasked: /closed/ },
    {
      asked: '{ person { name secret(of: "x") } }',
      by: none,
      data: { person: { name: 'An', secret: null } },
      closed: [`person.secret ${U}`],
      unasked: /secret|x/,
    },
    {
      asked: '{ person { secret } }',
      by: none,
      data: { person: { secret: null } },
      closed: [`person.secret ${U}`],
      unasked: /secret/,
    },
    {
      asked: '{ person { a: secret b: secret secret } }',
      by: none,
      data: { person: { a: null, b: null, secret: null } },
      closed: [`person.a ${U}`, `person.b ${U}`, `person.secret ${U}`],
      unasked: /secret/,
    },
  ],
  'a field of another subgraph': [
    {
      asked: '{ person { likes post } }',
      by: none,
      data: { person: { likes: 3, post: null } },
      closed: [`person.post ${U}`],
      unasked: /post/,
    },
    { asked: '{ person { likes post } }', by: wrong, data: { person: { likes: 3, post: 'p1' } } },
  ],
  'a field in lists': [
    {
      asked: '{ people { name secret } }',
      by: none,
      data: { people: [{ name: 'An', secret: null }, { name: 'Bình', secret: null }, null] },
      closed: [`people.0.secret ${U}`, `people.1.secret ${U}`],
      unasked: /secret/,
    },
    {
      asked: '{ grid { friend { secret } } }',
      by: none,
      data: { grid: [[{ friend: null }], [{ friend: { secret: null } }]] },
      closed: [`grid.1.0.friend.secret ${U}`],
      unasked: /secret/,
    },
  ],
  'a field that may not be null': [
    {
      asked: '{ people { name strict } }',
      by: none,
      data: { people: [null, null, null] },
      closed: [`people.0.strict ${U}`, `people.1.strict ${U}`],
      unasked: /strict/,
    },
    {
      asked: '{ grid { strict } open }',
      by: none,
      data: { grid: null, open: 'o' },
      closed: [`grid.0.0.strict ${U}`],
      unasked: /strict/,
    },
    { asked: '{ open needed }', by: none, data: null, closed: [`needed ${U}`], unasked: /needed/ },
    { asked: '{ open needed }', by: wrong, data: { open: 'o', needed: 'n' } },
  ],
  'an object': [
    {
      asked: '{ vault { gold } open }',
      by: none,
      data: { vault: null, open: 'o' },
      closed: [`vault ${U}`],
      unasked: /vault|gold/,
    },
    {
      asked: '{ vault { gold } open }',
      by: wrong,
      data: { vault: null, open: 'o' },
      closed: [`vault ${F}`],
      unasked: /vault|gold/,
    },
    { asked: '{ vault { gold } open }', by: right, data: { vault: { gold: 7 }, open: 'o' } },
    {
      asked: '{ person { own { __typename } } }',
      by: wrong,
      data: { person: { own: null } },
      closed: [`person.own ${F}`],
      unasked: /own/,
    },
    { asked: '{ open vaults { gold } }', by: wrong, data: null, closed: [`vaults ${F}`], unasked: /vault|gold/ },
  ],
  'a scalar or an enum': [
    {
      asked: '{ level code open }',
      by: none,
      data: { level: null, code: null, open: 'o' },
      closed: [`level ${U}`, `code ${U}`],
      unasked: /level|code/,
    },
    { asked: '{ level code }', by: wrong, data: { level: 'HIGH', code: 'x' } },
  ],
  'an interface': [
    {
      asked: '{ things { id name } }',
      by: none,
      data: {
        things: [
          { id: 'b', name: null },
          { id: 'p', name: null },
        ],
      },
      closed: [`things.0.name ${U}`, `things.1.name ${U}`],
      unasked: /\bname/,
    },
    {
      asked: '{ things { id ... on Book { name pages } ... on Pen { name ink } } }',
      by: none,
      data: {
        things: [
          { id: 'b', name: null, pages: 9 },
          { id: 'p', name: 'Pen', ink: null },
        ],
      },
      closed: [`things.0.name ${U}`, `things.1.ink ${U}`],
      unasked: /ink/,
    },
    {
      asked: '{ things { name ... on Pen { name } } }',
      by: none,
      data: { things: [{ name: null }, { name: 'Pen' }] },
      closed: [`things.0.name ${U}`],
    },
    {
      asked: '{ things { id name } }',
      by: wrong,
      data: {
        things: [
          { id: 'b', name: 'Book' },
          { id: 'p', name: 'Pen' },
        ],
      },
    },
  ],
  'an implementation of an interface': [
    {
      asked: '{ stored { id } open }',
      by: none,
      data: { stored: null, open: 'o' },
      closed: [`stored ${U}`],
      unasked: /stored/,
    },
    {
      asked: '{ shelf { a: id ... on Stored { id } } }',
      by: none,
      data: { shelf: { a: 's', id: null } },
      closed: [`shelf.id ${U}`],
    },
    { asked: '{ stored { id } }', by: wrong, data: { stored: [{ id: 's' }] } },
  ],
  'a member of a union': [
    {
      asked: '{ search { __typename ... on Person { name } ... on Vault { gold } } }',
      by: wrong,
      data: { search: [{ __typename: 'Person', name: 'An' }, null] },
      closed: [`search.1 ${F}`],
      unasked: /gold/,
    },
    {
      asked: '{ search { ... on Person { name } } }',
      by: none,
      data: { search: [{ name: 'An' }, null] },
      closed: [`search.1 ${U}`],
    },
    { asked: '{ found { ... on Person { name } } }', by: none, data: { found: null }, closed: [`found.1 ${U}`] },
    {
      asked: '{ onlyVaults { __typename } }',
      by: none,
      data: { onlyVaults: null },
      closed: [`onlyVaults ${U}`],
      unasked: /./,
    },
    {
      asked: '{ search { __typename ... on Vault { gold } } }',
      by: right,
      data: { search: [{ __typename: 'Person' }, { __typename: 'Vault', gold: 7 }] },
    },
  ],
  fragments: [
    {
      asked: '{ person { ...A } } fragment A on Person { ...B friend { name } } fragment B on Person { secret name }',
      by: none,
      data: { person: { secret: null, name: 'An', friend: null } },
      closed: [`person.secret ${U}`],
      unasked: /secret/,
    },
    {
      asked: '{ person { ...A } people { ...A name } } fragment A on Person { ... on Person { secret } }',
      by: none,
      data: { person: { secret: null }, people: [{ secret: null, name: 'An' }, { secret: null, name: 'Bình' }, null] },
      closed: [`person.secret ${U}`, `people.0.secret ${U}`, `people.1.secret ${U}`],
      unasked: /secret/,
    },
    {
      asked: 'query { ...A } fragment A on Query { closed }',
      by: none,
      data: { closed: null },
      closed: [`closed ${U}`],
      unasked: /./,
    },
  ],
  'scopes and policies': [
    { asked: '{ mine }', by: wrong, data: { mine: null }, closed: [`mine ${F}`], unasked: /./ },
    { asked: '{ mine }', by: { ...wrong, scopes: ['mine:list', 'mine:read'] }, data: { mine: 'm' } },
    { asked: '{ mine }', by: right, data: { mine: 'm' } },
    { asked: '{ clerks }', by: none, data: { clerks: null }, closed: [`clerks ${U}`], unasked: /./ },
    { asked: '{ clerks }', by: wrong, data: { clerks: null }, closed: [`clerks ${F}`], unasked: /./ },
    { asked: '{ clerks }', by: right, data: { clerks: 'k' } },
    { asked: '{ clerks }', by: { ...right, role: 'AUTHORITY' }, data: { clerks: 'k' } },
    { asked: '{ impossible }', by: right, data: { impossible: null }, closed: [`impossible ${F}`], unasked: /./ },
    {
      asked: '{ several }',
      by: { ...right, scopes: [] },
      data: { several: null },
      closed: [`several ${F}`],
      unasked: /./,
    },
    {
      asked: '{ several }',
      by: { ...right, role: 'READER' },
      data: { several: null },
      closed: [`several ${F}`],
      unasked: /./,
    },
    { asked: '{ several }', by: right, data: { several: 'v' } },
    { asked: '{ clerks }', by: { ...ANONYMOUS, scopes: ['all'] }, data: { clerks: null }, closed: [`clerks ${U}`] },
  ],
  mutations: [
    {
      asked: 'mutation { a: add addClosed b: add }',
      by: none,
      data: { a: 1, addClosed: null, b: 1 },
      closed: [`addClosed ${U}`],
      unasked: /addClosed/,
    },
    { asked: 'mutation { addClosed }', by: none, data: { addClosed: null }, closed: [`addClosed ${U}`], unasked: /./ },
    { asked: 'mutation { add addClosed }', by: wrong, data: { add: 1, addClosed: 2 } },
  ],
  'what is skipped': [
    {
      asked: '{ open closed @skip(if: true) person { secret @include(if: false) } }',
      by: none,
      data: { open: 'o', person: {} },
      unasked: /closed|secret/,
    },
    {
      asked: '{ open ... @include(if: false) { closed } closed @include(if: true) }',
      by: none,
      data: { open: 'o', closed: null },
      closed: [`closed ${U}`],
      unasked: /closed/,
    },
  ],
  introspection: [
    {
      asked: '{ closed __typename __type(name: "Vault") { ...T } } fragment T on __Type { name fields { name } }',
      by: none,
      data: { closed: null, __typename: 'Query', __type: { name: 'Vault', fields: [{ name: 'gold' }] } },
      closed: [`closed ${U}`],
      unasked: /./,
    },
  ],
};

describe('what is protected', () => {
  const asked: SubgraphRequest[] = [];
  let stack: TestGateway;
  beforeAll(async () => {
    stack = await openTestGateway(protectedGraph(asked));
  });
  afterAll(() => stack[Symbol.asyncDispose]());
  beforeEach(() => asked.splice(0));

  describe.each(Object.entries(cases))('%s', (_placement, rows) => {
    it.each(rows.map((row) => [row.asked, nameOf(row.by), row] as const))(
      '%s asked by %s',
      async (_asked, _by, row) => {
        for (const ask of [withoutHttp, overHttp]) {
          asked.splice(0);
          const { data, errors = [] } = await ask(stack, row.asked, row.by);
          expect(data).toEqual(row.data);
          expect(errors.map(placeOf)).toEqual(row.closed ?? []);
          for (const { query } of asked) expect(query).not.toMatch(row.unasked ?? /^$/);
        }
      },
    );
  });

  it('is answered in the order in which it was asked', async () => {
    const { data } = await overHttp(stack, '{ closed open code person { secret name } }', none);
    expect(JSON.stringify(data)).toBe('{"closed":null,"open":"o","code":null,"person":{"secret":null,"name":"An"}}');
  });

  it('keeps the variables that are left, and answers under 200 in both languages', async () => {
    const query = `query Q($a: String, $b: Boolean!) { person { secret(of: $a) name @include(if: $b) } }
      mutation M($c: Int) { add(by: $c) }`;
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName: 'Q', variables: { a: 'x', b: true } }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      data: { person: { secret: null, name: 'An' } },
      errors: [
        {
          path: ['person', 'secret'],
          locations: [expect.anything()],
          extensions: { code: U, retryable: false, messageEn: expect.any(String), messageVi: expect.any(String) },
        },
      ],
    });
    expect(asked.map(({ variables }) => Object.keys(variables))).toEqual([['b']]);
  });

  it('leaves a fault of what is open beside it', async () => {
    const { data, errors } = await withoutHttp(stack, '{ open closed broken }', none);
    expect(data).toEqual({ open: 'o', closed: null, broken: null });
    expect(errors?.map(placeOf)).toEqual(['broken INTERNAL_SERVER_ERROR', `closed ${U}`]);
  });

  it('has an error for each of a thousand places, and is null at more', async () => {
    const { data, errors } = await withoutHttp(stack, '{ crowd { id a: secret b: secret } }', none);
    expect(errors).toHaveLength(1_000);
    expect((data as any).crowd).toEqual(Array.from({ length: 600 }, () => ({ id: '1', a: null, b: null })));
  });

  it('is planned once for all to whom the same is open', async () => {
    const planned: boolean[] = [];
    await using other = await openTestGateway(protectedGraph(), {}, (event) => {
      if (event.kind === 'planned') planned.push(event.cached);
    });
    for (const by of [none, { ...wrong, subject: 'a' }, { ...wrong, subject: 'b' }, right, none])
      await withoutHttp(other, '{ open closed vault { gold } }', by);
    // Nobody's, a reader's, another reader's, one to whom all is open, nobody's again.
    expect(planned).toEqual([false, false, true, false, true]);
  });
});

describe('a supergraph that protects', () => {
  it.each(['authenticated', 'requiresScopes', 'policy'])('is understood whatever @%s is called in it', async (name) => {
    const argument = { authenticated: '', requiresScopes: '(scopes: [["x"]])', policy: '(policies: [["role:x"]])' }[
      name
    ];
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{name: "@${name}", as: "@guarded"}])
      type Query { secret: String @guarded${argument} open: String }`;
    const { requirements } = buildSupergraph(composed({ a: { sdl } }));
    expect([...requirements.keys()]).toEqual(['Query.secret']);
  });

  it('protects the fields of an interface by its implementations, where its composition does not say so', () => {
    const text = composed(protectedGraph());
    const silent = text.replace(/(interface Thing[^{]*\{[^}]*name: String) @authenticated/, '$1');
    expect(silent).not.toBe(text);
    const supergraph = buildSupergraph(silent);
    const grants = createAccess(supergraph)?.(none);
    const thing = assertCompositeType(supergraph.api.getType('Thing'));
    expect(['id', 'name'].map((field) => grants?.mayAsk(thing, field))).toEqual([true, false]);
  });
});

function nameOf(by: Principal): string {
  return by === none ? 'nobody' : `${by.role} with ${by.scopes.join(' ') || 'no scopes'}`;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly extensions?: any }[];
}

function placeOf({ path = [], extensions }: NonNullable<Answer['errors']>[number]): string {
  return `${path.join('.')} ${extensions.code}`;
}

async function withoutHttp({ gateway }: TestGateway, query: string, principal: Principal): Promise<Answer> {
  const signal = new AbortController().signal;
  return gateway.answer({
    query,
    principal,
    variables: {},
    operationName: undefined,
    signal,
    account: openAccount('r'),
  });
}

async function overHttp({ url }: TestGateway, query: string, by: Principal): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(by.subject === null ? {} : { authorization: `Bearer ${await tokenOf(by)}` }),
    },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** Scopes by either claim. */
function tokenOf({ subject, role, scopes: [first, ...others] }: Principal): Promise<string> {
  return new SignJWT({ role, scopes: others, ...(first === undefined ? {} : { scope: `${first} other` }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon')
    .setSubject(subject ?? '')
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(TOKEN_SECRET));
}
