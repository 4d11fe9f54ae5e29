import { parse } from 'graphql';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { composed, LINK } from '../testing/open-test-gateway.js';
import { createPlanner } from './plan-operation.js';

describe('the plans that are kept', () => {
  it('are the latest, and hold no more text than they may, however long operations are', () => {
    const planner = createPlanner(buildSupergraph(composed({ a: { sdl: `${LINK} type Query { a: Int }` } })));
    const texts = Array.from({ length: 12 }, (_, index) => `{ a } # ${index} ${'x'.repeat(1024 * 1024)}`);
    for (const text of texts) planner.plan({ text, document: parse(text), operationName: undefined });
    const kept = planner.recent(1_000).map(({ text }) => text);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept).toEqual(texts.reverse().slice(0, kept.length));
    expect(kept.join('').length).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});
