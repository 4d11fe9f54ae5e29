import type { GraphQLSchema } from 'graphql';
import { isObject } from '../lib/is-object.js';
import type { QueryPlanSelectionNode } from '../plan/query-plan.js';
import { type JsonObject, mergeInto, setAt, valueAt } from './json-object.js';
import { typeTest } from './type-test.js';

/** What a subgraph needs to know of an object to find it: its representation; null where something of that is not known. */
export type Represent = (object: JsonObject) => JsonObject | null;

/** Makes it from what a fetch requires (`requires` of a plan). */
export function representing(requires: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Represent {
  const select = selecting(requires, schema);
  return (object) => {
    const representation = select(object);
    return representation !== null && valueAt(representation, '__typename') ? representation : null;
  };
}

/** Adds what it selects of an object. False where that is not known. */
type Part = (object: JsonObject, representation: JsonObject) => boolean;

function selecting(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Represent {
  const parts = selections.map((selection) => partOf(selection, schema));
  return (object) => {
    const representation: JsonObject = {};
    return parts.every((add) => add(object, representation)) ? representation : null;
  };
}

function partOf(selection: QueryPlanSelectionNode, schema: GraphQLSchema): Part {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition, selections } = selection;
    if (typeCondition === undefined) return () => true;
    const [isMeant, select] = [typeTest(schema, typeCondition, false), selecting(selections, schema)];
    // What one fragment does not know another may: an entity can have several keys.
    return (object, representation) => {
      const part = isMeant(object) ? select(object) : null;
      if (part !== null) mergeInto(representation, part);
      return true;
    };
  }
  const key = selection.alias ?? selection.name;
  const select = selection.selections ? within(selecting(selection.selections, schema)) : (value: unknown) => value;
  return (object, representation) => {
    const value = valueAt(object, key);
    if (value === undefined) return false;
    setAt(representation, key, select(value));
    return true;
  };
}

function within(select: Represent): (value: unknown) => unknown {
  return function each(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(each);
    return isObject(value) ? select(value) : null;
  };
}
