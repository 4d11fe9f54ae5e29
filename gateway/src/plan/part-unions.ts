import {
  type DocumentNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import { isOfType } from '../lib/is-of-type.js';
import { type Fragments, withSpreadFragments, written } from './written-fragments.js';

/**
 * The document with what fragments on unions ask of interfaces asked of the members of these unions. It is the same question: the planner does not find
 * its way into such a fragment from an interface that is an object to the subgraph (`@interfaceObject`), which knows nothing of the union.
 */
export function partUnions(api: GraphQLSchema, document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  const typeInfo = new TypeInfo(api);
  const parted = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: (set) => {
        const parent = typeInfo.getParentType();
        if (!isAbstractType(parent) || isUnionType(parent)) return undefined;
        const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
          const whole = node.kind === Kind.FIELD ? null : written(node, fragments);
          const union = whole?.typeCondition && api.getType(whole.typeCondition.name.value);
          if (!whole || !isUnionType(union)) return [node];
          const members = api.getPossibleTypes(union).filter((member) => api.isSubType(parent, member));
          return members.flatMap(({ name }) => ofMember(whole, name, { api, fragments }) ?? []);
        });
        return { ...set, selections };
      },
    }),
  );
  return withSpreadFragments(parted);
}

interface Within {
  readonly api: GraphQLSchema;
  readonly fragments: Fragments;
}

/** What a fragment asks of one type; null where that is nothing. */
function ofMember(fragment: InlineFragmentNode, member: string, within: Within): InlineFragmentNode | null {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: member } } as const;
  const selectionSet = narrowed(fragment.selectionSet, member, within);
  return selectionSet.selections.length === 0 ? null : { ...fragment, typeCondition, selectionSet };
}

function narrowed(set: SelectionSetNode, member: string, within: Within): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    const whole = node.kind === Kind.FIELD ? null : written(node, within.fragments);
    if (whole === null) return [node];
    const condition = whole.typeCondition?.name.value ?? member;
    const asked = isOfType(within.api, member, condition) ? ofMember(whole, member, within) : null;
    return asked === null ? [] : [asked];
  });
  return { ...set, selections };
}
