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

describe('the statements an answer takes', () => {
  it.each(each)('%s: no more than were counted', async (file, operation) => {
    const statements = await statementsOf(() => stack.ask(operation.text, operation.variables));
    const known = KNOWN_STATEMENTS[file];
    expect(known).toBeDefined();
    for (const name of NAMES) expect(statements[name]).toBeLessThanOrEqual((known?.[name] ?? 0) + SPREAD);
  });

  it.each([
    { asOf: '2023-08-08', depth: 3 },
    { asOf: null, depth: 2 },
  ])('the national tree (asOf: $asOf): as many as it has levels, not units', async ({ asOf, depth }) => {
    const partner = await stack.token({ role: 'PARTNER', costLimit: null });
    const statements = await statementsOf(() => stack.ask(tree(depth), { asOf }, partner));
    // A statement takes 5,000 keys: for the communes of 2023 that is three for each thing that is read of them.
    expect(statements.units).toBeLessThanOrEqual(2 * depth + 6);
    expect(statements.spokespersons).toBeLessThanOrEqual(2 * depth + 6);
    expect(statements.training).toBe(0);
  });
});
