import { isObject } from '../lib/is-object.js';

/** An object of JSON, with what an answer has under each response key. */
export type JsonObject = Record<string, unknown>;

/** What an object itself has under a key: `__proto__` and `constructor` are names like others. */
export function valueAt(object: JsonObject, key: string): unknown {
  return INHERITED.has(key) && !Object.hasOwn(object, key) ? undefined : object[key];
}

/** Sets what an object itself has under a key. */
export function setAt(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Writes into an object what another has; what both have as objects, or as lists of one length, becomes one; null takes the place of nothing. Parts of the other may become its own. */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value !== undefined) setAt(target, key, merged(valueAt(target, key), value));
  }
}

function merged(known: unknown, value: unknown): unknown {
  // One of several subgraphs that have a field can fail: what another has told stays, whichever is first.
  if (value === null && known !== undefined) return known;
  if (isObject(known) && isObject(value)) mergeInto(known, value);
  else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (const [index, item] of value.entries()) known[index] = merged(known[index], item);
  } else return value;
  return known;
}

/** A copy of an object, of which nothing is shared. */
export function copyOf(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) setAt(copy, key, copied(object[key]));
  return copy;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return isObject(value) ? copyOf(value) : value;
}
