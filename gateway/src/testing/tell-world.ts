import {
  type FieldNode,
  type GraphQLFieldResolver,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
} from 'graphql';
import type { Parts } from './conformance.js';
import { drawnValue, hash } from './draw-values.js';
import {
  type DrawnWorld,
  ENTITIES,
  entitiesOf,
  type Home,
  isOn,
  type Key,
  namedOf,
  THINGS,
  type WorldField,
} from './draw-world.js';

type Given = Readonly<Record<string, unknown>>;

/** Tells fields, by where they are. */
export type Telling = GraphQLFieldResolver<unknown, unknown>;

interface Source {
  readonly __typename: string;
  /** An entity's begins with the name of its type; a value's is its place. */
  readonly id: string;
  /** What the gateway has told of it. */
  readonly given?: Given;
  /** The fields of others that are provided where it was told. */
  readonly provided?: readonly SelectionNode[];
}

/** The root has none. */
const placeOf = (source: unknown): Partial<Source> => source ?? {};

/** Tells every field of the whole. What everything in it is its place decides: what the subgraphs tell together has to be that. */
export function wholeOf(world: DrawnWorld): Telling {
  return (source, { n }, _context, { parentType, fieldName }) =>
    tell(world, { __typename: parentType.name, id: placeOf(source).id ?? '' }, fieldName, n);
}

/** A subgraph: it tells what it owns, and of others' fields what it was given or has provided; all else is an error. */
export function partOf(world: DrawnWorld, index: number): { readonly parts: Parts; readonly telling: Telling } {
  const home = world.homes[index] as Home;
  const reference =
    (keys: readonly Key[]) =>
    (given: Given): Source => {
      const id = idOf(given, keys);
      return { __typename: id[0] as string, id, given };
    };
  const thing = reference(['id']);
  const asThing = (given: Given): Source => ({ ...thing(given), __typename: 'Thing' });
  const entities = [...home.keys].map(([entity, keys]): [string, object] => [
    entity,
    { __resolveReference: reference(home.stubs.has(entity) ? [] : keys) },
  ]);
  const resolvers = {
    ...Object.fromEntries(entities),
    ...(home.thing === 'absent' ? {} : { Thing: { __resolveReference: home.thing === 'object' ? asThing : thing } }),
  };
  const telling: Telling = (source, { n }, _context, { parentType: { name: type }, fieldName }) => {
    const { id = '', given = {}, provided = [] } = placeOf(source);
    const known = knownOf(type, id, fieldName);
    if (known !== undefined) return known;
    const field = fieldOf(world, type, fieldName);
    const here = new Set(fieldsFor(type, provided).map(({ name }) => name.value));
    if (!field.homes.includes(index) && !here.has(fieldName))
      throw new Error(`${home.name} cannot tell ${type}.${fieldName} of ${JSON.stringify(source)}`);
    const requires = selectionOf(field.requires);
    // What is provided needs not to be given.
    const isHere = fieldsFor(type, requires).every(({ name }) => here.has(name.value));
    const required = isHere ? told(world, { __typename: type, id }, requires) : picked(type, requires, given);
    return valueAt(world, field, id, n, required, (object) => ({
      ...object,
      ...(namedOf(field.type) === 'Thing' && home.thing === 'object' ? { __typename: 'Thing' } : {}),
      provided: selectionOf(field.provides),
    }));
  };
  return { parts: [sdlOf(world, index), resolvers], telling };
}

/** A whole number from 0 for a place. */
const numberOf = (place: string): number => hash(place) >>> 0;

/** The keys of entities, by which they are found, and the fields of values. */
function knownOf(type: string, id: string, name: string): unknown {
  if (type === 'Ref') return `n-${id}`;
  if (type === 'Part' && name === 'to') return { __typename: 'C', id: `C${numberOf(id) % 3}` };
  if (type === 'Part') return drawnValue(name === 'p0' ? 'Int' : 'String!', `${name} ${id}`, () => ({}));
  return { id, code: `c-${id}`, ref: { __typename: 'Ref', id } }[name];
}

/** What an entity is asked for by. @throws Error where that is none of the keys. */
function idOf({ id, code, ref }: Given, keys: readonly Key[]): string {
  const given: Readonly<Record<Key, unknown>> = { id, code, 'ref { no }': (ref as Given | undefined)?.no };
  const [key] = keys.filter((each) => typeof given[each] === 'string');
  if (key === undefined) throw new Error('an entity was asked for without a key');
  const found = String(given[key]);
  return key === 'id' ? found : found.slice(2);
}

function fieldOf({ fields }: DrawnWorld, type: string, name: string): WorldField {
  const found = fields.find((field) => field.name === name && isOn(field, type));
  if (found === undefined) throw new Error(`there is no ${type}.${name}`);
  return found;
}

function tell(world: DrawnWorld, { __typename: type, id }: Source, name: string, n?: number): unknown {
  const known = knownOf(type, id, name);
  if (known !== undefined) return known;
  const field = fieldOf(world, type, name);
  const required = told(world, { __typename: type, id }, selectionOf(field.requires));
  return valueAt(world, field, id, n, required, (object) => object);
}

function valueAt(
  { homes }: DrawnWorld,
  field: WorldField,
  id: string,
  n: number | undefined,
  required: readonly unknown[],
  seen: (object: Source) => Source,
): unknown {
  const tellers = [...field.homes, ...(field.former === null ? [] : [field.former])];
  const among = entitiesOf(
    namedOf(field.type),
    tellers.map((index) => homes[index] as Home),
  );
  const place = `${field.name} ${id} ${field.hasArgument ? (n ?? 3) : ''} ${JSON.stringify(required)}`;
  return drawnValue(field.type, place, (named, at) => {
    if (named === 'Part') return { __typename: named, id: at };
    const entity = among[numberOf(at) % among.length] as string;
    return seen({ __typename: entity, id: `${entity}${(numberOf(at) >>> 4) % 3}` });
  });
}

function selectionOf(fields: string | null): readonly SelectionNode[] {
  if (fields === null) return [];
  return (parse(`{ ${fields} }`).definitions[0] as OperationDefinitionNode).selectionSet.selections;
}

const belowOf = (field: FieldNode): readonly SelectionNode[] => field.selectionSet?.selections ?? [];

/** The fields that are selected of a type. */
function fieldsFor(type: string, selection: readonly SelectionNode[]): readonly FieldNode[] {
  return selection.flatMap((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === '__typename' ? [] : [node];
    if (node.kind === Kind.FRAGMENT_SPREAD || node.typeCondition?.name.value !== type) return [];
    return fieldsFor(type, node.selectionSet.selections);
  });
}

/** What the whole tells of what is selected. */
function told(world: DrawnWorld, source: Source, selection: readonly SelectionNode[]): readonly unknown[] {
  return fieldsFor(source.__typename, selection).map((field) => {
    const value = field.arguments?.[0]?.value;
    const n = value?.kind === Kind.INT ? Number(value.value) : undefined;
    const objects = (object: Given) => told(world, object as unknown as Source, belowOf(field));
    return inLists(tell(world, source, field.name.value, n), objects);
  });
}

/** What was given of what is selected. @throws Error where something was not. */
function picked(type: string, selection: readonly SelectionNode[], given: Given): readonly unknown[] {
  return fieldsFor(type, selection).map((field) => {
    const value = given[field.name.value];
    if (value === undefined) throw new Error(`${field.name.value} is required, and was not given`);
    const below = belowOf(field);
    return inLists(value, (object) => picked(typeOf(object, below), below, object));
  });
}

/** The type of what was given, where that is asked. */
function typeOf({ __typename: type }: Given, selection: readonly SelectionNode[]): string {
  if (typeof type === 'string') return type;
  if (selection.every(({ kind }) => kind === Kind.FIELD)) return '';
  throw new Error('what depends on a type is required, and no type was given');
}

function inLists(value: unknown, objects: (object: Given) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inLists(item, objects));
  return typeof value === 'object' && value !== null ? objects(value as Given) : value;
}

const KEY_FIELDS: Readonly<Record<Key, string>> = { id: 'id: ID!', code: 'code: ID!', 'ref { no }': 'ref: Ref!' };

const VALUE_FIELDS: Readonly<Record<string, string>> = { p0: 'p0: Int', p1: 'p1: String!', to: 'to: C' };

function sdlOf({ homes, fields, externals }: DrawnWorld, index: number): string {
  const { keys, stubs, thing, members, valueFields } = homes[index] as Home;
  const others = [...(externals.get(index) ?? [])];
  const linesOf = (type: string): string =>
    [
      ...fields
        .filter(({ on }) => on === type || (on === 'Common' && THINGS.includes(type)))
        .flatMap((field) => lineOf(field, index, homes)),
      ...others.flatMap(([place, field]) => (place === `${type}.${field.name}` ? `${headOf(field)} @external` : [])),
    ].join('\n');
  const common = fields.filter(
    ({ name, on, homes }) => name.startsWith('common') && on === THINGS[0] && homes.includes(index),
  );
  const things = {
    absent: '',
    interface: `interface Thing @key(fields: "id") { id: ID! ${common.map(headOf).join(' ')} }`,
    object: `type Thing @key(fields: "id") @interfaceObject { id: ID! ${linesOf('Thing')} }`,
  };
  const entities = ENTITIES.flatMap((entity) => {
    const own = keys.get(entity);
    if (own === undefined) return [];
    const directives = own.map((key) => `@key(fields: "${key}"${stubs.has(entity) ? ', resolvable: false' : ''})`);
    const face = thing === 'interface' && THINGS.includes(entity) ? 'implements Thing' : '';
    const fieldsOf = own.map((key) => KEY_FIELDS[key]).join(' ');
    return `type ${entity} ${face} ${directives.join(' ')} { ${fieldsOf} ${linesOf(entity)} }`;
  });
  return [
    `enum Color { RED GREEN } type Ref @shareable { no: ID! } type Part @shareable { ${valueFields.map((name) => VALUE_FIELDS[name]).join(' ')} }`,
    members.length > 0 ? `union Any = ${members.join(' | ')}` : '',
    things[thing],
    ...entities,
    `type Query { ${linesOf('Query')} }`,
  ].join('\n');
}

function lineOf(field: WorldField, index: number, homes: readonly Home[]): readonly string[] {
  const { homes: tellers, former, requires, provides, isClosed } = field;
  if (!tellers.includes(index) && former !== index) return [];
  const directives = [
    tellers.length > 1 ? '@shareable' : '',
    former !== null && former !== index ? `@override(from: "${homes[former]?.name}")` : '',
    requires === null ? '' : `@requires(fields: "${requires}")`,
    provides === null ? '' : `@provides(fields: "${provides}")`,
    isClosed ? '@inaccessible' : '',
  ];
  return [`${headOf(field)} ${directives.join(' ')}`];
}

function headOf({ name, type, hasArgument }: WorldField): string {
  return `${name}${hasArgument ? '(n: Int = 3)' : ''}: ${type}`;
}
