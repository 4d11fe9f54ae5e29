import { isObject } from '../lib/is-object.js';

/** An object of JSON, with what an answer has under each response key. */
export type JsonObject = Record<string, unknown>;

/** What an object itself has under a key: `__proto__` and `constructor` are names like others. All else that objects inherit are functions, which JSON has none of. */
export function valueAt(object: JsonObject, key: string): unknown {
  const value = object[key];
  if (typeof value !== 'function' && key !== '__proto__') return value;
  return Object.hasOwn(object, key) ? value : undefined;
}

/** Sets what an object itself has under a key. */
export function setAt(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Whether the name of a type tells less than that of another may: interface objects (`@interfaceObject`) have the name of their interface. */
export type IsVague = (typename: unknown) => boolean;

const NEVER: IsVague = () => false;

/**
 * Writes into an object what another has; what both have as objects, or as lists of one length, becomes one; null takes the place of nothing, and a type's
 * vague name of no other. Parts of the other may become its own.
 */
export function mergeInto(target: JsonObject, source: JsonObject, isVague: IsVague = NEVER): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = valueAt(target, key);
    if (key === '__typename' && known !== undefined && known !== value && isVague(value)) continue;
    setAt(target, key, merged(known, value, isVague));
  }
}

function merged(known: unknown, value: unknown, isVague: IsVague): unknown {
  // One of several subgraphs that have a field can fail: what another has told stays, whichever is first.
  if (value === null && known !== undefined) return known;
  if (isObject(known) && isObject(value)) mergeInto(known, value, isVague);
  else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (const [index, item] of value.entries()) known[index] = merged(known[index], item, isVague);
  } else return value;
  return known;
}

/** An object as JSON, as `JSON.stringify` writes it, which takes longer for each of many small ones. Names of GraphQL need no escapes. */
export function jsonOf(object: JsonObject): string {
  let text = '';
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    text += `${text === '' ? '{' : ','}"${key}":${typeof value === 'string' && !ESCAPED.test(value) ? `"${value}"` : JSON.stringify(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** What `JSON.stringify` may escape in a text: quotes, backslashes, controls, and surrogates, which it escapes when they are alone. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A copy of an object, of which nothing is shared. */
export function copyOf(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) setAt(copy, key, copyOfValue(object[key]));
  return copy;
}

/** A copy of a value of JSON, of which nothing is shared. */
export function copyOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOfValue);
  return isObject(value) ? copyOf(value) : value;
}
