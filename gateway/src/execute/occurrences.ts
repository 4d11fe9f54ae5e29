import { ByteWriter } from '../lib/byte-writer.js';
import { sameBytes } from '../lib/same-bytes.js';
import type { JsonObject } from './json-object.js';
import { SIGN } from './json-reader.js';
import type { Representations } from './question.js';
import { type AllTold, type Run, Unsettled } from './unsettled.js';

/** A field that a fetch has to know. */
export interface NeededKey {
  readonly key: string;
  /** The same as it stands before its value. */
  readonly word: Buffer;
  /** Under which number it is read. */
  readonly needed: number;
  /** The fetch that tells it; null where the object itself does. */
  readonly from: number | null;
  /** Which it is of the values of such an object that its teller has for others. */
  readonly place: number;
  /**
   * Where among the numbers that are noted of an object not all of which is known those of this field are: where its value begins and ends; or which of its
   * occurrences the teller tells it of, one number for all that it tells.
   */
  readonly noted: number;
}

/** What a fetch has told of its objects that others need to know. */
export interface Exported {
  readonly bytes: Buffer;
  /** Where in the bytes each value begins and ends. */
  readonly exports: readonly number[];
  /** Of each object, where among these its own begin. */
  readonly exportStarts: readonly number[];
  /** Of each occurrence, which object it is. */
  readonly objectOf: readonly number[];
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
  readonly #unsettled = new Unsettled();
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

  /** One more, whose fields stand in these bytes, one behind the other. */
  add(type: string, bytes: Buffer, start: number, end: number): void {
    this.objectOf.push(this.#objectAt(type, bytes, start, end));
  }

  /** One more, all of whose fields are known: where each begins and ends, by its number. */
  addParted(type: string, keys: readonly NeededKey[], bytes: Buffer, needed: readonly number[]): void {
    draft.clear(MOST_ROOM);
    for (let index = 0; index < keys.length; index += 1) {
      const { word, needed: number } = keys[index] as NeededKey;
      draft.key(word);
      draft.copy(bytes, needed[2 * number] as number, needed[2 * number + 1] as number);
    }
    this.objectOf.push(this.#objectAt(type, draft.bytes, 0, draft.length));
  }

  /** Notes one more number of what is known of the next one of which others tell some, in the order of {@link NeededKey.noted}. */
  note(number: number): void {
    this.#unsettled.note(number);
  }

  /** One more, of which others have yet to tell some; what is known of its fields has been noted. */
  addUnsettled(type: string, keys: readonly NeededKey[], bytes: Buffer): void {
    this.#unsettled.add(this.length, type, keys, bytes);
    this.objectOf.push(-1);
  }

  /** Puts what others have told to what is known. False where something has not been told. */
  settle(told: AllTold): boolean {
    return this.#unsettled.settle(told, this.objectOf, (run, at) => this.#objectOf(run, at, told));
  }

  get text(): string {
    let length = 2;
    for (let index = 0; index < this.count; index += 1)
      length += 3 + (this.#ends[index] ?? 0) - (this.#starts[index] ?? 0);
    const list = new ByteWriter(length);
    list.sign(SIGN.list);
    for (let index = 0; index < this.count; index += 1) {
      if (index > 0) list.comma();
      list.sign(SIGN.opening);
      list.copy(this.#sources[index] as Buffer, this.#starts[index] as number, this.#ends[index] as number);
      list.sign(SIGN.closing);
    }
    list.sign(SIGN.listEnd);
    return list.bytes.toString('utf8', 0, list.length);
  }

  list(): readonly JsonObject[] {
    return JSON.parse(this.text);
  }

  /** Which object has these fields; -1 where one has not been told. */
  #objectOf({ type, keys, bytes, values }: Run, at: number, told: AllTold): number {
    draft.clear(MOST_ROOM);
    for (let index = 0; index < keys.length; index += 1) {
      const { word, from, place, noted } = keys[index] as NeededKey;
      const first = values[at + noted] as number;
      draft.key(word);
      if (from === null) draft.copy(bytes, first, values[at + noted + 1] as number);
      else if (!draft.copyExported(told[from], first, place)) return -1;
    }
    return this.#objectAt(type, draft.bytes, 0, draft.length);
  }

  #objectAt(type: string, bytes: Buffer, start: number, end: number): number {
    let hash = SEED;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
    const last = this.#lastOf.get(hash) ?? -1;
    for (let object = last; object >= 0; object = this.#before[object] as number)
      if (this.#isAt(object, bytes, start, end)) return object;
    const object = this.count;
    const isDraft = bytes === draft.bytes;
    this.types.push(type);
    this.#sources.push(isDraft ? Buffer.from(bytes.subarray(start, end)) : bytes);
    this.#starts.push(isDraft ? 0 : start);
    this.#ends.push(isDraft ? end - start : end);
    this.#before.push(last);
    this.#lastOf.set(hash, object);
    return object;
  }

  #isAt(object: number, bytes: Buffer, start: number, end: number): boolean {
    const [source, from] = [this.#sources[object] as Buffer, this.#starts[object] as number];
    const length = end - start;
    return (this.#ends[object] as number) - from === length && sameBytes(source, from, bytes, start, length);
  }
}

/** FNV-1a, from a start of the process's own: keys that fall together cannot be prepared. */
const PRIME = 0x01000193;
const SEED = Math.floor(Math.random() * 0x7fff_ffff);

/** More room than that is not kept for what comes next. */
const MOST_ROOM = 64 * 1_024;

/** Fields that are put together, to be compared with others: what is written there is not kept. */
class Draft extends ByteWriter {
  key(word: Buffer): void {
    if (this.length > 0) this.comma();
    this.copy(word, 0, word.length);
  }

  /** False where the other has not told it. */
  copyExported(other: Exported | undefined, occurrence: number, place: number): boolean {
    if (other === undefined) return false;
    const { bytes, exports, exportStarts, objectOf } = other;
    const object = objectOf[occurrence] ?? -1;
    const at = (exportStarts[object] ?? exports.length) + 2 * place;
    if (at >= (exportStarts[object + 1] ?? exports.length)) return false;
    this.copy(bytes, exports[at] as number, exports[at + 1] as number);
    return true;
  }
}

/** One for all: nothing else is done while something is put together. */
const draft = new Draft(1_024);
