import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';

const LONG = [100, 5_000, 60_000, 400_000];

const SHAPES: readonly ((length: number) => string)[] = [
  (length) => `{ country { uid } } #${'x'.repeat(length)}`,
  (length) => `${'#\n'.repeat(length)}{ country { uid } }`,
  (length) => `{ country { uid${','.repeat(length)} } }`,
  (length) => `${' '.repeat(length)}{ country { uid } }`,
  (length) => '\n'.repeat(length),
  (length) => `#${'x'.repeat(length)}`,
  (length) => `{ ${'x'.repeat(length)} }`,
  (length) => `{ ${'x'.repeat(length)}: country { uid } }`,
  (length) => `query ${'Q'.repeat(length)} { country { uid } }`,
  (length) => `query ($${'v'.repeat(length)}: Int) { units(first: $${'v'.repeat(length)}) { totalCount } }`,
  (length) => `{ unit(uid: "${'x'.repeat(length)}") { uid } }`,
  (length) => `{ units(filter: {text: "${'ha noi '.repeat(length / 10)}"}) { totalCount } }`,
  (length) => `{ glossary(text: "${'ươ'.repeat(length / 4)}") { id } }`,
  (length) => `{ units(filter: {text: """${'\n  x'.repeat(length / 10)}"""}) { totalCount } }`,
  (length) => `{ unit(uid: "${'\\u0041'.repeat(length / 10)}") { uid } }`,
  (length) => `{ units(first: ${'9'.repeat(length)}) { totalCount } }`,
  (length) => `{ units(first: 0.${'9'.repeat(length)}) { totalCount } }`,
  (length) => `{ unit(uid: ${'1'.repeat(length)}) { uid } }`,
  (length) => `{ ${'country '.repeat(length / 10)} }`,
  (length) => '{}'.repeat(length / 10),
  (length) => `{ unit(uid: "${'x'.repeat(length)}`,
  () => '{ units(first: 1e999) { totalCount } }',
  () => '{ units(first: -0) { totalCount } }',
  () => '{ units(first: 00) { totalCount } }',
  () => '{ units(first: 0x10) { totalCount } }',
  () => '{ unit(uid: "\\u{110000}") { uid } }',
  () => '{ unit(uid: "\\uD83D") { uid } }',
  () => '{ unit(uid: "\\uD83D\\uDE00") { uid } }',
  () => '{ unit(uid: "\\x") { uid } }',
  () => '{ unit(uid: "a\nb") { uid } }',
  () => "{ unit(uid: 'vn') { uid } }",
  () => '\u0000{ country { uid } }',
  () => '\uFEFF\uFEFF{ country { uid } }',
  () => '{ country\u200B { uid } }',
  () => '{ country { uid } }\u0000',
  () => '{ cоuntry { uid } }',
  () => '{ país { uid } }',
];

/** Documents that are long, or whose tokens are: names, numbers, texts, comments, and nothing at all. */
export const longTokens: Generator = (random, world) => documentOf(world, random.pick(SHAPES)(random.pick(LONG)));
