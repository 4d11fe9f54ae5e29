import type { GraphQLSchema } from 'graphql';
import { isOfType } from '../lib/is-of-type.js';
import { type JsonObject, valueAt } from './json-object.js';

/** Whether an object is of a type, by its `__typename`; `unknown` is the answer where it has none. */
export type TypeTest = (object: JsonObject) => boolean;

/** Makes the test for a type's name in the whole supergraph, with what clients do not see. */
export function typeTest(schema: GraphQLSchema, condition: string, unknown: boolean): TypeTest {
  const known = new Map<string, boolean>();
  return (object) => {
    const name = valueAt(object, '__typename');
    if (typeof name !== 'string') return unknown;
    const told = known.get(name) ?? isOfType(schema, name, condition);
    // Of what a subgraph says nothing is kept but what the schema knows.
    if (schema.getType(name) !== undefined) known.set(name, told);
    return told;
  };
}
