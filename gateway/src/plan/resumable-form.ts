import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { OperationInDocument } from '../lib/operation-in-document.js';
import { withUsedVariables } from '../lib/used-variables.js';
import type { Resumable, ResumableFields } from '../supergraph/resumable.js';

/** A subscription as it is planned: its one field asked for its cursor, behind a cursor that is a variable. */
export interface ResumableForm {
  readonly document: DocumentNode;
  /** Its text; equal for subscriptions that differ by nothing but where they begin. */
  readonly text: string;
  /** What makes it resumable; null where it is not. */
  readonly resume: {
    readonly resumable: Resumable;
    /** The key of the cursor in the event. */
    readonly key: string;
    /** The variable that takes the cursor. */
    readonly variable: string;
    /** The cursor that the subscription itself names. */
    readonly after: (variables: Readonly<Record<string, unknown>>) => string | null;
  } | null;
}

/** Writes a subscription anew so that it can be followed behind any cursor, whatever it selects. */
export function resumableForm(
  { document, operation }: OperationInDocument,
  { api, resumable: fields }: { readonly api: GraphQLSchema; readonly resumable: ResumableFields },
): ResumableForm {
  const fragments = fragmentsOf(document);
  const field = rootField(operation, fragments);
  const resumable = fields.get(field.name.value);
  const written = (root: FieldNode, more: OperationDefinitionNode['variableDefinitions'] = []) => {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [root] };
    const variableDefinitions = [...(operation.variableDefinitions ?? []), ...more];
    const made = withUsedVariables({ ...operation, variableDefinitions, selectionSet }, [...fragments.values()]);
    return { document: made, text: print(made) };
  };
  const definition = api.getSubscriptionType()?.getFields()[field.name.value];
  const taken = definition?.args.find(({ name }) => name === resumable?.argument);
  if (resumable === undefined || definition === undefined || taken === undefined)
    return { ...written(field), resume: null };
  const text = print(document);
  const [key, variable] = [freeName('cursor_', text), freeName('after_', text)];
  const root = {
    ...field,
    arguments: [
      ...(field.arguments ?? []).filter(({ name }) => name.value !== taken.name),
      behind(taken.name, variable),
    ],
    selectionSet: withCursor(field.selectionSet, key, resumable.cursor),
  };
  const after = (variables: Readonly<Record<string, unknown>>): string | null => {
    const { coerced = {} } = getVariableValues(api, operation.variableDefinitions ?? [], { ...variables });
    const value = getArgumentValues(definition, field, coerced)[taken.name];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...written(root, [variableOf(variable, parseType(String(taken.type)))]),
    resume: { resumable, key, variable, after },
  };
}

/** The one field of a subscription, with all that is selected of it: fragments may name it several times. */
function rootField(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode {
  const found = fieldsOf(operation.selectionSet, fragments);
  const [first] = found;
  if (first === undefined) throw new Error('a subscription without a field is not valid');
  const selections = found.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return { ...first, ...(first.selectionSet ? { selectionSet: { ...first.selectionSet, selections } } : {}) };
}

function fieldsOf(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner ? fieldsOf(inner.selectionSet, fragments) : [];
  });
}

/** A name that is nowhere in the text. */
function freeName(name: string, text: string): string {
  return text.includes(name) ? freeName(`${name}_`, text) : name;
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function behind(argument: string, variable: string): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: nameNode(argument), value: { kind: Kind.VARIABLE, name: nameNode(variable) } };
}

function variableOf(variable: string, type: TypeNode) {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: nameNode(variable) },
    type,
  } as const;
}

function withCursor(set: SelectionSetNode | undefined, alias: string, cursor: string): SelectionSetNode {
  const asked: FieldNode = { kind: Kind.FIELD, alias: nameNode(alias), name: nameNode(cursor) };
  return { kind: Kind.SELECTION_SET, selections: [...(set?.selections ?? []), asked] };
}
