import { readFileSync } from 'node:fs';
import { countStatements } from '@phat-ngon/kit/testing';
import type { SubgraphName } from '../../scripts/src/definitions.js';
import { tree } from '../harness/national-tree.js';
import { type Operation, operationsAtHand } from '../harness/operations.js';
import { type EmbeddedStack, startEmbedded } from '../harness/start-embedded.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
/** What each operation was counted to take, by subgraph: more than that is a step backwards, and has to be put down there to pass. */
const KNOWN_STATEMENTS: Readonly<Record<string, Readonly<Record<string, number>>>> = JSON.parse(
  readFileSync(new URL('./statements-per-operation.json', import.meta.url), 'utf8'),
);
/** Fields that start together may each send a statement of their own where a database answers them at different times. */
const SPREAD = 2;
const operations = await operationsAtHand();
const each = operations.map((operation): [string, Operation] => [operation.file, operation]);

let stack: EmbeddedStack;
beforeAll(async () => {
  stack = await startEmbedded();
});
afterAll(() => stack[Symbol.asyncDispose]());

/** Runs work and tells how many statements each subgraph's database ran for it. */
async function statementsOf(
  work: () => Promise<unknown>,
  names: readonly SubgraphName[] = NAMES,
): Promise<Readonly<Record<string, number>>> {
  const [name, ...others] = names;
  if (name === undefined) {
    await work();
    return {};
  }
  const { result, statements } = await countStatements(stack.subgraphs[name].database, () =>
    statementsOf(work, others),
  );
  // The projections look at the log meanwhile, which is no part of the answer.
  return { ...result, [name]: statements.filter((sql) => !/change_(?:log|counter)/.test(sql)).length };
}

type Counts = Readonly<Record<SubgraphName, number>>;

const TRIES = 3;

/** Each database may have had other work beside the answer, though not each time: an answer over the limits is asked for again. */
async function expectWithin(limits: Counts, ask: () => Promise<unknown>, tries = TRIES): Promise<void> {
  const statements = await statementsOf(ask);
  const over = NAMES.filter((name) => (statements[name] ?? 0) > limits[name]);
  if (over.length > 0 && tries > 1) return expectWithin(limits, ask, tries - 1);
  expect({ over, statements }).toEqual({ over: [], statements });
}

describe('the statements an answer takes', () => {
  it.each(each)('%s: no more than were counted', async (file, operation) => {
    const known = KNOWN_STATEMENTS[file];
    expect(known).toBeDefined();
    const limitOf = (name: SubgraphName): number => (known?.[name] ?? 0) + SPREAD;
    const limits = { units: limitOf('units'), spokespersons: limitOf('spokespersons'), training: limitOf('training') };
    await expectWithin(limits, () => stack.ask(operation.text, operation.variables));
  });

  it.each([
    { asOf: '2023-08-08', depth: 3 },
    { asOf: null, depth: 2 },
  ])('the national tree (asOf: $asOf): as many as it has levels, not units', async ({ asOf, depth }) => {
    const partner = await stack.token({ role: 'PARTNER', costLimit: null });
    // A statement takes 5,000 keys: for the communes of 2023 that is three for each thing that is read of them.
    const most = 2 * depth + 6;
    await expectWithin({ units: most, spokespersons: most, training: 0 }, () =>
      stack.ask(tree(depth), { asOf }, partner),
    );
  });
});
