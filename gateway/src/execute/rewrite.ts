import type { GraphQLSchema } from 'graphql';
import { isObject } from '../lib/is-object.js';
import type { FetchDataRewrite } from '../plan/query-plan.js';
import { type JsonObject, setAt, valueAt } from './json-object.js';
import { typeTest } from './type-test.js';

/** Changes data in place: what the planner wants renamed or set before a subgraph is asked, or after it has answered. */
export type Rewrite = (value: unknown) => void;

/** Makes it; does nothing where there is nothing to rewrite. */
export function rewriting(rewrites: readonly FetchDataRewrite[] | undefined, schema: GraphQLSchema): Rewrite {
  const all = (rewrites ?? []).map((rewrite) => alongPath(rewrite.path.slice(0, -1), lastStep(rewrite), schema));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function lastStep(rewrite: FetchDataRewrite): (object: JsonObject) => void {
  const key = rewrite.path.at(-1) ?? '';
  if (rewrite.kind === 'ValueSetter') return (object) => setAt(object, key, rewrite.setValueTo);
  return (object) => {
    const value = valueAt(object, key);
    if (value === undefined) return;
    setAt(object, rewrite.renameKeyTo, value);
    setAt(object, key, undefined);
  };
}

const FRAGMENT = '... on ';

function alongPath(path: readonly string[], apply: (object: JsonObject) => void, schema: GraphQLSchema): Rewrite {
  const [first, ...rest] = path;
  const go = first === undefined ? apply : stepTo(first, alongPath(rest, apply, schema), schema);
  return function each(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) each(item);
    else if (isObject(value)) go(value);
  };
}

function stepTo(part: string, further: Rewrite, schema: GraphQLSchema): (object: JsonObject) => void {
  if (!part.startsWith(FRAGMENT)) return (object) => further(valueAt(object, part));
  const isMeant = typeTest(schema, part.slice(FRAGMENT.length), true);
  return (object) => {
    if (isMeant(object)) further(object);
  };
}
