import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

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
  const typeInfo = new TypeInfo(api);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave: (set) => {
          const parent = typeInfo.getParentType()?.name;
          return parent === undefined ? undefined : parted(set, parent, requiring);
        },
      },
    }),
  );
}

function parted(set: SelectionSetNode, parent: string, requiring: ReadonlySet<string>): SelectionSetNode {
  const selections = set.selections.map((node): SelectionNode => {
    const { directives = [] } = node;
    if (node.kind === Kind.INLINE_FRAGMENT) return node.typeCondition ? node : on(parent, node);
    if (node.kind !== Kind.FIELD || !requiring.has(node.name.value) || !directives.some(isCondition)) return node;
    const field = { ...node, directives: directives.filter((directive) => !isCondition(directive)) };
    return on(parent, {
      kind: Kind.INLINE_FRAGMENT,
      directives: directives.filter(isCondition),
      selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
    });
  });
  return { ...set, selections };
}

function on(type: string, fragment: InlineFragmentNode): InlineFragmentNode {
  return { ...fragment, typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } };
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}
