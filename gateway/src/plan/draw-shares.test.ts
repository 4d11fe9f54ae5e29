import { parse, print } from 'graphql';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { composed } from '../testing/open-test-gateway.js';
import { createPlanner } from './plan-operation.js';
import { planText } from './query-plan.js';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable"])';
const SUPERGRAPH = composed({
  old: { sdl: `${HEAD} type Query { item: Item } type Item @key(fields: "id") { id: ID! price: Int name: String }` },
  new: {
    sdl: `${HEAD} type Item @key(fields: "id") { id: ID! price: Int @override(from: "old", label: "percent(30)") }`,
  },
});

describe('@override(label: "percent(30)")', () => {
  const drawn: number[] = [];
  const planner = createPlanner(buildSupergraph(SUPERGRAPH), { random: () => drawn.shift() ?? Number.NaN });
  const isNew = async (text: string): Promise<boolean> => {
    const { plan } = await planner.plan({ text, document: parse(text), operationName: undefined });
    return planText(plan).includes('"new"');
  };

  it('is drawn for each request, and both plans are kept', async () => {
    drawn.push(0.299, 0.3, 0.9, 0);
    const sides = await Promise.all([1, 2, 3, 4].map(() => isNew('{ item { price } }')));
    expect(sides).toEqual([true, false, false, true]);
    expect(planner.recent(10)).toEqual([{ text: print(parse('{ item { price } }')), operationName: undefined }]);
  });

  it('is not drawn for who does not ask for the field', async () => {
    drawn.push(0);
    expect(await isNew('{ item { name } }')).toBe(false);
    expect(drawn).toEqual([0]);
  });
});
