import { type DocumentNode, type GraphQLSchema, Kind, type SelectionNode } from 'graphql';
import { isCondition } from '../lib/selected.js';
import { changeSets } from './change-sets.js';
import { fragmentOn } from './written-fragments.js';

/**
 * The document with `@skip` and `@include` of some fields moved to fragments around them, and with the type in all fragments. It is the same question: where
 * the planner leaves out, on a condition, what a field requires (`@requires`), it still hands that on with all else that is asked of the object; not
 * so with a fragment. And one without a type it does not plan on an interface that is an object to the subgraph (`@interfaceObject`).
 */
export function partConditions(
  api: GraphQLSchema,
  document: DocumentNode,
  requiring: ReadonlySet<string>,
): DocumentNode {
  return changeSets(api, document, (set, parent) => {
    const parted = (node: SelectionNode): SelectionNode => {
      const { directives = [] } = node;
      if (node.kind === Kind.INLINE_FRAGMENT)
        return node.typeCondition ? node : fragmentOn(parent.name, node.selectionSet.selections, directives);
      if (node.kind !== Kind.FIELD || !requiring.has(node.name.value) || !directives.some(isCondition)) return node;
      const field = { ...node, directives: directives.filter((directive) => !isCondition(directive)) };
      return fragmentOn(parent.name, [field], directives.filter(isCondition));
    };
    return { ...set, selections: set.selections.map(parted) };
  });
}
