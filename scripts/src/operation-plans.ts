import { type OperationAtHand, operationExplainer, readOperations } from '@phat-ngon/gateway';
import { SCHEMA_FILES } from './repository.js';

/** The plan of an operation at hand, and the file beside the operation in which it is kept for review. */
export interface OperationPlan {
  readonly file: string;
  readonly text: string;
}

/**
 * Plans every operation at hand on a supergraph.
 * @throws Error naming the operation that does not fit it.
 */
export async function operationPlans(supergraph: string): Promise<readonly OperationPlan[]> {
  const explain = operationExplainer(supergraph);
  const planOf = async ({ file, operation }: OperationAtHand): Promise<OperationPlan> => {
    try {
      const name = file.replace(/\.graphql$/, '.plan');
      return { file: `${SCHEMA_FILES.operations}/${name}`, text: `${await explain(operation)}\n` };
    } catch (cause) {
      throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };
  return Promise.all((await readOperations(SCHEMA_FILES.operations)).map(planOf));
}
