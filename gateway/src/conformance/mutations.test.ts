import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('asked of the wrong subgraph');
};

describe('mutations', () => {
  const order: string[] = [];
  const note = (name: string) => () => {
    order.push(name);
    return { id: name, order: order.length };
  };
  itAnswers(
    {
      a: [
        'type Query { log: [String!]! } type Mutation { one: Done two: Done clear: Int } type Done @key(fields: "id") { id: ID! order: Int }',
        {
          Query: { log: () => order },
          Mutation: { one: note('one'), two: note('two'), clear: () => order.splice(0).length * 0 },
        },
      ],
      b: [
        'type Mutation { three: Done fails: Done! } type Done @key(fields: "id") { id: ID! said: String order: Int @external twice: Int @requires(fields: "order") }',
        {
          Mutation: { three: () => ({ id: note('three')().id }), fails: wrong },
          Done: { said: ({ id }: any) => `${id} said`, twice: ({ order: place }: any) => place * 2 },
        },
      ],
    },
    {
      'one after the other, across subgraphs': {
        query:
          'mutation { clear one { order said } three { id said } again: one { order } two { twice } clear2: clear }',
        data: {
          clear: 0,
          one: { order: 1, said: 'one said' },
          three: { id: 'three', said: 'three said' },
          again: { order: 3 },
          two: { twice: 8 },
          clear2: 0,
        },
      },
      'through a fragment, with its type': {
        query:
          'mutation { t: __typename ...M } fragment M on Mutation { clear ... { a: one { order } b: one { order } } }',
        data: { t: 'Mutation', clear: 0, a: { order: 1 }, b: { order: 2 } },
      },
      'one that fails must not be null': {
        query: 'mutation { clear fails { id } two { order } }',
        data: null,
        errors: ['fails'],
      },
    },
  );
});
