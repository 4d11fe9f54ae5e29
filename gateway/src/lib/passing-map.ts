/** After so many entries a map is made anew. */
const RENEWED_AFTER = 256;

/**
 * A map of what comes and goes, several times by the request. A `Map` that has outgrown its table, which it does with every few entries that were deleted,
 * leads from that one to the next; and one that has become old, as it does while nothing happens, is alive to the collector of what is young. By way of it
 * all later tables are, with all that was in them, and become old too. That ends where another map takes the entries over.
 */
export class PassingMap<Key, Value> {
  #entries = new Map<Key, Value>();
  #added = 0;

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.#added += 1;
    if (this.#added % RENEWED_AFTER === 0) this.#entries = new Map(this.#entries);
    this.#entries.set(key, value);
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }
}
