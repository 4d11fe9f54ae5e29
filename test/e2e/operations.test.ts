import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubgraphName } from '../../scripts/src/definitions.js';
import { emptiedPlaces } from '../harness/emptied-places.js';
import { ownersByPlace } from '../harness/field-owners.js';
import { OPERATIONS, type Operation, operationsAtHand } from '../harness/operations.js';
import { type Stack, startStack } from '../harness/start-stack.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
const operations = await operationsAtHand();
const each = operations.map((operation): [string, Operation] => [operation.file, operation]);

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

describe('every operation at hand, by the stock executor', () => {
  let reference: Stack;
  beforeAll(async () => {
    reference = await startStack({ EXECUTOR: 'apollo' });
  });
  afterAll(() => reference[Symbol.asyncDispose]());

  it.each(each)('%s answers the same', async (_file, { text, variables }) => {
    const [own, stock] = await Promise.all([stack.ask(text, variables), reference.ask(text, variables)]);
    expect(own).toEqual(stock);
  });
});

/** The fetches that a plan kept beside its operation names, by subgraph. */
function plannedFetches(file: string): Readonly<Record<string, number>> {
  const plan = readFileSync(join(OPERATIONS, file.replace(/\.graphql$/, '.plan')), 'utf8');
  const counts: Record<string, number> = {};
  for (const [, name = ''] of plan.matchAll(/Fetch\(service: "(\w+)"/g)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe('every operation at hand', () => {
  it('is one of at least twelve', () => {
    expect(operations.length).toBeGreaterThanOrEqual(12);
  });

  it.each(each)('%s answers without an error, byte for byte alike on either database', async (_file, operation) => {
    const text = await stack.askText(operation.text, operation.variables);
    expect(JSON.parse(text)).not.toHaveProperty('errors');
    // The snapshot is of both databases: the suite runs on SQLite and on MariaDB and compares with the same file.
    expect({
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    }).toMatchSnapshot();
  });

  // What the plan asks a subgraph at about the same time goes in one request.
  it.each(each)('%s asks those subgraphs that its plan says, and none oftener', async (file, operation) => {
    stack.takeFetches();
    await stack.ask(operation.text, operation.variables);
    const [asked, planned] = [stack.takeFetches(), plannedFetches(file)];
    expect(Object.keys(asked).sort()).toEqual(Object.keys(planned).sort());
    for (const [name, count] of Object.entries(asked)) expect(count).toBeLessThanOrEqual(planned[name] ?? 0);
  });
});

describe.each(NAMES)('while %s fails', (name) => {
  it.each(each)('%s answers what the others own', async (_file, operation) => {
    const whole = await stack.ask(operation.text, operation.variables);
    const recover = stack.fail(name);
    const degraded = await stack.ask(operation.text, operation.variables);
    recover();
    const owners = ownersByPlace(operation.text);
    const isItsOwn = (place: string): boolean => owners.get(place)?.has(name) === true && owners.get(place)?.size === 1;
    const belongsToIt = (place: string): boolean =>
      [...owners.keys()].some((other) => (other === place || other.startsWith(`${place}.`)) && isItsOwn(other));
    // A place may be empty only where the failing subgraph alone answers it, or something below it that may not be null.
    for (const place of emptiedPlaces(whole.data, degraded.data))
      expect([place, belongsToIt(place)]).toEqual([place, true]);
    const isAsked = [...owners.keys()].some(isItsOwn);
    expect(degraded.errors === undefined).toBe(!isAsked);
    for (const error of degraded.errors ?? []) {
      expect(error.path.length).toBeGreaterThan(0);
      expect(error.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
      expect(Object.keys(error.extensions).sort()).toEqual(['code', 'messageEn', 'messageVi', 'retryable']);
    }
  });
});
