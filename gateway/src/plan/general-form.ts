import {
  type ConstDirectiveNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { OperationInDocument } from '../lib/operation-in-document.js';
import { withSpreadFragments } from './written-fragments.js';

/** An operation without the values that are written in it: the same for all operations that differ in nothing else, and however they are laid out. */
export interface GeneralForm {
  /** The operation and the fragments it spreads, with a variable wherever a value was written. */
  readonly text: string;
  /** The values that were written, by those variables. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Takes the values out of an operation that are written as arguments of its fields. Those stay that a subgraph may read otherwise when a variable has
 * them: of scalars that the specification does not know, and whatever holds a variable. So do those of directives, on which a plan depends.
 */
export function generalForm({ document, operation }: OperationInDocument, api: GraphQLSchema): GeneralForm {
  const written = new WrittenValues(operation);
  const definitionsAsked = [operation, ...fragmentsOf(document).values()];
  const asked = withSpreadFragments({ kind: Kind.DOCUMENT, definitions: definitionsAsked });
  const types = new TypeInfo(api);
  const general = visit(
    asked,
    visitWithTypeInfo(types, {
      Directive: (): false => false,
      VariableDefinition: (): false => false,
      Argument: (node) => {
        const type = types.getInputType();
        const value = type ? jsonOf(node.value, type) : undefined;
        return value === undefined || !type ? false : { ...node, value: written.variable(node.value, type, value) };
      },
    }),
  );
  if (written.definitions.length === 0) return { text: print(asked), values: {} };
  const definitions = general.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...written.definitions] }
      : node,
  );
  return { text: print({ ...general, definitions }), values: written.values };
}

/** The variables of one operation that stand for what was written. One value of one type is one variable: fields that are the same field stay so. */
class WrittenValues {
  readonly values: Record<string, unknown> = {};
  readonly definitions: VariableDefinitionNode[] = [];
  readonly #variables = new Map<string, VariableNode>();
  readonly #prefix: string;

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    const taken = variableDefinitions.map(({ variable }) => variable.name.value);
    let prefix = 'written_';
    while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
    this.#prefix = prefix;
  }

  variable(node: ValueNode, type: GraphQLInputType, value: unknown): VariableNode {
    const key = `${String(type)} ${print(node)}`;
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    const name = `${this.#prefix}${this.#variables.size}`;
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
    this.#variables.set(key, variable);
    this.values[name] = value;
    this.definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(String(type)),
      directives: NONE,
    });
    return variable;
  }
}

const NONE: readonly ConstDirectiveNode[] = [];

/** A written value as a variable has it; undefined where it has to stay as it is written. */
function jsonOf(node: ValueNode, type: GraphQLInputType): unknown {
  if (node.kind === Kind.VARIABLE) return undefined;
  if (isNonNullType(type)) return jsonOf(node, getNullableType(type));
  if (node.kind === Kind.NULL) return null;
  if (isListType(type)) {
    const { ofType } = type;
    return node.kind === Kind.LIST ? allOf(node.values.map((item) => jsonOf(item, ofType))) : jsonOf(node, ofType);
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined;
    const fields = type.getFields();
    const values = allOf(
      node.fields.map(({ name, value }) => {
        const field = fields[name.value];
        return field && jsonOf(value, field.type);
      }),
    );
    return values && Object.fromEntries(node.fields.map(({ name }, index) => [name.value, values[index]]));
  }
  if (isEnumType(type)) return node.kind === Kind.ENUM ? node.value : undefined;
  return SCALARS.get(type.name)?.(node);
}

/** All of the values; undefined where one of them is. */
function allOf(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

type ReadScalar = (node: ValueNode) => unknown;

const number: ReadScalar = (node) => {
  const value = node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};
const string: ReadScalar = (node) => (node.kind === Kind.STRING ? node.value : undefined);

/** The scalars of the specification (section 3.5), whose values are the same however they come. */
const SCALARS: ReadonlyMap<string, ReadScalar> = new Map<string, ReadScalar>([
  ['Int', number],
  ['Float', number],
  ['String', string],
  ['Boolean', (node) => (node.kind === Kind.BOOLEAN ? node.value : undefined)],
  ['ID', (node) => (node.kind === Kind.INT ? node.value : string(node))],
]);
