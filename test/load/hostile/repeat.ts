/** A text within as many openings and closings. */
export function around(opening: string, closing: string, depth: number, inner: string): string {
  return `${opening.repeat(depth)}${inner}${closing.repeat(depth)}`;
}

/** Parts side by side, each made from its number. */
export function many(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ');
}
