import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { fieldIn } from '../supergraph/join-spec.js';
import type { PinnedFields } from '../supergraph/pinned-fields.js';
import { pathKey } from './fetch-places.js';
import type { ToExecute } from './finish-result.js';
import type { Pins } from './lost-fragments.js';

/** The operation with its fields at some paths asked of one subgraph each (`supergraph/pinned-fields`), its fragments written out: one can stand at several paths. */
export function pinFields(
  { document, operationName }: ToExecute,
  api: GraphQLSchema,
  pins: Pins,
  { names }: PinnedFields,
): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const root = operation && api.getRootType(operation.operation);
  if (!operation || !root) return document;
  const fragments = fragmentsOf(document);
  const below = (set: SelectionSetNode, type: GraphQLNamedType, path: readonly string[]): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((node): readonly SelectionNode[] => {
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment === undefined) return [];
        const { typeCondition } = fragment;
        const narrower = (typeCondition && api.getType(typeCondition.name.value)) ?? type;
        return [
          {
            kind: Kind.INLINE_FRAGMENT,
            ...(typeCondition ? { typeCondition } : {}),
            directives: node.directives ?? [],
            selectionSet: below(fragment.selectionSet, narrower, path),
          },
        ];
      }
      const field = fieldOf(type, node.name.value);
      if (field === undefined || node.selectionSet === undefined) return [node];
      const alias = node.alias ?? node.name;
      const way = [...path, alias.value];
      const subgraph = pins.get(pathKey(way));
      const value = subgraph && names.get(fieldIn(subgraph, type.name, node.name.value));
      const selectionSet = below(node.selectionSet, getNamedType(field.type), way);
      if (value === undefined) return [{ ...node, selectionSet }];
      return [{ ...node, alias, name: { kind: Kind.NAME, value }, selectionSet }];
    }),
  });
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet: below(operation.selectionSet, root, []) }],
  };
}
