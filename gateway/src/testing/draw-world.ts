import { type Draw, happens, oneOf, upTo, wrapped } from './draw-values.js';

/**
 * What was drawn of a world whose parts several subgraphs know: entities (`A`, `B`, `C`) under one key or several, an interface (`Thing`) and its
 * interface objects, a union (`Any`) that differs by the subgraph, a value type (`Part`), what is shared, required, provided, overridden and closed.
 */
export interface DrawnWorld {
  readonly homes: readonly Home[];
  readonly fields: readonly WorldField[];
  /** The fields of others that subgraphs have: by the subgraph, by `Type.field`. */
  readonly externals: ReadonlyMap<number, ReadonlyMap<string, WorldField>>;
}

/** A field of an entity, of all things (where interface objects have it `Thing`'s, where they are entities `Common`), or of `Query`. */
export interface WorldField {
  readonly on: string;
  readonly name: string;
  readonly type: string;
  readonly hasArgument: boolean;
  /** The subgraphs that tell it. */
  readonly homes: readonly number[];
  /** The one that told it before it was overridden. */
  readonly former: number | null;
  /** The fields that it is computed from. */
  readonly requires: string | null;
  /** The fields of what it leads to that its subgraph tells there. */
  readonly provides: string | null;
  readonly isClosed: boolean;
}

/** A subgraph, and what it has of the types. */
export interface Home {
  readonly name: string;
  /** The keys of the entities that it has. */
  readonly keys: ReadonlyMap<string, readonly Key[]>;
  /** The entities it only refers to. */
  readonly stubs: ReadonlySet<string>;
  readonly thing: 'absent' | 'interface' | 'object';
  /** What the union may be. */
  readonly members: readonly string[];
  /** The fields of values that it has. */
  readonly valueFields: readonly string[];
}

export type Key = 'id' | 'code' | 'ref { no }';

const KEYS: readonly Key[] = ['id', 'code', 'ref { no }'];
const SCALARS = ['Int', 'String', 'Boolean', 'Color', 'ID'] as const;

export const ENTITIES = ['A', 'B', 'C'] as const;
/** The entities that are things. */
export const THINGS: readonly string[] = ['A', 'B'];

export const namedOf = (type: string): string => type.replace(/[[\]!]/g, '');
const isScalar = (type: string): boolean => SCALARS.some((scalar) => scalar === namedOf(type));

/** Whether a type of the whole has a field. */
export const isOn = ({ on }: WorldField, type: string): boolean =>
  on === type || (['Thing', 'Common'].includes(on) && ['Thing', ...THINGS].includes(type));

/** The entities that a value of a type can be, by all the subgraphs that tell it. */
export function entitiesOf(type: string, homes: readonly Home[]): readonly string[] {
  if (type === 'Thing') return THINGS;
  if (type !== 'Any') return [type];
  return ENTITIES.filter((entity) => homes.every(({ members }) => members.includes(entity)));
}

/** Draws a world of two to four subgraphs. They may not compose. */
export function drawWorld(draw: Draw): DrawnWorld {
  const drawing = new Drawing(draw, drawHomes(draw));
  drawing.drawCommon();
  for (let number = 4 + upTo(draw, 8); number >= 0; number -= 1) drawing.drawField(number);
  drawing.drawRoots();
  drawing.drawProvided();
  return drawing;
}

function drawHomes(draw: Draw): readonly Home[] {
  const pools = new Map(ENTITIES.map((entity) => [entity, KEYS.filter((key) => key === 'id' || happens(draw, 35))]));
  const hasThings = happens(draw, 75);
  const arePartsAlike = happens(draw, 70);
  const homes = Array.from({ length: 2 + upTo(draw, 2) }, (_, index): Home => {
    const thing = hasThings ? oneOf<Home['thing']>(draw, ['absent', 'interface', 'interface', 'object']) : 'absent';
    const keys = new Map<string, readonly Key[]>();
    const stubs = new Set<string>();
    for (const [entity, pool] of pools) {
      const isThing = THINGS.includes(entity);
      const isNeeded = isThing && thing === 'interface';
      if ((isThing && thing === 'object') || (!isNeeded && happens(draw, 20))) continue;
      const known = pool.filter((key) => (isNeeded && key === 'id') || happens(draw, 70));
      keys.set(entity, known.length === 0 ? ['id'] : known);
      if (!isNeeded && happens(draw, 12)) stubs.add(entity);
    }
    const members = [...keys.keys()].filter(() => happens(draw, 75));
    const valueFields = ['p0', ...(arePartsAlike || happens(draw, 50) ? ['p1'] : [])];
    return { name: `h${index}`, keys, stubs, thing, members, valueFields };
  });
  // A value leads on to an entity where all know that.
  const leadsOn = happens(draw, 50) && homes.every(({ keys }) => keys.has('C'));
  return leadsOn ? homes.map((home) => ({ ...home, valueFields: [...home.valueFields, 'to'] })) : homes;
}

const PLAIN = { hasArgument: false, former: null, requires: null, provides: null, isClosed: false };

class Drawing implements DrawnWorld {
  readonly homes: readonly Home[];
  readonly fields: WorldField[] = [];
  readonly externals: ReadonlyMap<number, Map<string, WorldField>>;
  readonly #draw: Draw;

  constructor(draw: Draw, homes: readonly Home[]) {
    this.#draw = draw;
    this.homes = homes;
    this.externals = new Map(homes.map((_, index) => [index, new Map()]));
  }

  /** Perhaps fields that all things have, and the interface in some of those where it is one. */
  drawCommon(): void {
    const interfaces = this.#homesWith(({ thing }) => thing === 'interface');
    for (let number = upTo(this.#draw, 2); number > 0; number -= 1) {
      const some = interfaces.filter(() => happens(this.#draw, 60));
      const homes = some.length === 0 ? interfaces.slice(0, 1) : some;
      if (homes.length === 0) return;
      const type = wrapped(this.#draw, happens(this.#draw, 60) ? oneOf(this.#draw, SCALARS) : this.#reference(homes));
      const hasArgument = happens(this.#draw, 20);
      this.fields.push({ ...PLAIN, on: 'Common', name: `common${number}`, type, homes, hasArgument });
    }
  }

  drawField(number: number): void {
    const draw = this.#draw;
    const on = oneOf(draw, ['A', 'A', 'B', 'C', 'Thing', 'Thing']);
    const able = this.#homesWith(({ thing, keys, stubs }) =>
      on === 'Thing' ? thing === 'object' : keys.has(on) && !stubs.has(on),
    );
    const owner = this.#anyOf(able);
    if (owner === undefined) return;
    const other = happens(draw, 30) ? this.#anyOf(able.filter((index) => index !== owner)) : undefined;
    const known = other === undefined ? [owner] : [owner, other];
    const isShared = happens(draw, 60);
    const type = happens(draw, 50) ? oneOf(draw, SCALARS) : this.#reference(known);
    this.fields.push({
      ...{ on, name: `${on.toLowerCase()}${number}`, type: wrapped(draw, type), hasArgument: happens(draw, 25) },
      homes: isShared ? known : [owner],
      former: isShared ? null : (other ?? null),
      requires: other === undefined && happens(draw, 40) ? this.#required(on, owner) : null,
      provides: null,
      isClosed: happens(draw, 6),
    });
  }

  drawRoots(): void {
    const root = (name: string, homes: readonly number[]): void => {
      this.fields.push({ ...PLAIN, on: 'Query', name, type: wrapped(this.#draw, this.#reference(homes)), homes });
    };
    for (const [index, { name }] of this.homes.entries())
      for (let number = upTo(this.#draw, 1); number >= 0; number -= 1) root(`${name}r${number}`, [index]);
    if (happens(this.#draw, 40)) root('shared', this.#homesWith(() => true).slice(upTo(this.#draw, 1)));
  }

  drawProvided(): void {
    for (const [index, field] of this.fields.entries())
      if (happens(this.#draw, 25)) this.fields[index] = { ...field, provides: this.#provided(field) };
  }

  #homesWith(has: (home: Home) => boolean): readonly number[] {
    return this.homes.flatMap((home, index) => (has(home) ? [index] : []));
  }

  #anyOf<Value>(values: readonly Value[]): Value | undefined {
    return values.length === 0 ? undefined : oneOf(this.#draw, values as [Value, ...Value[]]);
  }

  /** A type with fields that all the subgraphs know. */
  #reference(known: readonly number[]): string {
    const homes = known.map((index) => this.homes[index] as Home);
    const hasParts = homes.some(({ valueFields }) => valueFields.includes('p1'));
    return oneOf(this.#draw, [
      ...((hasParts ? ['Part'] : ['Int']) as [string]),
      ...ENTITIES.filter((entity) => homes.every(({ keys }) => keys.has(entity))),
      ...(homes.every(({ thing }) => thing !== 'absent') ? ['Thing', 'Thing'] : []),
      ...(entitiesOf('Any', homes).length > 0 ? ['Any'] : []),
    ]);
  }

  /** Fields of others that a field of a subgraph may be computed from; null where there are none. */
  #required(on: string, index: number): string | null {
    const able = this.#ofOthers(on, index).filter(({ type }) => this.#below(type, index) !== null);
    const chosen = new Set([this.#anyOf(able), this.#anyOf(able)]);
    const required = [...chosen].flatMap((field) => {
      if (field === undefined) return [];
      const below = this.#below(field.type, index) ?? [];
      this.#addExternals(index, [{ on, name: field.name, external: field }, ...below]);
      const argument = field.hasArgument ? `(n: ${oneOf(this.#draw, [5, 6])})` : '';
      return `${field.name}${argument}${below.length === 0 ? '' : ` { ${selectionOf(below, field.type)} }`}`;
    });
    return required.length === 0 ? null : required.join(' ');
  }

  /** What a subgraph can name below a field of others; null where it does not know its type. */
  #below(type: string, index: number): readonly Named[] | null {
    const named = namedOf(type);
    const { keys, thing, members } = this.homes[index] as Home;
    if (isScalar(type)) return [];
    if (named === 'Part') return [{ on: named, name: 'p0', external: null }];
    if (named === 'Thing' && thing === 'object') return [{ on: named, name: 'id', external: null }];
    const itself = keys.has(named) ? [named] : [];
    const among = { Thing: thing === 'interface' ? THINGS : [], Any: members }[named] ?? itself;
    const below = among.map((on) => {
      const external = this.#plainOfOthers(on, index) ?? null;
      return { on, name: external?.name ?? keys.get(on)?.[0] ?? 'id', external };
    });
    return below.length === 0 ? null : below;
  }

  #plainOfOthers(on: string, index: number): WorldField | undefined {
    return this.#ofOthers(on, index).find(
      (field) => isScalar(field.type) && !field.hasArgument && field.requires === null,
    );
  }

  #ofOthers(on: string, index: number): readonly WorldField[] {
    return this.fields.filter((field) => field.on === on && !field.homes.includes(index) && field.former !== index);
  }

  #addExternals(index: number, all: readonly Named[]): void {
    for (const { on, name, external } of all) if (external) this.externals.get(index)?.set(`${on}.${name}`, external);
  }

  #provided({ type, homes: [index = 0, ...others], former }: WorldField): string | null {
    if (others.length > 0 || former !== null) return null;
    const below = (this.#below(type, index) ?? []).filter(({ external }) => external !== null);
    this.#addExternals(index, below);
    return below.length === 0 ? null : selectionOf(below, type).replace('__typename ', '');
  }
}

/** A field in a selection, which can be one of others. */
interface Named {
  readonly on: string;
  readonly name: string;
  readonly external: WorldField | null;
}

function selectionOf(fields: readonly Named[], type: string): string {
  const named = namedOf(type);
  const texts = fields.map(({ on, name }) => (on === named ? name : `... on ${on} { ${name} }`));
  // Who is told of one of several types is told which only if that is asked.
  return ['Thing', 'Any'].includes(named) ? `__typename ${texts.join(' ')}` : texts.join(' ');
}
