import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLOutputType,
  GraphQLString,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type JsonReader, SIGN } from './json-reader.js';

/** Reads a value and stands behind it then. `false` where it is not as it would be written here, or does not fit its type. */
export type Read<Reader extends JsonReader = JsonReader> = (reader: Reader) => boolean;

const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** A value of a type; `named` reads one of the type that is wrapped, where that is no leaf. */
export function readingOf<Reader extends JsonReader>(type: GraphQLOutputType, named: Read<Reader>): Read<Reader> {
  if (isNonNullType(type)) return presentOf(type.ofType, named);
  const present = presentOf(type, named);
  return (reader) => reader.word(NULL) || present(reader);
}

function presentOf<Reader extends JsonReader>(type: GraphQLOutputType, named: Read<Reader>): Read<Reader> {
  if (isListType(type)) return listOf(readingOf(type.ofType, named));
  return isLeafType(type) ? leafOf(type) : named;
}

function listOf<Reader extends JsonReader>(item: Read<Reader>): Read<Reader> {
  return (reader) => {
    if (!reader.sign(SIGN.list)) return false;
    if (reader.sign(SIGN.listEnd)) return true;
    do if (!item(reader)) return false;
    while (reader.sign(SIGN.comma));
    return reader.sign(SIGN.listEnd);
  };
}

/** A value of a scalar or an enum. Of a scalar of the schema's own, none but strings, numbers and booleans are read. */
function leafOf(type: GraphQLLeafType): Read {
  if (!isEnumType(type)) return SCALARS.get(type.name) ?? any;
  const names = type.getValues().map(({ name }) => Buffer.from(JSON.stringify(name)));
  return (reader) => {
    for (const name of names) if (reader.word(name)) return true;
    return false;
  };
}

const text: Read = (reader) => reader.string();
const boolean: Read = (reader) => reader.word(TRUE) || reader.word(FALSE);
const any: Read = (reader) => reader.string() || reader.number() || boolean(reader);
const SCALARS: ReadonlyMap<string, Read> = new Map([
  [GraphQLString.name, text],
  [GraphQLID.name, (reader) => reader.string() || reader.integer()],
  [GraphQLInt.name, (reader) => reader.integer()],
  [GraphQLFloat.name, (reader) => reader.number()],
  [GraphQLBoolean.name, boolean],
]);
