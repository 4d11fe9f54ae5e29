import { type DocumentNode, type GraphQLSchema, isInterfaceType, Kind } from 'graphql';
import { changeSets } from './change-sets.js';
import { fragmentOn } from './written-fragments.js';

/**
 * The document with what it asks of interfaces asked of each type that implements them; with `isMeant`, of some fields alone. It is the same question: the
 * planner asks it by itself where it finds a reason, and not where arguments below come from a context that the types set, and not the interface.
 */
export function explodeInterfaces(
  api: GraphQLSchema,
  document: DocumentNode,
  isMeant: (type: string, field: string) => boolean = () => true,
): DocumentNode {
  return changeSets(api, document, (set, parent) => {
    if (!isInterfaceType(parent)) return set;
    const names = api.getPossibleTypes(parent).map(({ name }) => name);
    const selections = set.selections.flatMap((node) =>
      node.kind === Kind.FIELD && node.name.value !== '__typename' && isMeant(parent.name, node.name.value)
        ? names.map((name) => fragmentOn(name, [node]))
        : [node],
    );
    return { ...set, selections };
  });
}
