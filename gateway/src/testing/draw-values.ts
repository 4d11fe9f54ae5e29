import fc, { type GeneratorValue } from 'fast-check';

/** Draws of one example, which a seed fixes and fast-check makes smaller when it fails. */
export type Draw = GeneratorValue;

/** A whole number from 0 to `max`. */
export const upTo = (draw: Draw, max: number): number => draw(fc.nat, { max });

/** One of the values. */
export const oneOf = <Value>(draw: Draw, values: readonly [Value, ...Value[]]): Value =>
  values[upTo(draw, values.length - 1)] ?? values[0];

/** True so often in a hundred. */
export const happens = (draw: Draw, percent: number): boolean => upTo(draw, 99) < percent;

/** The type by itself, never null, or in lists. */
export function wrapped(draw: Draw, type: string): string {
  return oneOf(draw, [type, type, `${type}!`, `[${type}]`, `[${type}!]`, `[${type}!]!`, `[[${type}]]`]);
}

/** The object at a place that has a composite type. */
export type ObjectAt = (type: string, place: string) => object;

/** A value of a type that its place fixes; one in five that may be null is. */
export function drawnValue(type: string, place: string, objectAt: ObjectAt): unknown {
  if (type.endsWith('!')) return ofType(type.slice(0, -1), place, objectAt);
  return hash(`${place}?`) % 5 === 0 ? null : ofType(type, place, objectAt);
}

function ofType(type: string, place: string, objectAt: ObjectAt): unknown {
  const number = hash(place);
  if (type.startsWith('['))
    return Array.from({ length: number % 4 }, (_, index) =>
      drawnValue(type.slice(1, -1), `${place}.${index}`, objectAt),
    );
  const scalars: Readonly<Record<string, unknown>> = {
    ...{ Int: number % 100, Float: (number % 100) / 4, Boolean: number % 2 === 0, ID: `${number % 9}` },
    ...{ String: `"${number % 7}"\n`, Color: number % 2 === 0 ? 'RED' : 'GREEN' },
  };
  return type in scalars ? scalars[type] : objectAt(type, place);
}

/** FNV-1a: a whole number, below zero half of the time. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value ^ (value >>> 13);
}
