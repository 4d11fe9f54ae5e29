import { isObject } from '../lib/is-object.js';
import { type JsonObject, valueAt } from './json-object.js';

/** The way from an answer's root to objects in it: response keys, and `@` for each item of a list. */
export type PlacePath = readonly (string | number)[];

/** A way to one place: response keys and indices (GraphQL, section 7.1.2). */
export type ResponsePath = readonly (string | number)[];

/**
 * The objects that lie at a path, in the order of the answer; one that is in several places there is told once.
 * @param hasShared whether there may be any of those.
 */
export function objectsAt(root: JsonObject, path: PlacePath, hasShared: boolean): readonly JsonObject[] {
  let level: unknown[] = [root];
  for (const part of path) {
    const next: unknown[] = [];
    for (const value of level) {
      if (part === '@') {
        if (Array.isArray(value)) for (const item of value) next.push(item);
      } else if (isObject(value)) next.push(valueAt(value, String(part)));
    }
    level = hasShared ? [...new Set(next)] : next;
  }
  return level.filter(isObject);
}

/** An object, and those that it lies in. */
export interface Lineage {
  readonly object: JsonObject;
  readonly parent: Lineage | null;
}

/** The objects at a path with those they lie in, in the same order. */
export function lineagesAt(root: JsonObject, path: PlacePath): readonly Lineage[] {
  let level: { readonly value: unknown; readonly parent: Lineage | null }[] = [{ value: root, parent: null }];
  for (const part of path) {
    level = level.flatMap(({ value, parent }) => {
      if (part === '@') return Array.isArray(value) ? value.map((item) => ({ value: item, parent })) : [];
      return isObject(value) ? [{ value: valueAt(value, String(part)), parent: { object: value, parent } }] : [];
    });
  }
  return level.flatMap(({ value, parent }) => (isObject(value) ? { object: value, parent } : []));
}

/** The ways to each of those objects. */
export function waysTo(root: JsonObject, path: PlacePath): ReadonlyMap<unknown, readonly ResponsePath[]> {
  let level: { readonly value: unknown; readonly way: ResponsePath }[] = [{ value: root, way: [] }];
  for (const part of path) {
    level = level.flatMap(({ value, way }) => {
      if (part === '@')
        return Array.isArray(value) ? value.map((item, index) => ({ value: item, way: [...way, index] })) : [];
      return isObject(value) ? [{ value: valueAt(value, String(part)), way: [...way, part] }] : [];
    });
  }
  const ways = new Map<unknown, ResponsePath[]>();
  for (const { value, way } of level) {
    const known = ways.get(value);
    if (known === undefined) ways.set(value, [way]);
    else known.push(way);
  }
  return ways;
}
