import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../../random.js';
import type { Generator, World } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { NASTY_DAYS, NASTY_IDS, NASTY_TEXTS } from '../nasty-values.js';

/** A valid operation that nobody would write: any fields, any depth, arguments of the right types. */
export const randomOperation: Generator = (random, world) => {
  const query = world.schema.getQueryType();
  const roots = Object.values(query?.getFields() ?? {});
  const depth = random.pick([2, 3, 4, 5, 8]);
  const fields = Array.from({ length: random.pick([1, 2, 4]) }, (_, index) =>
    fieldOf(random, world, random.pick(roots), depth, `r${index}: `),
  );
  return documentOf(world, `{ ${fields.join(' ')} }`);
};

function fieldOf(
  random: Random,
  world: World,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  alias = '',
): string {
  const given = field.args.filter((argument) => isNonNullType(argument.type) || random.share() < 0.4);
  const passed = given.map(({ name, type }) => `${name}: ${inputOf(random, name, type)}`).join(' ');
  return `${alias}${field.name}${passed === '' ? '' : `(${passed})`} ${selectionOf(random, world, field.type, depth)}`;
}

function selectionOf(random: Random, world: World, output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) {
    const possible = random.pick(world.schema.getPossibleTypes(type));
    return `{ __typename id ... on ${possible.name} ${selectionOf(random, world, possible, depth)} }`;
  }
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && random.share() < 0.6);
  const inner = depth <= 1 ? [] : fields.filter((field) => !isLeafType(getNamedType(field.type)));
  const drawn = inner.filter(() => random.share() < 2 / inner.length);
  const parts = [...leaves, ...drawn].map((field) => fieldOf(random, world, field, depth - 1));
  return `{ __typename ${parts.join(' ')} }`;
}

const TEXTS = ['ha noi', 'y te', 'Phường', 'nguyen', 'a', ...NASTY_TEXTS];
const IDS = ['vn', 'p01-1', 'bo-y-te', ...NASTY_IDS];
const CODES = ['VN', '01', '001', '00004', '99999'];
const DAYS = ['2023-08-08', '2025-06-30', '2025-07-01', '2026-11-24', ...NASTY_DAYS];

function inputOf(random: Random, name: string, input: GraphQLInputType): string {
  const type = getNullableType(input);
  // One value stands for a list of it (GraphQL, section 3.11).
  if (isListType(type))
    return random.share() < 0.3 ? inputOf(random, name, type.ofType) : `[${inputOf(random, name, type.ofType)}]`;
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || random.share() < 0.4);
    return `{${fields.map((field) => `${field.name}: ${inputOf(random, field.name, field.type)}`).join(' ')}}`;
  }
  if (type.name === 'Int') return String(random.pick([1, 2, 3, 5, 20, 0, -1, 1_000]));
  if (type.name === 'Boolean') return String(random.share() < 0.5);
  if (type.name === 'Date') return JSON.stringify(random.pick(DAYS));
  if (type.name === 'ID') return JSON.stringify(random.pick(IDS));
  return JSON.stringify(random.pick(name === 'code' ? CODES : name === 'after' ? NASTY_IDS : TEXTS));
}
