import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  visit,
} from 'graphql';

type Fragment = InlineFragmentNode | FragmentDefinitionNode;

/**
 * The document with `__typename` asked for in every fragment on an interface or union, for planning alone. Without it the stock
 * executor takes an object for one of the fragment's type, and leaves out what fragments on its own type below select.
 */
export function tellTypenames(api: GraphQLSchema, document: DocumentNode): DocumentNode {
  const told = (node: Fragment): Fragment | undefined => {
    const condition = node.typeCondition?.name.value;
    if (condition === undefined || !isAbstractType(api.getType(condition))) return undefined;
    const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
    return { ...node, selectionSet: { ...node.selectionSet, selections: [typename, ...node.selectionSet.selections] } };
  };
  return visit(document, { InlineFragment: { leave: told }, FragmentDefinition: { leave: told } });
}
