import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What takes the place of a set of selections, by the type of what it is asked of. */
export type ChangeSet = (set: SelectionSetNode, parent: GraphQLCompositeType) => SelectionSetNode;

/** The document with others in the place of its sets of selections, the innermost first. */
export function changeSets(api: GraphQLSchema, document: DocumentNode, change: ChangeSet): DocumentNode {
  const types = new TypeInfo(api);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: (set) => {
          const parent = types.getParentType();
          return parent ? change(set, parent) : undefined;
        },
      },
    }),
  );
}
