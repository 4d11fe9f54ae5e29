import { parse, specifiedRules, validate } from 'graphql';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { createPlanner } from './plan-operation.js';
import { planText } from './query-plan.js';

/**
 * Makes the function that tells how operations of a supergraph are planned, without asking any subgraph: for reviews, where a worse
 * plan shall be seen.
 * @throws Error when the supergraph is none, or (the function, which rejects) when the operation does not fit it.
 */
export function operationExplainer(supergraphSdl: string): (operation: string) => Promise<string> {
  const supergraph = buildSupergraph(supergraphSdl);
  const { plan } = createPlanner(supergraph);
  return async (text) => {
    const document = parse(text);
    const [problem] = validate(supergraph.api, document, specifiedRules);
    if (problem !== undefined) throw problem;
    return planText((await plan({ text, document, operationName: undefined })).plan);
  };
}
