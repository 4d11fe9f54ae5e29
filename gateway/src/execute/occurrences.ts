import type { NeededKey } from './answer-reader.js';
import type { JsonObject } from './json-object.js';
import { SIGN } from './json-reader.js';
import type { Representations } from './question.js';

/** What is known of an object of which other fetches tell the rest. Field by field: its text, or which occurrence it is for a fetch that tells it. */
export interface PartialRepresentation {
  readonly keys: readonly NeededKey[];
  readonly texts: readonly string[];
  readonly occurrences: readonly number[];
}

/** A field as a fetch has told it of one of the objects it is about, with its key, as JSON; undefined where it has not. */
export type ToldElsewhere = (fetch: number, occurrence: number, key: string) => string | undefined;

/** An occurrence of which not everything is known yet. */
interface Unsettled extends PartialRepresentation {
  readonly occurrence: number;
  readonly type: string;
}

/**
 * The objects that a fetch is about, as they occur one after the other, and which of them are one and the same: each is asked for once. They are told from
 * each other by the bytes of what the fetch has to know of them, as those came; no texts are made of what occurs again.
 */
export class Occurrences implements Representations {
  /** Of each occurrence, which object it is. */
  readonly objectOf: number[] = [];
  /** Of each object, its type. */
  readonly types: string[] = [];
  readonly #unsettled: Unsettled[] = [];
  /** Of each object, where its fields stand. */
  readonly #sources: Buffer[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** The last object of each hash, and before each object another of the same; -1 where there is none. */
  readonly #lastOf = new Map<number, number>();
  readonly #before: number[] = [];

  /** How many there are, objects that occur again counted each time. */
  get length(): number {
    return this.objectOf.length;
  }

  /** How many objects there are. */
  get count(): number {
    return this.types.length;
  }

  /** One more, whose fields stand in these bytes. */
  add(type: string, bytes: Buffer, start: number, end: number): void {
    this.objectOf.push(this.#objectAt(type, bytes, start, end));
  }

  /** One more, of which others have yet to tell some. */
  addUnsettled(type: string, { keys, texts, occurrences }: PartialRepresentation): void {
    this.#unsettled.push({ occurrence: this.length, type, keys, texts, occurrences });
    this.objectOf.push(-1);
  }

  /** Puts what others have told to what is known. False where something has not been told. */
  settle(told: ToldElsewhere): boolean {
    for (const unsettled of this.#unsettled.splice(0)) {
      const fields = fieldsOf(unsettled, told);
      if (fields === null) return false;
      const bytes = Buffer.from(fields);
      this.objectOf[unsettled.occurrence] = this.#objectAt(unsettled.type, bytes, 0, bytes.length);
    }
    return true;
  }

  get text(): string {
    let length = 2;
    for (let index = 0; index < this.count; index += 1)
      length += 3 + (this.#ends[index] ?? 0) - (this.#starts[index] ?? 0);
    const list = Buffer.allocUnsafe(length);
    list[0] = SIGN.list;
    let at = 1;
    for (let index = 0; index < this.count; index += 1) {
      if (index > 0) {
        list[at] = SIGN.comma;
        at += 1;
      }
      list[at] = SIGN.opening;
      at += 1;
      at += (this.#sources[index] as Buffer).copy(list, at, this.#starts[index], this.#ends[index]);
      list[at] = SIGN.closing;
      at += 1;
    }
    list[at] = SIGN.listEnd;
    return list.toString('utf8', 0, at + 1);
  }

  list(): readonly JsonObject[] {
    return JSON.parse(this.text);
  }

  #objectAt(type: string, bytes: Buffer, start: number, end: number): number {
    let hash = SEED;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
    const last = this.#lastOf.get(hash) ?? -1;
    for (let object = last; object >= 0; object = this.#before[object] as number)
      if (this.#isAt(object, bytes, start, end)) return object;
    const object = this.count;
    this.types.push(type);
    this.#sources.push(bytes);
    this.#starts.push(start);
    this.#ends.push(end);
    this.#before.push(last);
    this.#lastOf.set(hash, object);
    return object;
  }

  #isAt(object: number, bytes: Buffer, start: number, end: number): boolean {
    const [source, from] = [this.#sources[object] as Buffer, this.#starts[object] as number];
    if ((this.#ends[object] as number) - from !== end - start) return false;
    for (let index = end - start - 1; index >= 0; index -= 1)
      if (source[from + index] !== bytes[start + index]) return false;
    return true;
  }
}

/** FNV-1a, from a start of the process's own: nobody can choose keys that fall together. */
const PRIME = 0x01000193;
const SEED = Math.floor(Math.random() * 0x7fff_ffff);

function fieldsOf({ keys, texts, occurrences }: PartialRepresentation, told: ToldElsewhere): string | null {
  const fields: string[] = [];
  for (let index = 0; index < keys.length; index += 1) {
    const { key, from } = keys[index] as NeededKey;
    const text = from === null ? texts[index] : told(from, occurrences[index] as number, key);
    if (text === undefined) return null;
    fields.push(text);
  }
  return fields.join(',');
}
