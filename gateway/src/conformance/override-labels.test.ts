import { itAnswers } from '../testing/conformance.js';

const wrong = (): never => {
  throw new Error('asked of the wrong subgraph');
};

describe('@override with a label', () => {
  itAnswers(
    {
      old: [
        `type Query { item: Item all: Int }
         type Item @key(fields: "id") { id: ID! none: Int whole: Int custom: Int }`,
        {
          Query: { item: () => ({ id: '1' }), all: wrong },
          Item: { none: () => 1, whole: wrong, custom: () => 1 },
        },
      ],
      new: [
        `type Query { all: Int @override(from: "old", label: "percent(100)") other: Item }
         type Item @key(fields: "id") { id: ID!
           none: Int @override(from: "old", label: "percent(0)")
           whole: Int @override(from: "old", label: "percent(100)")
           custom: Int @override(from: "old", label: "not-set") }`,
        {
          Query: { all: () => 2, other: () => ({ id: '1' }) },
          Item: { none: wrong, whole: () => 2, custom: wrong },
        },
      ],
    },
    {
      'of nobody, of everybody, and one that is not set': {
        query: '{ all item { none whole custom } other { none whole custom } }',
        data: { all: 2, item: { none: 1, whole: 2, custom: 1 }, other: { none: 1, whole: 2, custom: 1 } },
      },
    },
  );
});
