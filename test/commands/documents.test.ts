import { readAnswer } from '../../gateway/playground/src/answer.js';
import { csvOf } from '../../gateway/playground/src/answer-csv.js';
import type { SubgraphName } from '../../scripts/src/definitions.js';
import { type Caller, type Example, readExamples, type ShownOutcome } from '../../scripts/src/document-examples.js';
import { FOLLOWED_PAGES, readPages } from '../../scripts/src/read-pages.js';
import { ROOT } from '../../scripts/src/repository.js';
import { asShown, linesAsShown } from '../harness/as-shown.js';
import { OPERATIONS, operationsAtHand } from '../harness/operations.js';
import { buildProject, runShell } from '../harness/run-command.js';
import { TOKEN_SECRET } from '../harness/stack.js';
import { type Stack, startStack } from '../harness/start-stack.js';

/** Where the documents say that the graph is. */
const ADDRESS = 'http://127.0.0.1:4000';

const operations = new Map((await operationsAtHand()).map(({ name, text }) => [name, text]));
const examples = (await readPages(FOLLOWED_PAGES)).flatMap((page) => readExamples(page, ROOT));

type OfKind<Kind> = Extract<Example, { readonly kind: Kind }>;
type Question = OfKind<'question'>;

/** The examples of a kind, each under its place. */
function every<Kind extends Example['kind']>(kind: Kind) {
  const isWanted = (example: (typeof examples)[number]): example is OfKind<Kind> => example.kind === kind;
  return examples.filter(isWanted).map((example) => [example.place, example] as const);
}

let stack: Stack;
beforeAll(async () => {
  // The commands in the documents are the built ones.
  await buildProject();
  stack = await startStack({ PERSISTED_OPERATIONS: OPERATIONS });
});
afterAll(() => stack[Symbol.asyncDispose]());

/** Asks while a subgraph is down, if one is named. */
async function askWithout(name: string | null, { query, variables, caller }: Question): Promise<string> {
  const recover = name === null ? () => undefined : stack.fail(name as SubgraphName);
  try {
    const token = caller === null ? undefined : await tokenOf(caller);
    return await stack.askText(query, variables, token);
  } finally {
    recover();
  }
}

/** The token that `npm run token` gives. */
function tokenOf({ role, agencies }: Caller): Promise<string> {
  return stack.token({ role: role.toUpperCase(), agencies, sub: `development-${role}` });
}

/** An answer of which a document shows nothing has no errors. */
function expectOutcomes(outcomes: readonly ShownOutcome[], answer: string): void {
  for (const outcome of outcomes) expectShown(outcome, answer);
  if (outcomes.length === 0) expect(JSON.parse(answer)).not.toHaveProperty('errors');
}

/** Holds what a document shows against what came. */
function expectShown(shown: ShownOutcome, answer: string): void {
  if (shown.language === 'json') {
    const expected = JSON.parse(shown.text);
    expect(asShown(expected, JSON.parse(answer))).toEqual(expected);
  } else {
    const printed = shown.language === 'csv' ? csvOfLongestList(answer) : answer;
    expect(linesAsShown(shown.text, printed)).toBe(shown.text.trimEnd());
  }
}

/** What the playground saves of an answer; the byte order mark is not seen in a document. */
function csvOfLongestList(answer: string): string {
  const read = readAnswer(answer);
  return csvOf(read.kind === 'answer' ? (read.lists[0]?.rows ?? []) : []).replace(/^\ufeff/, '');
}

describe('a question in a document', () => {
  it.each(every('question'))('%s is answered as the document says', async (_place, example) => {
    const answer = await askWithout(example.without, example);
    expectOutcomes(example.outcomes, answer);
  });
});

describe('an operation at hand', () => {
  it.each(every('sample'))('with the variables of %s is answered as the document says', async (_place, example) => {
    const { operation, variables, outcomes } = example;
    const answer = await stack.askText(operations.get(operation) ?? `no operation ${operation}`, variables);
    expectOutcomes(outcomes, answer);
  });
});

describe('a command in a document', () => {
  it.each(every('script'))('%s does what the document says', async (_place, { script, outcome }) => {
    const printed = await runShell(script.replaceAll(ADDRESS, stack.url), { TOKEN_SECRET });
    if (outcome === null) expect(printed).not.toBe('');
    else expectShown(outcome, printed);
  });
});

describe('an answer shown in a document', () => {
  it.each([
    ['all of it', { a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['less than there is', { a: [1] }, { a: [1, 2] }, false],
    ['a key less', { a: 1 }, { a: 1, b: 2 }, false],
    ['a value left out', { a: '…', b: 2 }, { a: { c: 1 }, b: 2 }, true],
    ['a value left out that is not there', { a: '…' }, {}, false],
    ['the end of a list left out', { a: [1, '…'] }, { a: [1, 2, 3] }, true],
    ['the end of a list left out that had ended', { a: [1, '…'] }, { a: [1] }, false],
    ['another beginning of a list', { a: [1, '…'] }, { a: [2, 2, 3] }, false],
  ])('may be %s, or not', (_what, shown, answer, isTrue) => {
    const compared = JSON.stringify(asShown(shown, answer));
    expect(compared === JSON.stringify(shown)).toBe(isTrue);
  });

  it('may leave out the last lines of a text', () => {
    expect(linesAsShown('a\n…\n', 'a\r\nb\r\nc\r\n')).toBe('a\n…');
    expect(linesAsShown('b\n…\n', 'a\nb\n')).toBe('a\n…');
    expect(linesAsShown('a\n…', 'a\n')).toBe('a');
  });
});
