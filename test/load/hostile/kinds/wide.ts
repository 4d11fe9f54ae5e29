import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { many } from '../repeat.js';

const COUNTS = [20, 150, 700, 1_500, 3_300, 4_900, 9_000, 30_000];

const SHAPES: readonly ((count: number) => string)[] = [
  (count) => `{ ${many(count, () => 'country { uid }')} }`,
  (count) => `{ country { ${many(count, () => 'uid')} } }`,
  (count) => `{ country { ${many(count, () => 'children { uid }')} } }`,
  (count) => `{ country { ${many(count, (index) => `field${index}`)} } }`,
  (count) => `{ ${many(count, () => '__typename')} }`,
  (count) => `{ unit(${many(count, () => 'uid: "vn"')}) { uid } }`,
  (count) => `{ unit(${many(count, (index) => `arg${index}: ${index}`)}) { uid } }`,
  (count) => `{ agencies(filter: {tier: [${many(count, () => 'CENTRAL')}]}) { totalCount } }`,
  (count) => `{ units(filter: {${many(count, () => 'text: "ha"')}}) { totalCount } }`,
  (count) => `query (${many(count, (index) => `$v${index}: Int`)}) { country { uid } }`,
  (count) => `query (${many(count, () => '$v: Int')}) { units(first: $v) { totalCount } }`,
  (count) => many(count, () => '{ country { uid } }'),
  (count) => many(count, (index) => `query Q${index} { country { uid } }`),
  (count) => `{ country { uid ${many(count, () => '... { uid }')} } }`,
  (count) => `{ country { ${many(count, () => '... on AdministrativeUnit { parent { uid } }')} } }`,
  (count) => `{ node(id: "x") { ${many(count, () => '... on Agency { uid }')} } }`,
];

/** Thousands of fields, arguments, values, variables or operations side by side. */
export const wide: Generator = (random, world) => documentOf(world, random.pick(SHAPES)(random.pick(COUNTS)));

/** Names that objects of the language have already, or that mean something to servers. */
const ALIASES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__typename',
  '_entities',
  'data',
  'errors',
  'then',
  'length',
  'id',
];

const ALIASED: readonly ((count: number, alias: string) => string)[] = [
  (count) => `{ ${many(count, (index) => `a${index}: country { uid }`)} }`,
  (count) => `{ country { ${many(count, (index) => `a${index}: uid`)} } }`,
  (count) => `{ country { ${many(count, (index) => `a${index}: children { uid }`)} } }`,
  (count) => `{ country { ${many(count, () => 'a: uid')} } }`,
  (count) => `{ country { ${many(count, (index) => (index % 2 ? 'a: uid' : 'a: name'))} } }`,
  (count) => `{ ${many(count, (index) => `a${index}: __typename`)} }`,
  (count) =>
    `{ ${many(count, (index) => `a${index}: unit(uid: "p01-1") { ${many(5, (inner) => `b${inner}: name`)} }`)} }`,
  (_, alias) => `{ ${alias}: country { uid } }`,
  (_, alias) => `{ country { ${alias}: uid ${alias}2: name } }`,
  (_, alias) => `{ country { ${alias}: committee { ${alias}: name } } }`,
  (_, alias) =>
    `{ ${alias}: node(id: "QWdlbmN5OmJvLXktdGU") { ... on Agency { ${alias}: name ${alias}: spokespersons { id } } } }`,
  (_, alias) => `{ country { committee { ${alias}: spokespersons { ${alias}: fullName agency { ${alias}: uid } } } } }`,
];

/** Floods of aliases, and aliases with names that are taken. */
export const aliased: Generator = (random, world) =>
  documentOf(world, random.pick(ALIASED)(random.pick(COUNTS), random.pick(ALIASES)));
