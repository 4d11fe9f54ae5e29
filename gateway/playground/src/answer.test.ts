import { readAnswer } from './answer.js';

const listsOf = (data: unknown) => {
  const answer = readAnswer(JSON.stringify({ data }));
  return answer.kind === 'answer' ? answer.lists.map(({ path, rows }) => [path, rows.length]) : answer.kind;
};

describe('readAnswer', () => {
  it('finds every list of objects with its place, the longest first', () => {
    const data = { before: { byTier: [{ id: 1 }] }, now: { byTier: [{ id: 1 }, { id: 2 }] } };
    expect(listsOf(data)).toEqual([
      ['now.byTier', 2],
      ['before.byTier', 1],
    ]);
  });

  it('leaves lists within rows to their rows, however long they are', () => {
    expect(listsOf({ units: { nodes: [{ contacts: [{ id: 1 }, { id: 2 }] }] } })).toEqual([['units.nodes', 1]]);
  });

  it('finds none in lists of leaves and in empty lists', () => {
    expect(listsOf({ viewer: { scopes: ['a', 'b'] }, units: { nodes: [] }, country: null })).toEqual([]);
  });

  it('skips the elements of a list that did not arrive', () => {
    expect(listsOf({ units: [null, { id: 1 }] })).toEqual([['units', 1]]);
  });

  it('counts the errors beside the data', () => {
    const text = JSON.stringify({ data: null, errors: [{ message: 'a' }, { message: 'b' }] });
    expect(readAnswer(text)).toEqual({ kind: 'answer', lists: [], errors: 2 });
  });

  it.each(['', 'Request not sent.', '[1]', 'null'])('takes %p for no answer', (text) => {
    expect(readAnswer(text)).toEqual({ kind: 'none' });
  });
});
