import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { isOfType } from '../lib/is-of-type.js';
import { responseKey } from '../lib/response-key.js';
import { isLeftOut } from '../lib/selected.js';

/** What decides which fields a selection has. */
export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The values of the variables, with their defaults: `@skip` and `@include` decide by them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields of an object of a type by their response keys, in order, those of one key together (GraphQL, section 6.3.2). */
export function collectFields(
  type: string,
  sets: readonly SelectionSetNode[],
  collecting: Collecting,
): ReadonlyMap<string, readonly FieldNode[]> {
  const grouped = new Map<string, FieldNode[]>();
  for (const set of sets) collect(type, set, collecting, grouped);
  return grouped;
}

function collect(
  type: string,
  { selections }: SelectionSetNode,
  collecting: Collecting,
  grouped: Map<string, FieldNode[]>,
): void {
  const { schema, fragments, variables } = collecting;
  for (const selection of selections) {
    if (isLeftOut(selection.directives, variables)) continue;
    if (selection.kind === 'Field') {
      const key = responseKey(selection);
      const nodes = grouped.get(key);
      if (nodes === undefined) grouped.set(key, [selection]);
      else nodes.push(selection);
      continue;
    }
    const fragment = selection.kind === 'InlineFragment' ? selection : (fragments.get(selection.name.value) ?? null);
    if (fragment !== null && isOfType(schema, type, fragment.typeCondition?.name.value ?? type))
      collect(type, fragment.selectionSet, collecting, grouped);
  }
}
