import { readOperations } from './operations.js';

const entry = (file: string, change: object = {}): unknown => ({
  name: 'Glossary',
  file,
  comment: '# What a term means.\n# Giải thích thuật ngữ.',
  operation: 'query Glossary { __typename }',
  variables: null,
  ...change,
});

describe('readOperations', () => {
  it('sorts by file, so that the first tab is the same whatever order they came in', () => {
    const files = ['10-b.graphql', '02-c.graphql', '01-a.graphql'];
    expect(readOperations(files.map((file) => entry(file))).map(({ file }) => file)).toEqual([...files].sort());
  });

  it('turns variables into the text of the variables editor, and none into an empty one', () => {
    const [some, none] = readOperations([entry('1', { variables: { text: 'truc bach' } }), entry('2')]);
    expect(some?.variables).toBe('{\n  "text": "truc bach"\n}');
    expect(none?.variables).toBe('');
  });

  it('keeps the document as it is, its comment included', () => {
    const operation = '# Said here.\nquery Glossary { __typename }\n';
    expect(readOperations([entry('1', { operation })])[0]?.text).toBe(operation);
  });

  it.each([
    ['something that is not a list', { operations: [] }, /expected a list/],
    ['an empty list', [], /the list is empty/],
    ['an entry that is not an object', [entry('1'), 'query'], /entry 2: expected an object/],
    [
      'an entry without its document',
      [entry('1', { operation: undefined })],
      /entry 1: expected name, file, comment and operation/,
    ],
    [
      'variables that are a list',
      [entry('1', { variables: ['a'] })],
      /entry 1: expected variables as an object or null/,
    ],
  ])('refuses %s and says where', (_what, input, message) => {
    expect(() => readOperations(input)).toThrow(message);
  });
});
