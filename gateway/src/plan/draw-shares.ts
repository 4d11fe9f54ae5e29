import type { ForPlanning } from '../supergraph/supergraph.js';
import type { OperationText } from './plan-operation.js';

/** For each label of `@override` that matters to an operation, whether its fields are asked of their new subgraph. */
export type Overrides = readonly (readonly [label: string, isNew: boolean])[];

/** Draws for one request on which side of each share it is (`percent(5)`). What an operation does not name may be needed by what it names. */
export function drawShares(
  { text }: Pick<OperationText, 'text'>,
  { overriddenShares, neededKeys }: Pick<ForPlanning, 'overriddenShares' | 'neededKeys'>,
  random: () => number,
): Overrides {
  return overriddenShares
    .filter(({ fields }) => [...fields].some((name) => neededKeys.has(name) || text.includes(name)))
    .map(({ label, percent }) => [label, random() * 100 < percent]);
}
