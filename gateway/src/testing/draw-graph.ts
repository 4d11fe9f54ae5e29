import { GraphQLError } from 'graphql';
import { type Draw, drawnValue, happens, hash, type ObjectAt, oneOf, upTo, wrapped } from './draw-values.js';

/** A graph that was drawn: entities whose fields lie in several subgraphs, and what goes wrong there. */
export interface DrawnGraph {
  readonly subgraphs: Readonly<Record<string, DrawnSubgraph>>;
  /** The subgraphs that give no answer. */
  readonly away: ReadonlySet<string>;
}

export interface DrawnSubgraph {
  readonly sdl: string;
  readonly resolvers: object;
}

interface DrawnField {
  readonly entity: string;
  readonly name: string;
  readonly type: string;
  /** The subgraph that resolves it. */
  readonly owner: number;
  readonly hasArgument: boolean;
  /** A field of another subgraph that it is computed from; one with an argument is required under `n: 5`. */
  readonly requires: DrawnField | null;
  /** What goes wrong with some of its values. */
  readonly fault: 'none' | 'error' | 'null';
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable"])';
const SCALARS = ['Int', 'Float', 'String', 'Boolean', 'Color', 'ID'] as const;

/** Draws a graph of two or three entities in two or three subgraphs. */
export function drawGraph(draw: Draw): DrawnGraph {
  const entities = ['A', 'B', 'C'].slice(0, 2 + upTo(draw, 1));
  const count = 2 + upTo(draw, 1);
  const fields: DrawnField[] = [];
  for (const entity of entities)
    for (let number = 0, most = 3 + upTo(draw, 3); number < most; number += 1)
      fields.push(drawField(draw, { entity, name: `${entity.toLowerCase()}${number}`, entities, count, fields }));
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const away = new Set(names.filter(() => happens(draw, 8)));
  // Where one of those who have a field gives no answer, the executors differ by intent.
  const shared = away.size === 0 && happens(draw, 40) ? [{ name: 'shared', type: drawReference(draw, entities) }] : [];
  const parts = names.map((name, index): [string, DrawnSubgraph] => {
    const roots = Array.from({ length: 1 + upTo(draw, 1) }, (_, number) => ({
      name: `${name}q${number}`,
      type: drawReference(draw, entities),
    }));
    const absent = new Set(entities.filter(() => happens(draw, 15)));
    return [name, subgraphOf({ index, entities, fields, roots, shared, absent })];
  });
  return { subgraphs: Object.fromEntries(parts), away };
}

interface FieldPlace extends Pick<DrawnField, 'entity' | 'name'> {
  readonly entities: readonly string[];
  readonly count: number;
  readonly fields: readonly DrawnField[];
}

function drawField(draw: Draw, { entity, name, entities, count, fields }: FieldPlace): DrawnField {
  const owner = upTo(draw, count - 1);
  const isScalar = happens(draw, 55);
  const type = isScalar ? wrapped(draw, oneOf(draw, SCALARS)) : drawReference(draw, entities);
  const required = fields.find((field) => field.entity === entity && field.owner !== owner && isPlain(field));
  return {
    ...{ entity, name, type, owner },
    hasArgument: happens(draw, 30),
    requires: required !== undefined && happens(draw, 30) ? required : null,
    fault: happens(draw, 15) ? oneOf(draw, ['error', 'null']) : 'none',
  };
}

/** Whether a field can be required: there is nothing below it, and no value under an argument that the stock executor would not hand on. */
function isPlain({ type, hasArgument }: DrawnField): boolean {
  const isScalar = SCALARS.some((scalar) => type.replace(/[[\]!]/g, '') === scalar);
  return isScalar && (!hasArgument || type.startsWith('[') || type.startsWith('String'));
}

function drawReference(draw: Draw, entities: readonly string[]): string {
  return wrapped(draw, oneOf(draw, ['Thing', 'Any', ...entities] as [string, ...string[]]));
}

interface DrawnRoot {
  readonly name: string;
  readonly type: string;
}

interface Parts {
  readonly index: number;
  readonly entities: readonly string[];
  readonly fields: readonly DrawnField[];
  readonly roots: readonly DrawnRoot[];
  /** The root fields that all subgraphs have. */
  readonly shared: readonly DrawnRoot[];
  /** The entities of which it does not know some. */
  readonly absent: ReadonlySet<string>;
}

function subgraphOf({ index, entities, fields, roots, shared, absent }: Parts): DrawnSubgraph {
  const own = fields.filter(({ owner }) => owner === index);
  const external = new Set(own.flatMap(({ requires }) => requires ?? []));
  const linesOf = (entity: string): readonly string[] => [
    ...own.filter((field) => field.entity === entity).map(sdlOf),
    ...[...external].filter((field) => field.entity === entity).map((field) => `${headOf(field)} @external`),
  ];
  const sdl = [
    LINK,
    'enum Color { RED GREEN }',
    'interface Thing { id: ID! }',
    `union Any = ${entities.join(' | ')}`,
    `type Query { ${roots.map(({ name, type }) => `${name}: ${type}`).join(' ')}
       ${shared.map(({ name, type }) => `${name}: ${type} @shareable`).join(' ')} }`,
    ...entities.map(
      (entity) => `type ${entity} implements Thing @key(fields: "id") { id: ID! ${linesOf(entity).join(' ')} }`,
    ),
  ].join('\n');
  const typed = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename };
  const resolversOf = (entity: string): readonly [string, object] => [
    entity,
    {
      __resolveReference: (reference: { readonly id: string }) =>
        absent.has(entity) && reference.id === '2' ? null : { ...reference, __typename: entity },
      ...Object.fromEntries(
        own.filter((field) => field.entity === entity).map((field) => [field.name, resolverOf(field, entities)]),
      ),
    },
  ];
  return {
    sdl,
    resolvers: {
      ...Object.fromEntries(entities.map(resolversOf)),
      ...{ Thing: typed, Any: typed },
      Query: Object.fromEntries(
        [...roots, ...shared].map(({ name, type }) => [name, () => drawnValue(type, name, entityOf(entities))]),
      ),
    },
  };
}

function sdlOf(field: DrawnField): string {
  const { requires } = field;
  if (requires === null) return headOf(field);
  return `${headOf(field)} @requires(fields: "${requires.name}${requires.hasArgument ? '(n: 5)' : ''}")`;
}

function headOf({ name, type, hasArgument }: DrawnField): string {
  return `${name}${hasArgument ? '(n: Int = 3)' : ''}: ${type}`;
}

type Source = Readonly<Record<string, unknown>>;

function resolverOf(field: DrawnField, entities: readonly string[]) {
  return (source: Source, { n }: { readonly n?: number }): unknown => {
    const required = field.requires === null ? '' : JSON.stringify(source[field.requires.name] ?? null);
    const place = `${field.name} ${source.id} ${n ?? ''} ${required}`;
    const isFaulty = field.fault !== 'none' && hash(place) % 3 === 0;
    if (isFaulty && field.fault === 'error') throw new GraphQLError('drawn', { extensions: { code: 'DRAWN' } });
    return isFaulty ? null : drawnValue(field.type, place, entityOf(entities));
  };
}

/** The entity at a place, where it may be one of several. */
const entityOf =
  (entities: readonly string[]): ObjectAt =>
  (type, place) => {
    const number = hash(place);
    const entity = entities.includes(type) ? type : entities[number % entities.length];
    return { __typename: entity, id: String((number >> 4) % 4) };
  };
