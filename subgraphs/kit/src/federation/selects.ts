import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** By the nodes of a field, which are the same for all things of a list. */
const known = new WeakMap<readonly FieldNode[], ReadonlySet<string>>();

/**
 * Whether a field of a name is selected of what is being resolved, of whatever type. With arguments it is another field for this purpose: what is read for
 * all things alike is what it gives by default.
 */
export function selects({ fieldNodes, fragments }: GraphQLResolveInfo, field: string): boolean {
  let names = known.get(fieldNodes);
  if (names === undefined) {
    names = new Set(fieldNodes.flatMap(({ selectionSet }) => namesOf(selectionSet, fragments)));
    known.set(fieldNodes, names);
  }
  return names.has(field);
}

function namesOf(
  selectionSet: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
): readonly string[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === 'Field') return selection.arguments?.length ? [] : [selection.name.value];
    const spread = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return namesOf(spread?.selectionSet, fragments);
  });
}
