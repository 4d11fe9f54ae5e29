import type { Operation } from './operations.js';
import { groupByQuestion } from './questions.js';

const operation = (file: string, question: string | null): Operation => ({
  name: file,
  file,
  question,
  text: '',
  variables: '',
  label: { vi: '', en: '' },
});
const grouped = (...operations: Operation[]) =>
  groupByQuestion(operations).map(({ label, operations }) => [label?.en ?? null, operations.map(({ file }) => file)]);

describe('groupByQuestion', () => {
  it('orders the groups by question and keeps the order of the files within', () => {
    expect(grouped(operation('1', 'coverage'), operation('2', 'find'), operation('3', 'coverage'))).toEqual([
      ['Find a place and whom to call', ['2']],
      ['Coverage', ['1', '3']],
    ]);
  });

  it('puts what names no question, or an unknown one, last', () => {
    expect(grouped(operation('1', null), operation('2', 'weather'), operation('3', 'graph'))).toEqual([
      ['About this graph', ['3']],
      ['Other questions', ['1', '2']],
    ]);
  });

  it('gives one list without a heading where nothing names a question', () => {
    expect(grouped(operation('1', null), operation('2', null))).toEqual([[null, ['1', '2']]]);
  });
});
