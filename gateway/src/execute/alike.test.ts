import fc from 'fast-check';
import { type ExecutionResult, parse, validate } from 'graphql';
import { FetchError, type SubgraphClient } from '../fetch/subgraph-client.js';
import { createPlanner } from '../plan/plan-operation.js';
import { buildSupergraph, type Supergraph } from '../supergraph/supergraph.js';
import { type DrawnGraph, drawGraph } from '../testing/draw-graph.js';
import { type DrawnOperation, drawOperation } from '../testing/draw-operation.js';
import { clientOf, executionOf } from '../testing/execution-of.js';
import { composed, resolved } from '../testing/open-test-gateway.js';
import { createExecutor } from './execute-plan.js';
import type { SubgraphClients } from './execution.js';
import { createStockExecutor } from './stock-executor.js';

/** So many graphs, and so many operations on each; more of them with `RUNS`, and the same again with `SEED`. */
const RUNS = Number(process.env.RUNS ?? 40);
const OPERATIONS = 8;

interface Opened {
  readonly supergraph: Supergraph;
  readonly clients: SubgraphClients;
}

function open({ subgraphs, away }: DrawnGraph): Opened {
  const supergraph = buildSupergraph(composed(subgraphs));
  const clients = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]): [string, SubgraphClient] => {
      const client = clientOf(resolved(sdl, resolvers));
      const execute: SubgraphClient['execute'] = async (request) => {
        if (away.has(name)) throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error('away'));
        return client.execute(request);
      };
      return [name, { ...client, execute }];
    }),
  );
  return { supergraph, clients };
}

const MISFIT = 'SUBGRAPH_BAD_ANSWER';

/**
 * What is compared: data, and where which errors are. Items of lists are not told apart: the stock executor counts an entity's place without those
 * of which nothing was asked. Of values that do not fit it tells where there are no other errors.
 */
function toldOf({ data, errors = [] }: ExecutionResult) {
  const places = errors.map(({ path = ['?'], extensions }): [string, string] => [
    path.map((part) => (typeof part === 'number' ? '@' : part)).join('.'),
    String(extensions.code ?? 'DOWNSTREAM_SERVICE_ERROR'),
  ]);
  const of = (isMisfit: boolean): readonly string[] =>
    [...new Set(places.filter(([, code]) => (code === MISFIT) === isMisfit).map((place) => place.join(' ')))].sort();
  return { data: JSON.parse(JSON.stringify(data)), errors: of(false), misfits: of(true) };
}

type Told = ReturnType<typeof toldOf>;

/**
 * What is told besides of what became null: null from one subgraph takes the place, with the stock executor, of what another has told, and of that
 * nothing more is asked.
 */
function toldOfNothing(own: Told, stock: Told): readonly string[] {
  const isBelowNull = (value: unknown, [key, ...rest]: readonly string[]): boolean => {
    if (value === null) return true;
    if (Array.isArray(value)) return value.some((item) => isBelowNull(item, rest));
    return key !== undefined && isBelowNull((value as Record<string, unknown> | undefined)?.[key], rest);
  };
  const besides = own.errors.filter((error) => !stock.errors.includes(error));
  return besides.filter((error) => isBelowNull(own.data, error.replace(/ .*/, '').split('.')));
}

async function bothOf({ supergraph, clients }: Opened, { query, variables }: DrawnOperation) {
  const document = parse(query);
  expect(validate(supergraph.api, document)).toEqual([]);
  const planned = await createPlanner(supergraph).plan({ text: query, document, operationName: undefined });
  const execution = executionOf(planned, variables);
  const [own, passed, stock] = await Promise.all([
    createExecutor(supergraph, clients)(execution),
    createExecutor(supergraph, clients)({ ...execution, takesBytes: true }),
    createStockExecutor(supergraph, clients)(execution),
  ]);
  const codes = planned.finish?.(own).errors?.map(({ extensions }) => extensions.code) ?? [];
  // Every field that was drawn is some subgraph's.
  expect(codes).not.toContain('FIELD_UNRESOLVABLE');
  const { data } = own;
  return { own: toldOf(own), written: `${JSON.stringify({ data })}\n`, passed, stock: toldOf(stock) };
}

it('answers drawn questions to drawn graphs as the stock executor does, faults and all, and the same where it passes bytes on', async () => {
  const count = { passed: 0, sound: 0 };
  const alike = fc.asyncProperty(fc.gen(), async (draw) => {
    const opened = open(drawGraph(draw));
    for (let asked = 0; asked < OPERATIONS; asked += 1) {
      const operation = drawOperation(draw, opened.supergraph.api);
      const { own, written, passed, stock } = await bothOf(opened, operation);
      if (own.errors.length + own.misfits.length === 0) count.sound += 1;
      if (passed.bytes === undefined) expect({ ...operation, ...toldOf(passed) }).toEqual({ ...operation, ...own });
      else {
        count.passed += 1;
        expect({ ...operation, text: passed.bytes.toString() }).toEqual({ ...operation, text: written });
        expect([own.errors, own.misfits]).toEqual([[], []]);
      }
      const besides = toldOfNothing(own, stock);
      const errors = own.errors.filter((error) => !besides.includes(error));
      expect({ ...operation, ...own, errors }).toEqual({ ...operation, ...stock, misfits: expect.any(Array) });
      expect(own.misfits).toEqual(expect.arrayContaining([...stock.misfits]));
    }
  });
  const seed = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
  const { failed, seed: drawn, errorInstance } = await fc.check(alike, { numRuns: RUNS, endOnFailure: true, ...seed });
  // What was drawn is thousands of numbers: the seed alone draws it again.
  if (failed) throw new Error(`SEED=${drawn}`, { cause: errorInstance });
  expect(count.passed).toBeGreaterThan(count.sound / 2);
});
