import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { ToExecute } from './finish-result.js';

/**
 * Makes what tells beforehand how long planning an operation may take: about so many fractions of a millisecond, and no less than the number of its
 * fields. A field weighs as much as there are subgraphs to ask for it; with fields below, the square of that, as each of the ways to it can be
 * gone on from in each of them; of an interface, that for each of its types, with all that is below. One that requires others may require what there
 * are the most ways to: they cannot be asked for by the types. Fragments count where they are spread, and are weighed once.
 */
export function planningWeigher({
  api,
  forPlanning: { sharedFields, scatteredFields, inputs },
}: Pick<Supergraph, 'api' | 'forPlanning'>): (operation: ToExecute) => number {
  const mostWays = Math.max(1, ...scatteredFields.values());
  return ({ document, operationName }) => {
    const operation = getOperationAST(document, operationName);
    const root = operation && api.getRootType(operation.operation);
    if (!operation || !root) return 0;
    const fragments = weighedOnce(document, (fragment) => {
      const type = api.getType(fragment.typeCondition.name.value);
      return type ? weigh(fragment.selectionSet, type) : 0;
    });
    const weigh = ({ selections }: SelectionSetNode, type: GraphQLNamedType): number =>
      selections.reduce((sum, node) => {
        if (node.kind === Kind.FRAGMENT_SPREAD) return sum + fragments(node.name.value);
        if (node.kind === Kind.INLINE_FRAGMENT)
          return sum + weigh(node.selectionSet, api.getType(node.typeCondition?.name.value ?? type.name) ?? type);
        const types = isAbstractType(type) ? api.getPossibleTypes(type).length : 1;
        const homes = sharedFields.get(`${type.name}.${node.name.value}`) ?? 1;
        const required = inputs.requiring.has(node.name.value) ? mostWays - 1 : 0;
        const field = fieldOf(type, node.name.value);
        const below = field && node.selectionSet ? weigh(node.selectionSet, getNamedType(field.type)) : 0;
        const ways = node.selectionSet === undefined ? homes : homes * homes;
        return sum + types * (ways + required + below);
      }, 0);
    return weigh(operation.selectionSet, root);
  };
}

/** The weights of a document's fragments, by name. */
function weighedOnce(
  document: DocumentNode,
  weigh: (fragment: FragmentDefinitionNode) => number,
): (name: string) => number {
  const fragments = fragmentsOf(document);
  const weights = new Map<string, number>();
  return (name) => {
    const fragment = fragments.get(name);
    const weight = weights.get(name) ?? (fragment ? weigh(fragment) : 0);
    weights.set(name, weight);
    return weight;
  };
}
