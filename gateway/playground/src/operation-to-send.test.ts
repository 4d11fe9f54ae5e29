import { isSubscription, operationToSend } from './operation-to-send.js';

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

const MIXED = 'query Ask { __typename } subscription Follow { spokespersonChanged { kind } }';

describe('a subscription', () => {
  it.each([
    ['is one that is chosen', MIXED, 'Follow', true],
    ['is one without a name', 'subscription { spokespersonChanged { kind } }', undefined, true],
    ['is not another operation of its document', MIXED, 'Ask', false],
    ['is none where nothing is chosen', MIXED, undefined, false],
    ['is none in a document that cannot be read', 'subscription Follow {', 'Follow', false],
  ])('%s', (_which, query, name, expected) => {
    expect(isSubscription(query, name)).toBe(expected);
  });
});
