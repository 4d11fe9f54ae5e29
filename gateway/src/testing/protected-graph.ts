import type { SubgraphRequest } from '../fetch/subgraph-client.js';
import { resolved, type TestSubgraph } from './open-test-gateway.js';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])';

const PEOPLE = `${LINK}
type Query {
  open: String
  closed: String @authenticated
  needed: String! @authenticated
  person: Person
  people: [Person]
  crowd: [Person]
  broken: String
  grid: [[Person!]!]
  things: [Thing]
  stored: [Stored]
  shelf: Shelf
  search: [Found]
  found: [Found!]
  vault: Vault
  vaults: [Vault!]!
  onlyVaults: [Vaults]
  level: Level
  code: Code
  mine: String @requiresScopes(scopes: [["mine:read", "mine:list"], ["all"]])
  clerks: String @policy(policies: [["role:clerk"], ["role:authority"]])
  impossible: String @policy(policies: [["role:clerk", "role:authority"], ["weekday"]])
  several: String @authenticated @requiresScopes(scopes: [["all"]]) @policy(policies: [["role:clerk"]])
}
type Mutation { add(by: Int): Int addClosed: Int @authenticated }
type Person @key(fields: "id") {
  id: ID!
  name: String
  secret(of: String): String @authenticated
  strict: String! @authenticated
  friend: Person
  own: Vault
}
interface Thing { id: ID name: String }
type Book implements Thing { id: ID name: String @authenticated pages: Int }
type Pen implements Thing { id: ID name: String ink: String @authenticated }
interface Stored { id: ID }
type Chest implements Stored @authenticated { id: ID }
type Shelf implements Stored { id: ID }
union Found = Person | Vault
union Vaults = Vault
type Vault @requiresScopes(scopes: [["all"]]) { gold: Int }
enum Level @authenticated { HIGH LOW }
scalar Code @authenticated`;

const POSTS = `${LINK} type Person @key(fields: "id") { id: ID! post: String @authenticated likes: Int }`;

const an = { __typename: 'Person', id: '1', name: 'An', secret: 's1', strict: 't1' };
const bình = { __typename: 'Person', id: '2', name: 'Bình', secret: 's2', strict: 't2', friend: an };
const vault = { __typename: 'Vault', gold: 7 };

/** A graph of two subgraphs that protects at every place at which the directives may stand; what is asked of it is added to `asked`. */
export function protectedGraph(asked: SubgraphRequest[] = []): Readonly<Record<'people' | 'posts', TestSubgraph>> {
  const person = ({ id }: { readonly id: string }) => ({ id, post: `p${id}`, likes: 3 });
  return {
    people: { sdl: PEOPLE, inProcess: resolved(PEOPLE, peopleResolvers(), asked) },
    posts: { sdl: POSTS, inProcess: resolved(POSTS, { Person: { __resolveReference: person } }, asked) },
  };
}

function peopleResolvers(): object {
  const typed = { __resolveType: ({ __typename }: { __typename: string }) => __typename };
  const things = [
    { __typename: 'Book', id: 'b', name: 'Book', pages: 9 },
    { __typename: 'Pen', id: 'p', name: 'Pen', ink: 'blue' },
  ];
  const fixed = (value: unknown) => () => value;
  return {
    Query: {
      open: fixed('o'),
      closed: fixed('c'),
      needed: fixed('n'),
      person: fixed(an),
      people: fixed([an, bình, null]),
      crowd: fixed(Array.from({ length: 600 }, () => an)),
      broken: () => {
        throw new Error('broken');
      },
      grid: fixed([[an], [bình]]),
      things: fixed(things),
      stored: fixed([{ __typename: 'Shelf', id: 's' }]),
      shelf: fixed({ id: 's' }),
      search: fixed([an, vault]),
      found: fixed([an, vault]),
      vault: fixed(vault),
      vaults: fixed([vault]),
      onlyVaults: fixed([vault]),
      level: fixed('HIGH'),
      code: fixed('x'),
      mine: fixed('m'),
      clerks: fixed('k'),
      impossible: fixed('i'),
      several: fixed('v'),
    },
    Mutation: { add: fixed(1), addClosed: fixed(2) },
    Thing: typed,
    Stored: typed,
    Found: typed,
    Vaults: typed,
  };
}
