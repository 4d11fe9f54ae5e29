import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { isLeftOut, variablesOf } from '../lib/selected.js';
import { variablesIn } from '../lib/variables-in.js';
import type { CostRules, ListSize } from './cost-rules.js';

/** What is to be weighed. */
export interface OperationToWeigh {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A list of which nothing is said is taken to be this long. */
const DEFAULT_LIST_SIZE = 10;
const MUTATION_WEIGHT = 10;

/** So many costs of one operation are kept: most callers ask for pages of a few sizes. */
const KEPT_COSTS = 16;

/** What is known of an operation's cost. */
interface Weighed {
  /** The variables on whose values it depends, in one order; there may be some on which it does not. */
  readonly deciding: readonly string[];
  /** What it costs, by those values. */
  readonly costs: Map<string, number>;
}

/**
 * Makes the function that tells an operation's cost before it runs, by the cost specification (IBM's, with Apollo's defaults): an
 * object weighs 1, a scalar or an enum value nothing, a list as much as the elements it is expected to have. An operation is weighed once for what
 * its variables say of sizes and of what is left out, for as long as somebody keeps its document.
 */
export function costEstimator(schema: GraphQLSchema, rules: CostRules): (operation: OperationToWeigh) => number {
  const sizing = new Set([...rules.lists.values()].flatMap(({ slicingArguments }) => slicingArguments));
  const weighed = new WeakMap<OperationDefinitionNode, Weighed>();
  return ({ document, operationName, variables }) => {
    const chosen = document.definitions.find(
      (definition): definition is OperationDefinitionNode =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        (operationName === undefined || definition.name?.value === operationName),
    );
    const root = chosen && schema.getRootType(chosen.operation);
    if (!chosen || !root) return 0;
    const { deciding, costs } = weighed.get(chosen) ?? { deciding: decidingIn(document, sizing), costs: new Map() };
    weighed.set(chosen, { deciding, costs });
    const values = variablesOf(chosen, variables);
    const key = JSON.stringify(deciding.map((name) => values[name]));
    const known = costs.get(key);
    if (known !== undefined) return known;
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    const scale = new Scale(schema, rules, fragments, values);
    const cost =
      (chosen.operation === 'mutation' ? MUTATION_WEIGHT : 0) + scale.selections(chosen.selectionSet, root, null);
    if (costs.size < KEPT_COSTS) costs.set(key, cost);
    return cost;
  };
}

/** The variables of directives, and of arguments that can say how long a list is. */
function decidingIn(document: DocumentNode, sizing: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>();
  const note = (node: ASTNode): void => {
    for (const name of variablesIn(node)) names.add(name);
  };
  visit(document, {
    Directive: note,
    Argument: (node) => {
      if (sizing.has(node.name.value)) note(node);
    },
  });
  return [...names];
}

/** The length of a connection's lists, said at the field that gives the connection. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: number;
}

/** Weighs the parts of one operation. A fragment is weighed once for each type and size it is spread with. */
class Scale {
  readonly #schema: GraphQLSchema;
  readonly #rules: CostRules;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #weighed = new Map<string, number>();

  constructor(
    schema: GraphQLSchema,
    rules: CostRules,
    fragments: readonly FragmentDefinitionNode[],
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.#schema = schema;
    this.#rules = rules;
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    this.#variables = variables;
  }

  selections(set: SelectionSetNode, parent: GraphQLNamedType, sized: Sized | null): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (isLeftOut(selection.directives, this.#variables)) continue;
      if (selection.kind === Kind.FIELD) cost += this.#field(selection, parent, sized);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.#spread(selection.name.value, sized);
      else cost += this.selections(selection.selectionSet, this.#conditionOf(selection.typeCondition, parent), sized);
    }
    return cost;
  }

  #field(node: FieldNode, parent: GraphQLNamedType, sized: Sized | null): number {
    const name = node.name.value;
    const field = fieldOf(parent, name);
    // Introspection weighs nothing: the schema is public, and depth is limited.
    if (field === undefined) return 0;
    const place = `${parent.name}.${name}`;
    const listSize = this.#rules.lists.get(place) ?? null;
    const size = listSize === null ? null : this.#sizeOf(listSize, field, node);
    const inner = listSize !== null && listSize.sizedFields.length > 0 && size !== null;
    const children = inner ? { fields: listSize.sizedFields, size } : null;
    const type = getNamedType(field.type);
    const below = node.selectionSet === undefined ? 0 : this.selections(node.selectionSet, type, children);
    const elements = isListType(getNullableType(field.type))
      ? (sizedBy(sized, name) ?? (inner ? null : size) ?? DEFAULT_LIST_SIZE)
      : 1;
    return elements * (this.#weightOf(place, type) + below) + this.#argumentsOf(place, node);
  }

  #weightOf(place: string, type: GraphQLNamedType): number {
    return this.#rules.fields.get(place) ?? this.#rules.types.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
  }

  #argumentsOf(place: string, node: FieldNode): number {
    return (node.arguments ?? []).reduce(
      (sum, argument) => sum + (this.#rules.arguments.get(`${place}.${argument.name.value}`) ?? 0),
      0,
    );
  }

  /** The greatest of the slicing arguments that are given or have a default (null is none given); else what the schema assumes. */
  #sizeOf(listSize: ListSize, field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    const sizes = listSize.slicingArguments.flatMap((name) => {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      const value: unknown =
        (given && valueFromASTUntyped(given.value, this.#variables)) ??
        field.args.find((argument) => argument.name === name)?.defaultValue;
      return typeof value === 'number' && value > 0 ? [value] : [];
    });
    return sizes.length > 0 ? Math.max(...sizes) : listSize.assumedSize;
  }

  #spread(name: string, sized: Sized | null): number {
    const fragment = this.#fragments.get(name);
    const type = fragment && this.#schema.getType(fragment.typeCondition.name.value);
    if (!fragment || !type) return 0;
    const key = `${name} ${sized === null ? '' : `${sized.size} ${sized.fields.join(' ')}`}`;
    const known = this.#weighed.get(key);
    if (known !== undefined) return known;
    const cost = this.selections(fragment.selectionSet, type, sized);
    this.#weighed.set(key, cost);
    return cost;
  }

  #conditionOf(
    condition: { readonly name: { readonly value: string } } | undefined,
    parent: GraphQLNamedType,
  ): GraphQLNamedType {
    return (condition && this.#schema.getType(condition.name.value)) ?? parent;
  }
}

function sizedBy(sized: Sized | null, field: string): number | null {
  return sized?.fields.includes(field) ? sized.size : null;
}
