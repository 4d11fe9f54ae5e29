import { type Operation, operationsAtHand } from '../harness/operations.js';
import type { GraphClient } from '../harness/stack.js';

/** An operation at hand with the text of the answer that is known to be right. */
export interface Known {
  readonly operation: Operation;
  readonly right: string;
}

/** Asks a sound graph every operation at hand, and takes its answers for right. */
export async function learnKnown(graph: Pick<GraphClient, 'askText'>): Promise<readonly Known[]> {
  const known: Known[] = [];
  for (const operation of await operationsAtHand())
    known.push({ operation, right: await graph.askText(operation.text, operation.variables) });
  return known;
}

/** The body of the request that asks an operation. */
export function bodyOf({ text, variables }: Operation): string {
  return JSON.stringify({ query: text, variables });
}
