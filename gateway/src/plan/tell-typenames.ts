import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { isCondition } from '../lib/selected.js';
import { TYPENAME } from '../lib/typename-field.js';

type Fragment = InlineFragmentNode | FragmentDefinitionNode;

/**
 * The document with `__typename` asked for in every fragment on an interface or union, for planning alone. Without it the stock
 * executor takes an object for one of the fragment's type, and leaves out what fragments on its own type below select. It is also
 * asked for where everything below a field may be left out: the planner would leave out the field, and nobody knew whether an object is there; and below
 * every field of an interface or union, which can be an object type to a subgraph.
 */
export function tellTypenames(api: GraphQLSchema, document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  const mayBeEmpty = ({ selections }: SelectionSetNode): boolean =>
    selections.every((node) => {
      if (node.directives?.some(isCondition)) return true;
      if (node.kind === Kind.FIELD) return false;
      const set = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
      return set === undefined || mayBeEmpty(set);
    });
  const told = (node: Fragment): Fragment | undefined => {
    const condition = node.typeCondition?.name.value;
    if (condition === undefined || !isAbstractType(api.getType(condition))) return undefined;
    return { ...node, selectionSet: withTypename(node.selectionSet) };
  };
  const typeInfo = new TypeInfo(api);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave: (node) =>
          node.selectionSet && (isAbstractType(getNamedType(typeInfo.getType())) || mayBeEmpty(node.selectionSet))
            ? { ...node, selectionSet: withTypename(node.selectionSet) }
            : undefined,
      },
      InlineFragment: { leave: told },
      FragmentDefinition: { leave: told },
    }),
  );
}

function withTypename(set: SelectionSetNode): SelectionSetNode {
  return { ...set, selections: [TYPENAME, ...set.selections] };
}
