import { type Example, readExamples, type UncheckedBlock } from './document-examples.js';

const read = (text: string): readonly (Example | UncheckedBlock)[] =>
  readExamples({ file: '/repository/PAGE.md', text }, '/repository');
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

describe('a page', () => {
  it('asks questions, each with the variables and the outcomes that follow it, and says on which line', () => {
    const text = `# Title\n\n${fence('graphql', '{ a }')}\nThe answer:\n\n${fence('json', '{"a":1}')}
${fence('graphql without training', 'query ($n: Int) { b }')}${fence('json variables', '{"n":1}')}${fence('json', '{}')}${fence('csv', 'n')}`;
    expect(read(text)).toEqual([
      {
        kind: 'question',
        place: 'PAGE.md:3',
        query: '{ a }',
        variables: {},
        without: null,
        caller: null,
        outcomes: [{ language: 'json', text: '{"a":1}' }],
      },
      {
        kind: 'question',
        place: 'PAGE.md:13',
        query: 'query ($n: Int) { b }',
        variables: { n: 1 },
        without: 'training',
        caller: null,
        outcomes: [
          { language: 'json', text: '{}' },
          { language: 'csv', text: 'n' },
        ],
      },
    ]);
  });

  it.each([
    ['graphql as authority', { role: 'authority', agencies: [] }],
    ['graphql as clerk a b', { role: 'clerk', agencies: ['a', 'b'] }],
  ])('asks as somebody who has signed in: %s', (info, caller) => {
    expect(read(fence(info, '{ a }'))).toMatchObject([{ kind: 'question', without: null, caller }]);
  });

  it('asks the operations at hand with variables of its own', () => {
    const text = `${fence('json variables of WhoAmI', '{}')}${fence('json', '{"data":null}')}`;
    expect(read(text)).toEqual([
      {
        kind: 'sample',
        place: 'PAGE.md:1',
        operation: 'WhoAmI',
        variables: {},
        outcomes: [{ language: 'json', text: '{"data":null}' }],
      },
    ]);
  });

  it('has commands that are run, and commands that something else runs', () => {
    const text = `${fence('sh', 'curl -s x')}${fence('text', 'y')}${fence('sh', 'PORT=1 npm ci && npm start -- --reset  # or so\n\nnpm test')}`;
    expect(read(text)).toEqual([
      { kind: 'script', place: 'PAGE.md:1', script: 'curl -s x', outcome: { language: 'text', text: 'y' } },
      { kind: 'elsewhere', place: 'PAGE.md:7', by: ['.ci/run', 'test/commands/start.test.ts', '.ci/run'] },
    ]);
  });

  it('may have a block in a list, which stands where the list begins', () => {
    expect(read('Text.\n\n- a step:\n  ```sh\n  npm ci\n  ```\n')).toEqual([
      { kind: 'elsewhere', place: 'PAGE.md:3', by: ['.ci/run'] },
    ]);
  });

  it('shows passages of files', () => {
    expect(read(fence('ts a/b.ts', 'x'))).toEqual([{ kind: 'passage', place: 'PAGE.md:1', file: 'a/b.ts', text: 'x' }]);
  });

  it.each([
    ['an answer to nothing', fence('json', '{}'), 'of json'],
    ['a block that says nothing of itself', fence('', 'npm ci'), 'without a language'],
    ['a block that is only indented', '    npm ci', 'without a language'],
    ['a command that nothing runs', fence('sh', 'npm ci && rm -rf x'), 'nothing runs rm -rf x'],
    ['a command whose name only begins like a known one', fence('sh', 'npm cite'), 'nothing runs npm cite'],
    ['a question with an unknown word', fence('graphql loudly', '{ a }'), 'loudly'],
  ])('is told of %s', (_what, text, problem) => {
    expect(read(text)).toEqual([{ kind: 'unchecked', place: 'PAGE.md:1', problem: expect.stringContaining(problem) }]);
  });
});
