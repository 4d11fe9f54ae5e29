import { tree } from '../harness/national-tree.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
let partner: string;
beforeAll(async () => {
  stack = await startStack();
  partner = await stack.token({ role: 'PARTNER', costLimit: null });
});
afterAll(() => stack[Symbol.asyncDispose]());

interface Place {
  readonly level: string;
  readonly inForce: boolean;
  readonly committee: { readonly id: string; readonly spokespersons: readonly unknown[] } | null;
  readonly children?: readonly Place[];
}

function flat(place: Place): readonly Place[] {
  return [place, ...(place.children ?? []).flatMap(flat)];
}

const count = (places: readonly Place[], level: string): number =>
  places.filter((place) => place.level === level).length;

describe('the national tree', () => {
  it.each([
    { asOf: '2023-08-08', depth: 3, levels: [63, 705, 10_599] },
    { asOf: null, depth: 2, levels: [34, 0, 3_321] },
  ])(
    'is complete as one answer (asOf: $asOf), of two requests: all levels are asked for together',
    async ({ asOf, depth, levels }) => {
      stack.takeFetches();
      const answer = await stack.ask(tree(depth), { asOf }, partner);
      expect(answer.errors).toBeUndefined();
      expect(stack.takeFetches()).toEqual({ units: 1, spokespersons: 1 });
      const places = flat(answer.data.country);
      expect(['PROVINCE', 'DISTRICT', 'COMMUNE'].map((name) => count(places, name))).toEqual(levels);
      expect(places.every((place) => place.inForce)).toBe(true);
      expect(places.filter((place) => place.committee === null)).toHaveLength(1);
      expect(places.every((place) => place.committee === null || Array.isArray(place.committee.spokespersons))).toBe(
        true,
      );
    },
  );

  it('costs more than the public may spend, and says how much', async () => {
    const answer = await stack.ask(tree(3), { asOf: '2023-08-08' });
    expect(answer).toEqual({
      errors: [
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'COST_LIMIT', retryable: false }) }),
      ],
    });
    expect(answer.errors?.[0].message).toMatch(/Found \d+, at most 20000/);
  });
});
