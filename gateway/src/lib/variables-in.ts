import { type ASTNode, visit } from 'graphql';

/** The names of the variables that parts of a document depend on. */
export function variablesIn(...nodes: readonly ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
