import { type GraphQLArgument, type GraphQLField, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { Random } from '../../random.js';
import type { Draft, Generator, World } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { literalOf, nastyValue } from '../nasty-values.js';

/** An operation at hand with one of its variables replaced, lost or misspelt, or with more than it takes. */
export const variables: Generator = (random, world) => {
  const asking = world.known.filter(({ operation }) => Object.keys(operation.variables).length > 0);
  const { operation } = random.pick(asking);
  const name = random.pick(Object.keys(operation.variables));
  const { [name]: value, ...others } = operation.variables;
  const given = random.pick<Readonly<Record<string, unknown>>>([
    { ...others, [name]: nastyValue(random) },
    { ...others, [name]: nastyValue(random) },
    { ...others, [name]: [value] },
    others,
    { ...others, [name.toUpperCase()]: value },
    { ...operation.variables, ...unknown(random) },
    unknown(random),
  ]);
  return documentOf(world, operation.text, given);
};

function unknown(random: Random): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Array.from({ length: random.pick([1, 10, 2_000]) }, (_, index) => [`unknown${index}`, random.below(10)]),
  );
}

/** A root field with every argument it takes given by a variable of its type; some of the values are nasty. */
export const argumentsByVariable: Generator = (random, world) => {
  const field = randomField(random, world);
  const given = field.args.filter(() => random.share() < 0.7);
  const definitions = given.map((argument) => `$${argument.name}: ${argument.type}`).join(' ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(' ');
  const query = `query ${paren(definitions)} { ${field.name} ${paren(passed)} ${selectionOf(field)} country { uid } }`;
  return documentOf(world, query, Object.fromEntries(given.map(({ name }) => [name, nastyValue(random)])));
};

/** The same, written into the document. */
export const argumentsByLiteral: Generator = (random, world): Draft => {
  const field = randomField(random, world);
  const passed = field.args
    .filter(() => random.share() < 0.5)
    .map((argument: GraphQLArgument) => `${argument.name}: ${literalOf(nastyValue(random))}`)
    .join(' ');
  return documentOf(world, `{ ${field.name} ${paren(passed)} ${selectionOf(field)} country { uid } }`);
};

function paren(text: string): string {
  return text === '' ? '' : `(${text})`;
}

function randomField(random: Random, { schema }: World): GraphQLField<unknown, unknown> {
  return random.pick(Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) => args.length > 0));
}

/** The values of a field's type, and of its list. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '{ __typename id }';
  const leaves = Object.values(type.getFields()).filter((inner) => isLeafType(getNamedType(inner.type)));
  const nodes = type.getFields().nodes === undefined ? '' : 'nodes { __typename id }';
  return `{ __typename ${leaves.map(({ name }) => name).join(' ')} ${nodes} }`;
}
