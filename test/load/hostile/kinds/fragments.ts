import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { many } from '../repeat.js';

const UNIT = 'on AdministrativeUnit';

/** Each fragment spreads the next `times`; the last selects `leaf`. */
function chain(length: number, leaf: string, spread: (next: string) => string): string {
  const links = many(length, (index) => `fragment F${index} ${UNIT} { ${spread(`F${index + 1}`)} }`);
  return `{ country { ...F0 } } ${links} fragment F${length} ${UNIT} { ${leaf} }`;
}

const SHAPES: readonly ((count: number) => string)[] = [
  (count) => chain(count, 'uid', (next) => `...${next} ...${next}`),
  (count) => chain(count, 'a: uid', (next) => `...${next} ...${next} ...${next}`),
  (count) => chain(count, 'uid', (next) => `parent { ...${next} } children { ...${next} }`),
  (count) => chain(count, 'uid', (next) => `a: parent { ...${next} } b: parent { ...${next} }`),
  (count) => chain(count, 'uid', (next) => `parent { ...${next} } ... on Node { ...${next} }`),
  (count) => chain(count, 'committee { name }', (next) => `... ${UNIT} { ...${next} } ... { ...${next} }`),
  (count) => chain(count, 'uid', (next) => `...${next}`),
  (count) => chain(count, '...F0', (next) => `...${next}`),
  (count) => chain(count, 'parent { ...F0 }', (next) => `parent { ...${next} }`),
  () => `{ country { ...F } } fragment F ${UNIT} { ...F }`,
  () => `{ country { ...F } } fragment F ${UNIT} { children { ...F } }`,
  (count) => `{ country { uid ${many(count, (index) => `...Unknown${index}`)} } }`,
  (count) => `{ country { ...F } } ${`fragment F ${UNIT} { uid } `.repeat(count)}`,
  (count) => `{ country { uid } } ${many(count, (index) => `fragment F${index} ${UNIT} { uid }`)}`,
  (count) => `{ country { ${'...F '.repeat(count)} } } fragment F ${UNIT} { uid name }`,
  () => '{ country { ...F } } fragment F on Agency { uid }',
  () => '{ country { ...F } } fragment F on Date { uid }',
  () => '{ country { ...F } } fragment F on Nothing { uid }',
  () => '{ country { ...F } } fragment F on Node { id }',
  () => '{ country { ...F } } fragment F on InForce { id }',
  () => 'fragment F on Query { country { uid } }',
  () => '{ ...F } fragment F on Query { ...F country { uid } }',
  () => `{ country { ...on } } fragment on ${UNIT} { uid }`,
  // Every pair of fragments has to be compared for fields that do not go together.
  (count) =>
    `{ country { ${many(count, (index) => `...F${index}`)} } } ${many(count, (index) => `fragment F${index} ${UNIT} { parent { uid } }`)}`,
];

/** Fragments that grow when they are spread, that lead back to themselves, that are not there or there too often. */
export const fragments: Generator = (random, world) =>
  documentOf(world, random.pick(SHAPES)(random.pick([2, 5, 10, 20, 40, 150, 600, 1_100, 3_000])));
