import { operationToSend } from './operation-to-send.js';

const TWO = 'query First { __typename } query Second { __typename }';

describe('the name sent with a document', () => {
  it.each([
    ['the one chosen', TWO, 'Second', 'Second'],
    ['the first, while the one chosen is of the document before', TWO, 'Gone', 'First'],
    ['the first, while none is chosen', TWO, null, 'First'],
    ['none, where the operation has none', '{ __typename }', 'Gone', undefined],
    ['none, where the document cannot be read', 'query First {', 'First', undefined],
  ])('is %s', (_which, query, wanted, expected) => {
    expect(operationToSend(query, wanted)).toBe(expected);
  });
});
