import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('this key is not resolved here');
};

describe('@key that is not resolvable', () => {
  itAnswers(
    {
      goods: [
        'type Query { good: Good } type Good @key(fields: "id") { id: ID! weight: Int }',
        { Query: { good: () => ({ id: '1' }) }, Good: { weight: () => 3 } },
      ],
      shop: [
        `type Query { offer: Good }
         type Good @key(fields: "id shop", resolvable: false) @key(fields: "id") {
           id: ID! shop: ID! weight: Int @external fee: Int @requires(fields: "weight") }`,
        {
          Query: { offer: () => ({ id: '1', shop: 's' }) },
          Good: {
            __resolveReference: (good: any) => ('shop' in good ? wrong() : good),
            fee: ({ weight }: any) => weight * 2,
            shop: () => 's',
          },
        },
      ],
      links: [
        'type Query { link: Good } type Good @key(fields: "id", resolvable: false) { id: ID! }',
        { Query: { link: () => ({ id: '1' }) }, Good: { __resolveReference: wrong } },
      ],
    },
    {
      'is not come back by': { query: '{ offer { fee } }', data: { offer: { fee: 6 } } },
      'is left by': {
        query: '{ link { id weight fee shop } }',
        data: { link: { id: '1', weight: 3, fee: 6, shop: 's' } },
      },
    },
  );
});
