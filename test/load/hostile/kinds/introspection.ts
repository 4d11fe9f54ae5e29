import { getIntrospectionQuery } from 'graphql';
import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { around, many } from '../repeat.js';

const SHAPES: readonly ((depth: number) => string)[] = [
  () =>
    getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, oneOf: true }),
  (depth) => `{ __schema { types { ${around('fields { type { ', '} } ', depth, 'name ')} } } }`,
  (depth) => `{ __schema { queryType { ${around('fields { type { ', '} } ', depth, 'name ')} } } }`,
  (depth) => `{ __type(name: "Query") { ${around('fields { args { type { ', '} } } ', depth, 'name ')} } }`,
  (depth) => `{ __type(name: "Node") { ${around('possibleTypes { interfaces { ', '} } ', depth, 'name ')} } }`,
  (depth) => `{ __type(name: "UnitFilter") { ${around('inputFields { type { ', '} } ', depth, 'name ')} } }`,
  (depth) => `{ __type(name: "Query") { ${around('ofType { ', '} ', depth, 'name ')} } }`,
  (depth) => `{ ${many(depth * 10, (index) => `a${index}: __schema { types { fields { name } } }`)} }`,
  (depth) => `{ ${'__schema { types { name } } '.repeat(depth * 20)} }`,
  (depth) =>
    `{ __schema { types { ...F0 } } } ${many(depth, (index) => `fragment F${index} on __Type { a: ofType { ...F${index + 1} } b: ofType { ...F${index + 1} } }`)} fragment F${depth} on __Type { name }`,
  (depth) =>
    `{ __schema { types { ...F0 } } } ${many(depth, (index) => `fragment F${index} on __Type { fields { type { ...F${index + 1} } } }`)} fragment F${depth} on __Type { name }`,
  () => '{ _service { sdl } }',
  () => '{ _entities(representations: [{__typename: "Agency", id: "x"}]) { __typename } }',
  () => '{ __type(name: "_Entity") { name } other: __type(name: "_Any") { name } }',
  () => '{ __type(name: "join__Graph") { enumValues { name } } }',
  () => '{ __schema { directives { name args { name type { name } } } } }',
  () => '{ __type(name: "__proto__") { name } b: __type(name: "constructor") { name } }',
  () => '{ __type { name } }',
  () => '{ __type(name: 5) { name } }',
  () => '{ country { __schema { types { name } } } }',
  () => '{ __typename { name } }',
  () => '{ __schema }',
  () => 'query ($name: String!) { __type(name: $name) { name } country { uid } }',
];

/** The schema asked about itself: over and over, in circles, and about what it does not show. */
export const introspection: Generator = (random, world) =>
  documentOf(world, random.pick(SHAPES)(random.pick([1, 2, 3, 5, 10, 20, 100])), random.pick([{}, { name: 'Query' }]));
