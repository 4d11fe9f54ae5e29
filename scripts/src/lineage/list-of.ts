const SHOWN = 40;

/** A list behind a colon, cut where it grows long; nothing for an empty one. */
export function listOf(items: readonly string[]): string {
  return items.length === 0 ? '' : `: ${firstOf(items).join(', ')}`;
}

/** The first items, and how many more there are. */
export function firstOf(items: readonly string[]): readonly string[] {
  return items.length <= SHOWN ? items : [...items.slice(0, SHOWN), `and ${items.length - SHOWN} more`];
}
