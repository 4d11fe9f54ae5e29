import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf } from '../lib/field-of.js';
import { isOfType } from '../lib/is-of-type.js';
import type { QueryPlanSelectionNode } from '../plan/query-plan.js';
import { MOST_RUNS, type Slot } from './answer-reader.js';
import { type Collecting, collectFields } from './collect-fields.js';
import { wordOf } from './json-reader.js';
import type { NeededKey } from './occurrences.js';
import {
  changedObject,
  exporting,
  type Item,
  type Need,
  type Read,
  type ToldField,
  wholeObject,
} from './read-object.js';
import { readingOf } from './read-value.js';
import { numbersOf } from './unsettled.js';

/** An operation or its plan has something in it that is not passed on as it comes. */
export class NotVerbatim extends Error {
  override readonly name = 'NotVerbatim';
}

/** A fetch, as far as it is read. */
export interface ReadFetch {
  /** Its number among those of its plan. */
  readonly index: number;
  /** What it selects of each of its objects. */
  readonly told: readonly SelectionSetNode[];
  /** What it needs to know of each; null for one at the root. */
  readonly requires: readonly QueryPlanSelectionNode[] | null;
  /** How what it tells of the objects of each type is read, and in how many runs. */
  readonly pieces: Map<string, Piece>;
}

/** How what a fetch tells of an object is read. */
export interface Piece {
  readonly read: Read;
  readonly runs: number;
}

/** What readers are made for. */
export interface Reading {
  /** The schema that clients see, and their operation. */
  readonly api: Collecting;
  /** The supergraph's schema, with what they do not see. */
  readonly whole: GraphQLSchema;
  /** The fetches of entities, by the places of those: see {@link placeOf}. */
  readonly fetchesAt: ReadonlyMap<string, readonly ReadFetch[]>;
}

/** A place in answers, whichever items of lists lead to it. */
export function placeOf(keys: readonly (string | number)[]): string {
  return keys.flatMap((key) => (key === '@' ? [] : `/${key}`)).join('');
}

/** So many kinds of objects, of one type at one place, are made ready. */
const MOST_OBJECTS = 2_000;

/** An object, where it is read. */
interface Place {
  readonly path: string;
  /** What the answer has there; null where it has nothing. */
  readonly shape: readonly SelectionSetNode[] | null;
  /** What the fetch that is read selects there. */
  readonly told: readonly SelectionSetNode[];
}

/** Fields that follow each other in the answer and that one tells. */
interface Group {
  readonly from: Teller;
  readonly keys: string[];
}

/** Who tells fields of an object: a fetch, the one in whose answer it is (null), or nobody, where the root's type is asked for. */
type Teller = ReadFetch | null | 'nobody';

/** What an answer consists of at its root: what fetches tell, or text. */
export type RootPart = Slot | string;

/** Makes the readers of what the fetches of a plan tell, for one form of the answer. */
export class ReadingCompiler {
  readonly #api: Collecting;
  readonly #whole: Collecting;
  readonly #fetchesAt: Reading['fetchesAt'];
  readonly #reached = new Set<ReadFetch>();
  #objects = 0;
  /** How many values others need to know, of all kinds of objects. */
  #needed = 0;

  constructor({ api, whole, fetchesAt }: Reading) {
    this.#api = api;
    this.#whole = { schema: whole, fragments: new Map(), variables: api.variables };
    this.#fetchesAt = fetchesAt;
  }

  /** Makes the readers of all fetches, beginning with those at the root. Gives what the answer consists of there. @throws NotVerbatim */
  root(type: string, shape: readonly SelectionSetNode[], fetches: readonly ReadFetch[]): readonly RootPart[] {
    const place = { path: '', shape, told: [] };
    const groups = this.#groupsOf(type, place, fetches);
    this.#addPieces(type, place, { groups, fetches, neededFrom: () => new Map() });
    for (const fetch of [...this.#fetchesAt.values()].flat())
      if (!this.#reached.has(fetch)) throw new NotVerbatim('a fetch of what the answer does not have');
    return groups.flatMap(({ from, keys }, index): readonly RootPart[] =>
      from === 'nobody' ? keys.map((key) => `${wordOf(key)}"${type}"`) : slotOf(groups, index),
    );
  }

  #objectOf(declared: GraphQLNamedType, place: Place): Read {
    if (!isAbstractType(declared)) return this.#objectOfType(declared.name, place);
    const { schema } = place.shape === null ? this.#whole : this.#api;
    const objects = schema.getPossibleTypes(declared).map(({ name }) => ({
      beginning: Buffer.from(`{"__typename":"${name}"`),
      read: this.#objectOfType(name, place),
    }));
    return (reader) => {
      const { at } = reader;
      const object = objects.find(({ beginning }) => reader.word(beginning));
      reader.at = at;
      return object?.read(reader) ?? false;
    };
  }

  #objectOfType(type: string, place: Place): Read {
    this.#objects += 1;
    if (this.#objects > MOST_OBJECTS) throw new NotVerbatim('too many kinds of objects');
    if (place.shape === null)
      return wholeObject(this.#fieldsOf(type, place, { groups: [], from: null, needed: new Map() }));
    const others = (this.#fetchesAt.get(place.path) ?? []).filter(
      ({ requires }) => this.#keysOf(requires, type).length,
    );
    const groups = this.#groupsOf(type, place, others);
    const own = collectFields(type, place.told, this.#whole);
    const needs = this.#needsOf(type, own, others);
    const neededFrom = (from: number | null): ReadonlyMap<string, number> =>
      new Map(
        needs.flatMap(({ keys }) => keys.filter((key) => key.from === from).map(({ key, needed }) => [key, needed])),
      );
    this.#addPieces(type, place, { groups, fetches: others, neededFrom });
    const fields = this.#fieldsOf(type, place, { groups, from: null, needed: neededFrom(null) });
    if (others.length === 0 && isWhole(groups, fields)) return wholeObject(fields);
    const items = groups.flatMap((group, index): readonly Item[] =>
      group.from === null ? itemsOf(group, fields, index > 0) : slotOf(groups, index),
    );
    return changedObject({ type, fields, items, needs, isPiece: false });
  }

  /** The fields that an object has in the answer, in order, by who tells them. */
  #groupsOf(type: string, { path, shape, told }: Place, others: readonly ReadFetch[]): readonly Group[] {
    const isRoot = path === '';
    const own = { from: null, keys: collectFields(type, told, this.#whole) };
    const all = [own, ...others.map((from) => ({ from, keys: collectFields(type, from.told, this.#whole) }))];
    const groups: Group[] = [];
    for (const [key, nodes] of collectFields(type, shape ?? [], this.#api)) {
      const [teller = { from: 'nobody' as const }, ...more] = all.filter(({ keys }) => keys.has(key));
      if (teller.from === 'nobody' && !(isRoot && nodes[0]?.name.value === '__typename'))
        throw new NotVerbatim(`nobody tells ${type}.${key}`);
      if (more.length > 0 && nodes.some(({ selectionSet }) => selectionSet))
        throw new NotVerbatim(`several tell of ${type}.${key}`);
      const last = groups.at(-1);
      if (last?.from === teller.from) last.keys.push(key);
      else groups.push({ from: teller.from, keys: [key] });
    }
    return groups;
  }

  /** What others have to know of an object, and who tells it. */
  #needsOf(type: string, own: ReadonlyMap<string, unknown>, others: readonly ReadFetch[]): readonly Need[] {
    const known = new Map<string, Pick<NeededKey, 'needed' | 'place'>>();
    const counts = new Map<number | null, number>();
    return others.map((fetch): Need => {
      const notes = new Notes();
      const keys = this.#keysOf(fetch.requires, type).map((key): NeededKey => {
        const teller = others.find(
          (other) => other.index < fetch.index && collectFields(type, other.told, this.#whole).has(key),
        );
        const from = own.has(key) ? null : teller?.index;
        if (from === undefined) throw new NotVerbatim(`a key of ${type} is told elsewhere`);
        const place = counts.get(from) ?? 0;
        const number = known.get(`${from} ${key}`) ?? { needed: this.#needed, place };
        known.set(`${from} ${key}`, number);
        if (number.needed === this.#needed) {
          this.#needed += 1;
          counts.set(from, place + 1);
        }
        return { key, word: Buffer.from(wordOf(key)), from, noted: notes.of(from), ...number };
      });
      const at = [...own.keys()].indexOf(keys[0]?.key ?? '');
      const areTogether = [...own.keys()].slice(at, at + keys.length).join() === keys.map(({ key }) => key).join();
      const isOwn = keys.every(({ from }) => from === null);
      return { fetch: fetch.index, keys, isOwn, areTogether };
    });
  }

  #addPieces(type: string, place: Place, { groups, fetches, neededFrom }: Pieces): void {
    for (const from of fetches) {
      this.#reached.add(from);
      const runs = groups.filter((group) => group.from === from).length;
      if (runs > MOST_RUNS || from.pieces.has(type)) throw new NotVerbatim(`${type} is told in too many parts`);
      const needed = neededFrom(from.index);
      const fields = this.#fieldsOf(type, { ...place, told: from.told }, { groups, from, needed });
      const items = [
        ...groups.flatMap((group): Item[] => (group.from === from ? ['bound', ...itemsOf(group, fields)] : [])),
        'bound' as const,
      ];
      const read = changedObject({ type, fields, items, needs: [], isPiece: true });
      from.pieces.set(type, { read: exporting(read, [...needed.values()]), runs });
    }
  }

  /** What a fetch tells of an object, in its order. */
  #fieldsOf(type: string, place: Place, { groups, from, needed }: Telling): readonly ToldField[] {
    const told = collectFields(type, place.told, this.#whole);
    const shape = place.shape && collectFields(type, place.shape, this.#api);
    return [...told].map(([key, nodes]) => {
      if (needed.has(key) && nodes.some(({ selectionSet }) => selectionSet))
        throw new NotVerbatim(`a key of ${type} has several fields`);
      const isKept = groups.some((group) => group.from === from && group.keys.includes(key));
      return {
        key,
        word: Buffer.from(wordOf(key)),
        read: this.#fieldOf(type, nodes, {
          path: `${place.path}/${key}`,
          shape: isKept ? (shape?.get(key) ?? null) : null,
        }),
        needed: needed.get(key) ?? -1,
      };
    });
  }

  #fieldOf(type: string, told: readonly FieldNode[], { path, shape }: FieldPlace): Read {
    const name = told[0]?.name.value ?? '';
    if (shape?.some((node) => node.name.value !== name)) throw new NotVerbatim(`${type}.${name} under another name`);
    if (name === '__typename') {
      const word = Buffer.from(`"${type}"`);
      return (reader) => reader.word(word);
    }
    const parent = (shape === null ? this.#whole : this.#api).schema.getType(type);
    const field = fieldOf(parent, name);
    if (field === undefined) throw new NotVerbatim(`there is no ${type}.${name}`);
    const named = getNamedType(field.type);
    if (isLeafType(named)) return readingOf(field.type, noObject);
    return readingOf(
      field.type,
      this.#objectOf(named, {
        path,
        shape: shape?.flatMap(({ selectionSet }) => selectionSet ?? []) ?? null,
        told: told.flatMap(({ selectionSet }) => selectionSet ?? []),
      }),
    );
  }

  /** What a fetch has to know of an object of a type. */
  #keysOf(requires: ReadFetch['requires'], type: string): readonly string[] {
    return [...new Set((requires ?? []).flatMap((selection) => this.#keysIn(selection, type)))];
  }

  #keysIn(selection: QueryPlanSelectionNode, type: string): readonly string[] {
    if (selection.kind === 'Field') {
      if (selection.selections) throw new NotVerbatim('a key of several parts');
      return [selection.alias ?? selection.name];
    }
    const { typeCondition = type, selections } = selection;
    if (!isOfType(this.#whole.schema, type, typeCondition)) return [];
    return selections.flatMap((each) => this.#keysIn(each, type));
  }
}

const noObject: Read = () => false;

/** Where what is noted of the keys of an object stands: see {@link NeededKey.noted}. */
class Notes {
  readonly #tellers = new Map<number, number>();
  #length = 0;

  of(from: number | null): number {
    const noted = (from === null ? undefined : this.#tellers.get(from)) ?? this.#length;
    if (noted === this.#length) this.#length += numbersOf(from);
    if (from !== null) this.#tellers.set(from, noted);
    return noted;
  }
}

/** Whether an object goes on as it is: it has the fields that the answer has, in the same order. */
function isWhole([own]: readonly Group[], fields: readonly ToldField[]): boolean {
  return fields.every(({ key }, index) => own?.keys[index] === key) && own?.keys.length === fields.length;
}

function itemsOf({ keys }: Group, fields: readonly ToldField[], isBehind = false): readonly Item[] {
  return keys.map((key, index) => ({
    field: fields.findIndex((field) => field.key === key),
    isFirst: index === 0 && !isBehind,
  }));
}

/** What fetches tell of an object, and what others need of that, by the fetch that tells it. */
interface Pieces {
  readonly groups: readonly Group[];
  readonly fetches: readonly ReadFetch[];
  readonly neededFrom: (fetch: number) => ReadonlyMap<string, number>;
}

/** Who tells fields of an object, and which of them others need. */
interface Telling {
  readonly groups: readonly Group[];
  readonly from: ReadFetch | null;
  /** Under which number each. */
  readonly needed: ReadonlyMap<string, number>;
}

interface FieldPlace {
  readonly path: string;
  readonly shape: readonly FieldNode[] | null;
}

/** Where what another fetch tells is written, as one of the groups. */
function slotOf(groups: readonly Group[], at: number): readonly Slot[] {
  const from = groups[at]?.from;
  if (!from || from === 'nobody') return [];
  const run = groups.slice(0, at).filter((each) => each.from === from).length;
  return [{ fetch: from.index, run, isFirst: at === 0 }];
}
