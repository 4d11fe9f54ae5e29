import { buildSchema, findBreakingChanges } from 'graphql';
import { type SchemaChange, schemaChanges } from './schema-changes.js';

const BASE = `
  "Says when." directive @when(day: String) on FIELD
  type Query { agency(uid: ID!, asOf: String = "now"): Agency  old: Int  any: Any }
  interface Named { name: String! }
  type Agency implements Named { name: String!  tier: Tier!  size(unit: Unit): Int }
  type Person implements Named { name: String! }
  union Any = Agency | Person
  enum Tier { CENTRAL  COMMUNE }
  enum Unit { PERSONS }
  input Filter { text: String  tier: Tier! }
`;

/** The changes when a piece of the base is written otherwise. */
function changesOf(piece: string, otherwise: string): Promise<readonly SchemaChange[]> {
  if (!BASE.includes(piece)) throw new Error(`not in the base: ${piece}`);
  return schemaChanges(BASE, BASE.replace(piece, otherwise));
}

describe('a change', () => {
  it.each([
    ['a field that goes', 'old: Int', '', 'Query.old', 'removed', 'BREAKING'],
    ['a field that may be null now', 'tier: Tier!  size', 'tier: Tier  size', 'Agency.tier', 'changed', 'BREAKING'],
    ['a field that is never null now', 'old: Int', 'old: Int!', 'Query.old', 'changed', 'SAFE'],
    ['a field of another type', 'old: Int', 'old: String', 'Query.old', 'changed', 'BREAKING'],
    ['a new field', 'old: Int', 'old: Int  new: Int', 'Query.new', 'added', 'SAFE'],
    ['a deprecated field', 'old: Int', 'old: Int @deprecated(reason: "no")', 'Query.old', 'deprecated', 'SAFE'],
    ['an argument that goes', '(unit: Unit)', '', 'Agency.size(unit:)', 'removed', 'BREAKING'],
    ['a new argument', '(unit: Unit)', '(unit: Unit, of: Int)', 'Agency.size(of:)', 'added', 'DANGEROUS'],
    ['a new argument one must give', '(unit: Unit)', '(unit: Unit, of: Int!)', 'Agency.size(of:)', 'added', 'BREAKING'],
    ['an argument one must give now', '(unit: Unit)', '(unit: Unit!)', 'Agency.size(unit:)', 'changed', 'BREAKING'],
    ['another default', '"now"', '"then"', 'Query.agency(asOf:)', 'changed', 'DANGEROUS'],
    ['a deprecated argument', '(unit: Unit)', '(unit: Unit @deprecated)', 'Agency.size(unit:)', 'deprecated', 'SAFE'],
    ['a value that goes', 'CENTRAL  COMMUNE', 'CENTRAL', 'Tier.COMMUNE', 'removed', 'BREAKING'],
    ['a new value', 'CENTRAL  COMMUNE', 'CENTRAL  COMMUNE  WARD', 'Tier.WARD', 'added', 'DANGEROUS'],
    ['a deprecated value', 'COMMUNE }', 'COMMUNE @deprecated }', 'Tier.COMMUNE', 'deprecated', 'SAFE'],
    ['an input field that goes', 'text: String', '', 'Filter.text', 'removed', 'BREAKING'],
    ['a new input field', 'text: String', 'text: String  name: String', 'Filter.name', 'added', 'SAFE'],
    ['an input field one must give', 'text: String', 'text: String!', 'Filter.text', 'changed', 'BREAKING'],
    ['a member that leaves', 'Agency | Person', 'Agency', 'Any', 'changed', 'BREAKING'],
    ['an interface that goes', 'type Person implements Named', 'type Person', 'Person', 'changed', 'BREAKING'],
    ['a directive that goes', '"Says when." directive @when(day: String) on FIELD', '', '@when', 'removed', 'BREAKING'],
    ['a directive without an argument', '@when(day: String)', '@when', '@when(day:)', 'removed', 'BREAKING'],
    ['a directive with a new argument', 'day: String', 'day: String, at: Int!', '@when(at:)', 'added', 'BREAKING'],
  ])('is named by its coordinate: %s', async (_name, piece, otherwise, coordinate, verb, effect) => {
    const changes = await changesOf(piece, otherwise);
    expect(changes).toMatchObject([{ coordinate, verb, effect }]);
    expect(changes[0]?.text).toMatch(/^\S.*[^.]$/);
    // The reference implementation agrees on what breaks.
    const breaks = findBreakingChanges(buildSchema(BASE), buildSchema(BASE.replace(piece, otherwise)));
    expect(breaks.length > 0).toBe(effect === 'BREAKING');
  });

  it('of a description is none', async () => {
    expect(await changesOf('Says when', 'Says the day')).toEqual([]);
    expect(await changesOf('type Person', '"Somebody." type Person')).toEqual([]);
  });

  it('inside of what is new itself is not told again', async () => {
    const changes = await changesOf(
      'any: Any }',
      'any: Any  post(at: Int!): Post } type Post { a: Int @deprecated  b(c: Int): Int }',
    );
    expect(changes.map((change) => change.coordinate)).toEqual(['Post', 'Query.post']);
  });

  it('of the type of a thing is breaking and names the thing', async () => {
    const changes = await changesOf('enum Unit { PERSONS }', 'scalar Unit');
    expect(changes).toMatchObject([{ coordinate: 'Unit', verb: 'changed', effect: 'BREAKING' }]);
  });
});
