import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode } from 'graphql';
import { variablesIn } from './variables-in.js';

/** A document of an operation and fragments; a variable that nothing uses any more would make it invalid (GraphQL, section 5.8.4), and leaves. */
export function withUsedVariables(
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const { variableDefinitions = [], ...rest } = operation;
  const used = variablesIn(rest, ...fragments);
  const left = variableDefinitions.filter(({ variable }) => used.has(variable.name.value));
  return { kind: Kind.DOCUMENT, definitions: [{ ...rest, variableDefinitions: left }, ...fragments] };
}
