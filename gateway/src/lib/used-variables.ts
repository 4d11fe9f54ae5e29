import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

/** A document of an operation and fragments; a variable that nothing uses any more would make it invalid (GraphQL, section 5.8.4), and leaves. */
export function withUsedVariables(
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const used = new Set<string>();
  const { variableDefinitions = [], ...rest } = operation;
  const note = { Variable: ({ name }: { readonly name: { readonly value: string } }) => void used.add(name.value) };
  for (const node of [rest, ...fragments]) visit(node, note);
  const left = variableDefinitions.filter(({ variable }) => used.has(variable.name.value));
  return { kind: Kind.DOCUMENT, definitions: [{ ...rest, variableDefinitions: left }, ...fragments] };
}
