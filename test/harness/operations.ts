import { fileURLToPath } from 'node:url';
import { readOperations } from '@phat-ngon/gateway';

/** An operation of `schema/operations` with its variables. */
export interface Operation {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where the operations lie. */
export const OPERATIONS = fileURLToPath(new URL('../../schema/operations/', import.meta.url));

/** Every operation at hand, in the order of their files. */
export async function operationsAtHand(): Promise<readonly Operation[]> {
  const found = await readOperations(OPERATIONS);
  return found.map(({ name, file, operation, variables }) => ({
    name,
    file,
    text: operation,
    variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
  }));
}
