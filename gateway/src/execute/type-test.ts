import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { type JsonObject, valueAt } from './json-object.js';

/** Whether an object is of a type, by its `__typename`; `unknown` is the answer where it has none. */
export type TypeTest = (object: JsonObject) => boolean;

/** Whether a type is another, implements it, or is a member of it; by their names. */
export function isOfType(schema: GraphQLSchema, name: string, condition: string): boolean {
  if (name === condition) return true;
  const [type, wanted] = [schema.getType(name), schema.getType(condition)];
  if (!isAbstractType(wanted)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}

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
