import { badInput, type Subgraph, type SubgraphDefinition, viewLoader } from '../index.js';
import { ask, bareSubgraph, openTestSubgraph } from '../testing.js';

const DAY = '2026-11-24';

interface Place {
  readonly __typename: 'Place';
  readonly uid: string;
}

/** Which uids were read together, in order. */
const read: (readonly string[])[] = [];
let isDown = false;

const definition: SubgraphDefinition<{ readonly names: ReturnType<typeof namesLoader> }> = {
  ...bareSubgraph('places'),
  sdl: `type Query { nothing: String }
    type Place @key(fields: "uid") { uid: ID!  name: String!  title(upper: Boolean): String }
    type Later @key(fields: "uid") { uid: ID! }`,
  contextOf: () => () => ({ names: namesLoader() }),
  resolvers: {
    Place: {
      __resolveReference: ({ uid }: { readonly uid: string }) => placeOf(uid),
      name: ({ uid }: Place, _: unknown, { names }) => names.read({ uid, day: DAY }),
    },
    Later: { __resolveReference: async ({ uid }: { readonly uid: string }) => (uid === 'nobody' ? null : { uid }) },
  },
  ahead: {
    Place: {
      name: (places: readonly Place[], { names }) => names.readAhead(places.map(({ uid }) => ({ uid, day: DAY }))),
    },
  },
};

function namesLoader() {
  return viewLoader(async (uids) => {
    read.push(uids);
    if (isDown) throw new Error('the database is away');
    return new Map(uids.map((uid) => [uid, `the place ${uid}`]));
  });
}

function placeOf(uid: string): Place | null {
  if (uid === 'malformed') throw badInput('uid', 'uid: malformed.', 'uid: sai.');
  return uid === 'nobody' ? null : { __typename: 'Place', uid };
}

let subgraph: Subgraph & AsyncDisposable;
beforeAll(async () => {
  subgraph = await openTestSubgraph(definition);
});
afterAll(() => subgraph[Symbol.asyncDispose]());
beforeEach(() => {
  read.length = 0;
  isDown = false;
});

const ofType = (type: string, ...uids: readonly string[]) => uids.map((uid) => ({ __typename: type, uid }));
const entities = (representations: readonly object[], selection: string) =>
  ask(subgraph, `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`, {
    r: representations,
  });

describe('entities', () => {
  it('come in the order they are named in, of whatever types, found at once or later', async () => {
    const { data } = await entities(
      [...ofType('Place', 'a'), ...ofType('Later', 'b', 'nobody'), ...ofType('Place', 'nobody')],
      '... on Place { uid } ... on Later { uid }',
    );
    expect(data?._entities).toEqual([{ __typename: 'Place', uid: 'a' }, { __typename: 'Later', uid: 'b' }, null, null]);
  });

  it('whose key is malformed empty their own places', async () => {
    const { data, errors } = await entities(ofType('Place', 'a', 'malformed', 'b'), '... on Place { uid }');
    expect(data?._entities).toEqual([
      expect.objectContaining({ uid: 'a' }),
      null,
      expect.objectContaining({ uid: 'b' }),
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('have read ahead, together and once, what is selected of them', async () => {
    const { data } = await entities(
      ofType('Place', 'a', 'nobody', 'b'),
      '... on Place { ... @include(if: true) { name } }',
    );
    expect(data?._entities).toMatchObject([{ name: 'the place a' }, null, { name: 'the place b' }]);
    expect(read).toEqual([['a', 'b']]);
  });

  it('have nothing read that is not selected', async () => {
    await entities(ofType('Place', 'a'), '... on Place { uid title(upper: true) }');
    expect(read).toEqual([]);
  });

  it('tell in their own fields what could not be read ahead', async () => {
    isDown = true;
    const { data, errors } = await entities(ofType('Place', 'a', 'b'), '... on Place { name }');
    expect(data?._entities).toEqual([null, null]);
    expect(errors?.map(({ path }) => path)).toEqual([
      ['_entities', 0, 'name'],
      ['_entities', 1, 'name'],
    ]);
    expect(read).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});
