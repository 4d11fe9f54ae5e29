import { itAnswers, type Parts } from '../testing/conformance.js';

const ITEM = { id: '1', a: 'a1', b: 'b1' };

/** Subgraphs with an item that is reached by one key after the other, `price` in one of them. */
function subgraphs(priced: string): Readonly<Record<string, Parts>> {
  const price = (name: string): string => (name === priced ? 'price: Int' : '');
  const resolvers = (fields: object = {}): object => ({ Item: { price: () => 3, ...fields } });
  const own = (name: string, fields: object = {}): object =>
    name === priced ? resolvers(fields) : { Item: { ...fields } };
  return {
    first: [
      `type Query { item: Item items: [Item] } type Item @key(fields: "id") { id: ID! ${price('first')} next: Item }`,
      {
        Query: { item: () => ({ id: '1' }), items: () => [{ id: '1' }, null] },
        ...own('first', { next: () => ({ id: '1' }) }),
      },
    ],
    second: [
      `type Item @key(fields: "id") @key(fields: "a") { id: ID! a: ID! ${price('second')} }`,
      own('second', { id: () => ITEM.id, a: () => ITEM.a }),
    ],
    third: [
      `type Item @key(fields: "a") @key(fields: "b") { a: ID! b: ID! ${price('third')} }`,
      own('third', { a: () => ITEM.a, b: () => ITEM.b }),
    ],
    last: [
      'type Item @key(fields: "b") { b: ID! price: Int @external cost: String @requires(fields: "price") plain: String }',
      { Item: { cost: ({ b, price: asked }: any) => `${b} ${asked * 2}`, plain: ({ b }: any) => `plain ${b}` } },
    ],
    aside: [`type Item @key(fields: "id") { id: ID! ${price('aside')} }`, own('aside')],
  };
}

describe.each(['first', 'second', 'third', 'aside'])(
  'what is required of %s, of a subgraph behind several keys',
  (priced) => {
    itAnswers(subgraphs(priced), {
      'is known when it is handed on': { query: '{ item { cost } }', data: { item: { cost: 'b1 6' } } },
      'is known in lists, and further on': {
        query: '{ items { cost next { plain next { cost } } } }',
        data: { items: [{ cost: 'b1 6', next: { plain: 'plain b1', next: { cost: 'b1 6' } } }, null] },
      },
      'may be asked for beside it': {
        query: 'query ($no: Boolean!) { item { price plain cost ... @include(if: $no) { c: cost } } }',
        variables: { no: false },
        data: { item: { price: 3, plain: 'plain b1', cost: 'b1 6' } },
      },
    });
  },
);
