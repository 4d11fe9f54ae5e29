import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * The document with what it asks of interfaces asked of each type that implements them. It is the same question: the planner asks it by itself where it
 * finds a reason, and not where arguments below come from a context that the types set, and not the interface.
 */
export function explodeInterfaces(api: GraphQLSchema, document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(api);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave: (set) => {
          const parent = typeInfo.getParentType();
          if (!isInterfaceType(parent)) return undefined;
          const names = api.getPossibleTypes(parent).map(({ name }) => name);
          const selections = set.selections.flatMap((node) =>
            node.kind === Kind.FIELD && node.name.value !== '__typename' ? ofEach(names, node) : [node],
          );
          return { ...set, selections };
        },
      },
    }),
  );
}

function ofEach(types: readonly string[], field: FieldNode): readonly SelectionNode[] {
  return types.map((value) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  }));
}
