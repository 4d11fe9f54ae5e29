import type { AnswerReader, NeededKey, Occurrences, Representation, Slot } from './answer-reader.js';
import { type Read as ReadJson, SIGN } from './read-value.js';

/** Reads a part of an answer. */
export type Read = ReadJson<AnswerReader>;

/** A field of an object, in the order in which it is told. */
export interface ToldField {
  readonly key: string;
  /** What stands before its value. */
  readonly word: Uint8Array;
  readonly read: Read;
  /** Whether the answer has it. */
  readonly isKept: boolean;
  /** Whether it is the first that is written of the object, or of its run. */
  readonly isFirst: boolean;
  /** What others tell that is written behind it. */
  readonly slots: readonly Slot[];
  /** The number under which others need its value; -1 where none does. */
  readonly needed: number;
}

/** What a fetch needs to know of an object. */
export interface Need {
  readonly fetch: number;
  readonly keys: readonly NeededKey[];
  /** Whether they are told one behind the other, in the order in which they are needed. */
  readonly areTogether: boolean;
}

/** An object that goes on as it is. */
export function wholeObject(fields: readonly Pick<ToldField, 'word' | 'read'>[]): Read {
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    for (let index = 0; index < fields.length; index += 1) {
      const { word, read } = fields[index] as ToldField;
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      if (!reader.word(word) || !read(reader)) return false;
    }
    return reader.sign(SIGN.closing);
  };
}

/** What is read of an object of which not everything goes on, or not that alone. */
export interface CutObject {
  readonly type: string;
  readonly fields: readonly ToldField[];
  /** What others tell that is written before the first of them. */
  readonly before: readonly Slot[];
  readonly needs: readonly Need[];
}

/** An object of which fields are left out, to which others are added, or of which other fetches need to know something. */
export function cutObject({ type, fields, before, needs }: CutObject): Read {
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    for (const slot of before) reader.slot(slot);
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as ToldField;
      const end = reader.at;
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      if (field.isKept) beginKept(reader, field, index);
      else reader.note(end);
      if (!reader.word(field.word)) return false;
      const start = reader.at;
      if (!field.read(reader)) return false;
      keepNeeded(reader, field, start);
      if (!field.isKept) reader.drop();
      for (const slot of field.slots) reader.slot(slot);
    }
    tellNeeds(reader, type, needs);
    return reader.sign(SIGN.closing);
  };
}

/** What an object of which the fields are told in another order than the answer's consists of, in the answer's order. */
export type Item = { readonly field: number; readonly isFirst: boolean } | Slot | 'bound';

/** An object, or what a fetch tells of one, that is told in another order. */
export interface RearrangedObject extends Omit<CutObject, 'before'> {
  readonly items: readonly Item[];
  /** Whether its fields alone are written. */
  readonly isPiece: boolean;
}

/** An object of which the fields are written in another order than they are told. */
export function rearrangedObject({ type, fields, items, needs, isPiece }: RearrangedObject): Read {
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    if (!isPiece) reader.note();
    const { parts } = reader;
    const first = parts.length;
    const ends: number[] = [];
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as ToldField;
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      reader.drop();
      if (!reader.word(field.word)) return false;
      const start = reader.at;
      if (!field.read(reader)) return false;
      keepNeeded(reader, field, start);
      if (field.isKept) reader.note();
      ends.push(parts.length - first);
    }
    reader.drop();
    const told = parts.splice(first);
    for (const item of items) {
      if (item === 'bound') reader.bound();
      else if ('run' in item) reader.slot(item);
      else {
        if (!item.isFirst) reader.comma();
        parts.push(...told.slice(ends[item.field - 1] ?? 0, ends[item.field]));
      }
    }
    tellNeeds(reader, type, needs);
    return reader.sign(SIGN.closing);
  };
}

/** Keeps where the value of a field is that others need, which has just been read. */
function keepNeeded({ needed, at }: AnswerReader, { needed: number }: ToldField, start: number): void {
  if (number < 0) return;
  needed[2 * number] = start;
  needed[2 * number + 1] = at;
}

function tellNeeds(reader: AnswerReader, type: string, needs: readonly Need[]): void {
  const { occurrences } = reader;
  const known = needs.map((need) => representationOf(reader, need));
  for (let index = 0; index < needs.length; index += 1) {
    const { representations, types } = occurrences[(needs[index] as Need).fetch] as Occurrences;
    representations.push(known[index] as Representation);
    types.push(type);
  }
}

/** What stood before it has been dropped where it is the first that is written, but for its comma; and the first that is told has none. */
function beginKept(reader: AnswerReader, { isFirst }: ToldField, index: number): void {
  if (isFirst && index > 0) reader.drop();
  if (!isFirst && index === 0) reader.comma();
}

function representationOf(reader: AnswerReader, { keys, areTogether }: Need): Representation {
  const { bytes, needed, occurrences } = reader;
  if (areTogether) {
    const [first, last] = [keys[0], keys.at(-1)] as [NeededKey, NeededKey];
    const start = (needed[2 * first.needed] ?? 0) - wordOf(first.key).length;
    return `{${bytes.toString('utf8', start, needed[2 * last.needed + 1])}}`;
  }
  const texts = keys.map((key) => (key.from === null ? fieldText(reader, key) : ''));
  if (keys.every(({ from }) => from === null)) return `{${texts.join(',')}}`;
  // All who are told of an object are told of it at once.
  const next = keys.map(({ from }) => (from === null ? -1 : (occurrences[from]?.representations.length ?? -1)));
  return { keys, texts, occurrences: next };
}

function fieldText({ bytes, needed }: AnswerReader, { key, needed: number }: NeededKey): string {
  return `${wordOf(key)}${bytes.toString('utf8', needed[2 * number], needed[2 * number + 1])}`;
}

/** A key as it stands before its value. */
export function wordOf(key: string): string {
  return `"${key}":`;
}

/** What a fetch tells of one of its objects: the fields alone, in runs. */
export function pieceOf(fields: readonly ToldField[]): Read {
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    reader.drop();
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as ToldField;
      const { word, read, isKept, isFirst } = field;
      const end = reader.at;
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      if (!isKept || isFirst) reader.note(end);
      if (isFirst) reader.bound();
      if (!reader.word(word)) return false;
      const start = reader.at;
      if (!read(reader)) return false;
      keepNeeded(reader, field, start);
      if (!isKept) reader.drop();
    }
    reader.note();
    reader.bound();
    return reader.sign(SIGN.closing);
  };
}

const NOTHING: Readonly<Record<string, string>> = {};

/** The same, with fields that others need to know. */
export function exporting(read: Read, keys: readonly NeededKey[]): Read {
  return (reader) => {
    if (!read(reader)) return false;
    reader.exports.push(
      keys.length === 0 ? NOTHING : Object.fromEntries(keys.map((key) => [key.key, fieldText(reader, key)])),
    );
    return true;
  };
}
