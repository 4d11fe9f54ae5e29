import type { GraphQLSchema } from 'graphql';
import { isObject } from '../lib/is-object.js';
import type { FetchNode } from '../plan/query-plan.js';
import { type JsonObject, valueAt } from './json-object.js';
import type { Lineage } from './places.js';
import { typeTest } from './type-test.js';

/** Arguments from the context of an object (`@fromContext` of the subgraph specification), by the variables that hand them on. */
export type ContextOf = (lineage: Lineage) => JsonObject;

type ContextRewrites = NonNullable<FetchNode['contextRewrites']>;

/** Makes what reads them. A context can be one of several types: the first of them that is there is meant. */
export function contextReading(rewrites: ContextRewrites, schema: GraphQLSchema): ContextOf {
  const readings = rewrites.map(({ path, renameKeyTo }) => {
    const up = path.findIndex((part) => part !== UP);
    const levels = up < 0 ? path.length : up;
    return { variable: renameKeyTo, levels, read: reading(path.slice(levels), schema) };
  });
  return (lineage) => {
    const values: JsonObject = {};
    for (const { variable, levels, read } of readings) {
      if (values[variable] !== undefined) continue;
      const value = read(ancestor(lineage, levels)?.object);
      if (value !== undefined) values[variable] = value;
    }
    return values;
  };
}

const UP = '..';
const FRAGMENT = '... on ';

function ancestor(lineage: Lineage, levels: number): Lineage | null {
  let found: Lineage | null = lineage;
  for (let level = 0; level < levels && found !== null; level += 1) found = found.parent;
  return found;
}

/** What is found along a path; undefined where it leads nowhere. */
type Read = (value: unknown) => unknown;

function reading([first, ...rest]: readonly string[], schema: GraphQLSchema): Read {
  if (first === undefined) return (value) => value;
  const further = reading(rest, schema);
  const go = first.startsWith(FRAGMENT) ? ofType(first.slice(FRAGMENT.length), further, schema) : below(first, further);
  return function each(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(each);
    return isObject(value) ? go(value) : value === null ? null : undefined;
  };
}

function below(key: string, further: Read): (object: JsonObject) => unknown {
  return (object) => further(valueAt(object, key));
}

function ofType(condition: string, further: Read, schema: GraphQLSchema): (object: JsonObject) => unknown {
  const isMeant = typeTest(schema, condition, true);
  return (object) => (isMeant(object) ? further(object) : undefined);
}
