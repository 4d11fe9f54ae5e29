import { parse } from 'graphql';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { composed, LINK } from '../testing/open-test-gateway.js';
import { createPlanner, type PlannedOperation } from './plan-operation.js';

const supergraph = buildSupergraph(
  composed({ a: { sdl: `${LINK} type Query { a: Int b(of: Int, at: String): Int }` } }),
);

describe('the plans that are kept', () => {
  it('are the latest, and hold no more text than they may, however long operations are', async () => {
    const planner = createPlanner(supergraph);
    const texts = Array.from({ length: 12 }, (_, index) => `{\n  a${index}${'x'.repeat(256 * 1024)}: a\n}`);
    for (const text of texts) await planner.plan({ text, document: parse(text), operationName: undefined });
    const kept = planner.recent(1_000).map(({ text }) => text);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept).toEqual(texts.reverse().slice(0, kept.length));
    expect(kept.join('').length).toBeLessThanOrEqual(2 * 1024 * 1024);
  });

  it('are not multiplied by written values, layout and names that say the same', async () => {
    const news: boolean[] = [];
    const planner = createPlanner(supergraph, { onPlanned: ({ cached }) => news.push(cached) });
    const planned = (text: string, operationName?: string): Promise<PlannedOperation> =>
      planner.plan({ text, document: parse(text), operationName });
    const [first, ...others] = [
      await planned('query B { b(of: 1, at: "x") }'),
      await planned('query B{b(of:2 at:"y")}'),
      await planned('query B { b(of: 2, at: "y") } # again', 'B'),
      await planned('query A { a } query B { b(of: 3, at: "z") }', 'B'),
    ];
    expect(news).toEqual([false, true, true, true]);
    for (const { plan, document } of others) {
      expect(plan).toBe(first?.plan);
      // What is made ready of a document is made once.
      expect(document).toBe(first?.document);
    }
    const given = [first, ...others].map((each) => each?.variables?.({}));
    expect(given.map((values) => Object.values(values ?? {}))).toEqual([
      [1, 'x'],
      [2, 'y'],
      [2, 'y'],
      [3, 'z'],
    ]);
    expect(planner.recent(10)).toHaveLength(1);
  });
});
