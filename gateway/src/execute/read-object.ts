import type { AnswerReader, Slot } from './answer-reader.js';
import { SIGN } from './json-reader.js';
import type { NeededKey, Occurrences } from './occurrences.js';
import type { Read as ReadJson } from './read-value.js';
import { numbersOf } from './unsettled.js';

/** Reads a part of an answer. */
export type Read = ReadJson<AnswerReader>;

/** A field of an object, in the order in which it is told. */
export interface ToldField {
  readonly key: string;
  /** What stands before its value. */
  readonly word: Uint8Array;
  readonly read: Read;
  /** The number under which others need its value; -1 where none does. */
  readonly needed: number;
}

/** What an object consists of in the answer, in order: a field by its index among those that are told, what another tells, or that a run begins or ends. */
export type Item = { readonly field: number; readonly isFirst: boolean } | Slot | 'bound';

/** What a fetch needs to know of an object. */
export interface Need {
  readonly fetch: number;
  readonly keys: readonly NeededKey[];
  /** Whether the object itself tells all of them. */
  readonly isOwn: boolean;
  /** Whether they are told one behind the other, in the order in which they are needed. */
  readonly areTogether: boolean;
}

/** An object that goes on as it is. */
export function wholeObject(fields: readonly ToldField[]): Read {
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    for (let index = 0; index < fields.length; index += 1) {
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      if (!readField(reader, fields[index] as ToldField)) return false;
    }
    return reader.sign(SIGN.closing);
  };
}

/** An object that does not go on as it is: fields are left out or told in another order, others tell some, or need to know some. */
export interface ChangedObject {
  readonly type: string;
  readonly fields: readonly ToldField[];
  readonly items: readonly Item[];
  readonly needs: readonly Need[];
  /** Whether its fields alone are written, in runs. */
  readonly isPiece: boolean;
}

/** Makes its reader. */
export function changedObject(changed: ChangedObject): Read {
  const told = changed.items.flatMap((item) => (isField(item) ? item.field : []));
  return told.every((field, index) => index === 0 || field > (told[index - 1] ?? 0))
    ? cutObject(changed)
    : rearrangedObject(changed);
}

type FieldItem = Extract<Item, { readonly field: number }>;

function isField(item: Item): item is FieldItem {
  return typeof item === 'object' && 'field' in item;
}

type Between = Exclude<Item, FieldItem>;

/** What is written from a field on up to the next. */
interface Stretch {
  readonly isFirst: boolean;
  readonly behind: Between[];
}

/** What is written before the first field that is kept; and from each of those on that are. */
function stretchesOf(items: readonly Item[]): {
  readonly before: readonly Between[];
  readonly stretches: ReadonlyMap<number, Stretch>;
} {
  const before: Between[] = [];
  const stretches = new Map<number, Stretch>();
  let between = before;
  for (const item of items) {
    if (!isField(item)) between.push(item);
    else {
      between = [];
      stretches.set(item.field, { isFirst: item.isFirst, behind: between });
    }
  }
  return { before, stretches };
}

/** One of which the fields are told in the order in which they are written. */
function cutObject({ type, fields, items, needs, isPiece }: ChangedObject): Read {
  const { before, stretches } = stretchesOf(items);
  const stretchOf = fields.map((_, index) => stretches.get(index) ?? null);
  const tell = telling(type, needs);
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    if (isPiece) reader.drop();
    writeBetween(reader, before);
    for (let index = 0; index < fields.length; index += 1) {
      const stretch = stretchOf[index] ?? null;
      const end = reader.at;
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      if (stretch === null) reader.note(end);
      else beginKept(reader, stretch, index);
      if (!readField(reader, fields[index] as ToldField)) return false;
      if (stretch === null) reader.drop();
      else writeBetween(reader, stretch.behind);
    }
    tell(reader);
    return reader.sign(SIGN.closing);
  };
}

/** What stood before it has been dropped where it is the first that is written, but for its comma; and the first that is told has none. */
function beginKept(reader: AnswerReader, { isFirst }: Stretch, index: number): void {
  if (isFirst && index > 0) reader.drop();
  if (!isFirst && index === 0) reader.comma();
}

function writeBetween(reader: AnswerReader, between: readonly Between[]): void {
  for (const item of between) {
    if (item !== 'bound') reader.slot(item);
    else {
      reader.note();
      reader.bound();
    }
  }
}

/** One of which the fields are told in another order. */
function rearrangedObject({ type, fields, items, needs, isPiece }: ChangedObject): Read {
  const { stretches } = stretchesOf(items);
  const tell = telling(type, needs);
  return (reader) => {
    if (!reader.sign(SIGN.opening)) return false;
    if (!isPiece) reader.note();
    const { parts } = reader;
    const first = parts.length;
    const ends: number[] = [];
    for (let index = 0; index < fields.length; index += 1) {
      if (index > 0 && !reader.sign(SIGN.comma)) return false;
      reader.drop();
      if (!readField(reader, fields[index] as ToldField)) return false;
      if (stretches.has(index)) reader.note();
      ends.push(parts.length - first);
    }
    reader.drop();
    const told = parts.take(first);
    for (const item of items) {
      if (item === 'bound') reader.bound();
      else if (!isField(item)) reader.slot(item);
      else {
        if (!item.isFirst) reader.comma();
        for (const part of told.slice(ends[item.field - 1] ?? 0, ends[item.field])) parts.push(part);
      }
    }
    tell(reader);
    return reader.sign(SIGN.closing);
  };
}

/** Reads a field, and keeps where its value is where others need it. */
function readField(reader: AnswerReader, { word, read, needed: number }: ToldField): boolean {
  if (!reader.word(word)) return false;
  const start = reader.at;
  if (!read(reader)) return false;
  if (number >= 0) {
    reader.needed[2 * number] = start;
    reader.needed[2 * number + 1] = reader.at;
  }
  return true;
}

/** Notes an object that has been read for those fetches that are about it. */
function telling(type: string, needs: readonly Need[]): (reader: AnswerReader) => void {
  const own = needs.filter(({ isOwn }) => isOwn);
  const others = needs.filter(({ isOwn }) => !isOwn);
  return (reader) => {
    // What one has to know of another refers to where that will be: nothing is added before all is known.
    for (let index = 0; index < others.length; index += 1) noteKnown(reader, others[index] as Need);
    for (let index = 0; index < others.length; index += 1) {
      const need = others[index] as Need;
      occurrencesOf(reader, need).addUnsettled(type, need.keys, reader.bytes);
    }
    for (let index = 0; index < own.length; index += 1) tellOwn(reader, type, own[index] as Need);
  };
}

function occurrencesOf({ occurrences }: AnswerReader, { fetch }: Need): Occurrences {
  return occurrences[fetch] as Occurrences;
}

/** Notes an object that tells by itself all that is needed of it. */
function tellOwn(reader: AnswerReader, type: string, need: Need): void {
  const { bytes, needed } = reader;
  const { keys, areTogether } = need;
  const occurrences = occurrencesOf(reader, need);
  if (!areTogether) {
    occurrences.addParted(type, keys, bytes, needed);
    return;
  }
  const [first, last] = [keys[0], keys[keys.length - 1]] as [NeededKey, NeededKey];
  const start = (needed[2 * first.needed] as number) - first.word.length;
  occurrences.add(type, bytes, start, needed[2 * last.needed + 1] as number);
}

/** Notes what is known of an object of which others tell some of what is needed. */
function noteKnown(reader: AnswerReader, need: Need): void {
  const { needed, occurrences } = reader;
  const { keys } = need;
  const own = occurrencesOf(reader, need);
  let next = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const { from, needed: number, noted } = keys[index] as NeededKey;
    // What tells several of them has been noted with the first.
    if (noted !== next) continue;
    next += numbersOf(from);
    if (from === null) {
      own.note(needed[2 * number] as number);
      own.note(needed[2 * number + 1] as number);
    } else own.note(occurrences[from]?.length ?? -1);
  }
}

/** Reads an object of which others need to know some values, by their numbers. */
export function exporting(read: Read, numbers: readonly number[]): Read {
  return (reader) => {
    if (!read(reader)) return false;
    const { exports, exportStarts, needed } = reader;
    exportStarts.push(exports.length);
    for (let index = 0; index < numbers.length; index += 1) {
      const number = numbers[index] as number;
      exports.push(needed[2 * number] as number, needed[2 * number + 1] as number);
    }
    return true;
  };
}
