import {
  type DocumentNode,
  type FieldNode,
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { isObject } from '../lib/is-object.js';
import { type Collecting, collectFields } from './collect-fields.js';
import { type JsonObject, setAt, valueAt } from './json-object.js';

/** What an answer is shaped from. */
export interface Shaping {
  /** What subgraphs have said, by response keys; more than was asked for may be there. */
  readonly data: JsonObject;
  /** The objects of which something is missing that is no error of its own. */
  readonly untold: Pick<WeakSet<object>, 'has'>;
  /** What is in several places, with the same selected in each of them. */
  readonly shared: Pick<Set<object>, 'has' | 'size'>;
  /** Answers a field of introspection at the root. */
  readonly introspect: (nodes: readonly FieldNode[], key: string) => unknown;
}

/** An answer in the form of its operation. */
export interface Shaped {
  readonly data: JsonObject | null;
  /** Values that do not fit the schema, each at its place. */
  readonly misfits: readonly GraphQLError[];
}

/**
 * Gives what subgraphs have said the form of the answer: fields in order, types checked, nulls where they lead (GraphQL, sections 6.4.3 and 6.4.4).
 * What has that form already becomes part of the answer itself, and what it has beyond that is `undefined` from then on.
 */
export type Shape = (shaping: Shaping) => Shaped;

/** An operation whose answers are shaped. */
export interface ShapedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The values of its variables, with their defaults: `@skip` and `@include` decide by them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes the shape of an operation's answers under those of its variables that decide what is selected. */
export function shapeOf(api: GraphQLSchema, { document, operation, variables }: ShapedOperation): Shape {
  const compiler = new Compiler({ schema: api, fragments: fragmentsOf(document), variables });
  const root = api.getRootType(operation.operation);
  const complete = compiler.objectOf(root as GraphQLNamedType, [operation.selectionSet]);
  return (shaping) => {
    const state: State = { ...shaping, path: [], misfits: [], shaped: new Map(), within: 0 };
    const data = complete(shaping.data, null, state);
    return { data: data === FAILED ? null : (data as JsonObject), misfits: state.misfits };
  };
}

interface State extends Shaping {
  /** Where it is, without the last step. */
  readonly path: (string | number)[];
  readonly misfits: GraphQLError[];
  /** The forms of what is shared and fits, and what made each. */
  readonly shaped: Map<object, { readonly by: object; readonly form: unknown }>;
  /** How many shared values it is in: in those nothing is changed, they may be given another form at another place. */
  within: number;
}

/** It became null, which has been told. */
const FAILED = Symbol('failed');
/** It must not be null and is, which has been told: what it is part of becomes null. */
const BROKEN = Symbol('broken');

/** Completes a value under a key: its form, null, {@link FAILED} or {@link BROKEN}. */
type Complete = (value: unknown, key: string | number | null, state: State) => unknown;

interface Field {
  readonly key: string;
  readonly isRequired: boolean;
  readonly complete: Complete;
}

class Compiler {
  readonly #collecting: Collecting;
  readonly #api: GraphQLSchema;

  constructor(collecting: Collecting) {
    this.#collecting = collecting;
    this.#api = collecting.schema;
  }

  objectOf(declared: GraphQLNamedType, sets: readonly SelectionSetNode[]): Complete {
    const known = new Map<string, readonly Field[]>();
    // An object that says nothing of its type is of that of its place.
    const fieldsOf = (told: unknown): readonly Field[] | null => {
      const name = String(told ?? declared.name);
      const found = known.get(name);
      if (found !== undefined) return found;
      const type = this.#api.getType(name);
      if (!isObjectType(type) && !isAbstractType(type)) return null;
      const fields = this.#fieldsOf(type, sets);
      known.set(name, fields);
      return fields;
    };
    return (value, key, state) => {
      if (value === null || value === undefined) return null;
      if (!isObject(value)) return misfit(state, key, `expected an object of ${declared.name}`);
      const fields = fieldsOf(valueAt(value, '__typename'));
      if (fields === null) return misfit(state, key, `unknown type below ${declared.name}`);
      if (key !== null) state.path.push(key);
      const object = formOf(value, fields, state, completeFields);
      if (key !== null) state.path.pop();
      return object;
    };
  }

  /** The fields of an object of a type, in order, those of one response key put together (GraphQL, section 6.3.2). */
  #fieldsOf(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): readonly Field[] {
    const grouped = collectFields(type.name, sets, this.#collecting);
    return [...grouped].flatMap(([key, nodes]) => this.#fieldOf(type, key, nodes) ?? []);
  }

  #fieldOf(type: GraphQLNamedType, key: string, nodes: readonly FieldNode[]): Field | null {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return { key, isRequired: false, complete: this.#typename(type) };
    if (name === '__schema' || name === '__type')
      return { key, isRequired: false, complete: (_value, _key, { introspect }) => introspect(nodes, key) };
    const definition = fieldOf(type, name);
    if (definition === undefined) return null;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      key,
      isRequired: isNonNullType(definition.type),
      complete: this.#valueOf(definition.type, sets, `${type.name}.${name}`),
    };
  }

  /** An object's type is what it says of itself; where it says nothing, or under an alias alone, the type of its place. */
  #typename(type: GraphQLNamedType): Complete {
    if (isObjectType(type)) return () => type.name;
    return (value, key, state) => {
      const told = typeof value === 'string' ? this.#api.getType(value) : undefined;
      return isObjectType(told) ? told.name : broken(state, key, `${type.name} is not the type of an object`);
    };
  }

  #valueOf(type: GraphQLOutputType, sets: readonly SelectionSetNode[], where: string): Complete {
    if (isNonNullType(type)) return required(this.#valueOf(type.ofType, sets, where), where);
    if (isListType(type)) return listOf(this.#valueOf(type.ofType, sets, where), where);
    return isLeafType(type) ? leafOf(type, where) : this.objectOf(type, sets);
  }
}

/** The form of a value. That of a shared one is made once, unless something in it does not fit, which is told at each of its places. */
function formOf<Value extends object, By extends object>(
  value: Value,
  by: By,
  state: State,
  make: (value: Value, by: By, state: State) => unknown,
): unknown {
  if (state.shared.size === 0 || !state.shared.has(value)) return make(value, by, state);
  const known = state.shaped.get(value);
  if (known?.by === by) return known.form;
  const misfits = state.misfits.length;
  state.within += 1;
  const form = make(value, by, state);
  state.within -= 1;
  if (state.misfits.length === misfits && form !== FAILED) state.shaped.set(value, { by, form });
  return form;
}

function completeFields(value: JsonObject, fields: readonly Field[], state: State): unknown {
  const extra = state.within > 0 ? null : extraKeys(value, fields);
  const object: JsonObject = extra === null ? {} : value;
  for (const { key, isRequired, complete } of fields) {
    const part = valueAt(value, key);
    if (part === undefined && isRequired && state.untold.has(value)) return FAILED;
    const completed = complete(part, key, state);
    if (completed === BROKEN) return FAILED;
    const form = completed === FAILED ? null : completed;
    if (extra === null || form !== part) setAt(object, key, form);
  }
  if (extra !== null) for (const key of extra) setAt(object, key, undefined);
  return object;
}

/** What an object has beyond fields; null where it has not all of them in their order. */
function extraKeys(object: JsonObject, fields: readonly Field[]): readonly string[] | null {
  let extra: string[] = NONE;
  let next = 0;
  for (const key in object) {
    if (key === fields[next]?.key) next += 1;
    else if (extra === NONE) extra = [key];
    else extra.push(key);
  }
  return next === fields.length ? extra : null;
}

const NONE: string[] = [];

function required(complete: Complete, where: string): Complete {
  return (value, key, state) => {
    const completed = complete(value, key, state);
    if (completed === null) return broken(state, key, `null for the non-nullable ${where}`);
    return completed === FAILED ? BROKEN : completed;
  };
}

function listOf(complete: Complete, where: string): Complete {
  return (value, key, state) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return misfit(state, key, `expected a list for ${where}`);
    if (key !== null) state.path.push(key);
    const list = formOf(value, complete, state, completeItems);
    if (key !== null) state.path.pop();
    return list;
  };
}

function completeItems(items: unknown[], complete: Complete, state: State): unknown {
  const list = state.within > 0 ? [...items] : items;
  let isBroken = false;
  for (let index = 0; index < items.length; index += 1) {
    const item = complete(items[index], index, state);
    if (item === BROKEN) isBroken = true;
    list[index] = item === FAILED ? null : item;
  }
  return isBroken ? FAILED : list;
}

function leafOf(type: GraphQLLeafType, where: string): Complete {
  const fits = fitting(type);
  return (value, key, state) => {
    if (value === null || value === undefined) return null;
    return fits(value) ? value : misfit(state, key, `a value that is no ${type.name} for ${where}`);
  };
}

/** Whether a value of JSON is one of a type: of a scalar of the schema's own, any. */
function fitting(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => typeof value === 'string' && names.has(value);
  }
  return BUILT_IN.get(type.name) ?? (() => true);
}

const isText = (value: unknown): boolean => typeof value === 'string';
const BUILT_IN: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  [GraphQLInt.name, Number.isInteger],
  [GraphQLFloat.name, Number.isFinite],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  [GraphQLString.name, isText],
  [GraphQLID.name, (value) => isText(value) || Number.isInteger(value)],
]);

function misfit(state: State, key: string | number | null, words: string): typeof FAILED {
  const path = key === null ? [...state.path] : [...state.path, key];
  state.misfits.push(new GraphQLError(words, { path }));
  return FAILED;
}

function broken(state: State, key: string | number | null, words: string): typeof BROKEN {
  misfit(state, key, words);
  return BROKEN;
}
