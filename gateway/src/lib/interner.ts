import { LRUCache } from 'lru-cache';

const KEPT = 10_000;
/** Characters of all texts that are kept. */
const KEPT_CHARACTERS = 8 * 1024 * 1024;

/**
 * Makes what gives each text a number, by which it is told from others with less work than by itself. A number is never given twice; a text that has not been
 * named for long can get another.
 */
export function interner(): (text: string) => number {
  const kept = new LRUCache<string, number>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_number, text) => text.length + 1,
  });
  let last = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    last += 1;
    kept.set(text, last);
    return last;
  };
}
