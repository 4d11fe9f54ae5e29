import { buildSchema, getOperationAST, parse, print, validate } from 'graphql';
import { type GeneralForm, generalForm } from './general-form.js';

const API = buildSchema(`
  scalar Day
  enum Level { PROVINCE COMMUNE }
  input Filter { level: Level, name: String, below: Filter, since: Day }
  type Query {
    unit(id: ID!, at: Day, depth: Int = 3): Unit
    units(level: [Level!], ids: [[ID]], filter: Filter, share: Float, open: Boolean): [Unit!]!
    count(of: Int!): Int
  }
  type Unit { id: ID! name(short: Boolean): String parent(depth: Int): Unit }
`);

function formOf(text: string, name?: string): GeneralForm {
  const document = parse(text);
  expect(validate(API, document)).toEqual([]);
  const operation = getOperationAST(document, name);
  if (!operation) throw new Error('no operation');
  const form = generalForm({ document, operation }, API);
  // It is an operation like any other, and has nothing left to take out.
  expect(validate(API, parse(form.text))).toEqual([]);
  const [again] = parse(form.text).definitions;
  if (again?.kind === 'OperationDefinition')
    expect(generalForm({ document: parse(form.text), operation: again }, API)).toEqual({ text: form.text, values: {} });
  return form;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the general form of an operation', () => {
  it('has a variable in the place of each written value', () => {
    const { text, values } = formOf('{ unit(id: "01", depth: 2) { name(short: true) } }');
    expect(onOneLine(text)).toBe(
      'query ($written_0: ID!, $written_1: Int, $written_2: Boolean) { unit(id: $written_0, depth: $written_1) { name(short: $written_2) } }',
    );
    expect(values).toEqual({ written_0: '01', written_1: 2, written_2: true });
  });

  it('is one for operations that differ in values, layout, comments and what they do not use', () => {
    const forms = [
      '{ unit(id: "01") { ...Named } } fragment Named on Unit { name }',
      '# the other\nquery { unit(id: 2)\n{ ...Named } }\n\nfragment Named on Unit { name, }',
    ].map((text) => formOf(text));
    expect(new Set(forms.map(({ text }) => text)).size).toBe(1);
    expect(forms.map(({ values }) => values.written_0)).toEqual(['01', '2']);
    const both = 'query A { unit(id: "01") { ...Named } } query B { count(of: 1) } fragment Named on Unit { name }';
    expect(onOneLine(formOf(both, 'B').text)).toBe('query B($written_0: Int!) { count(of: $written_0) }');
    expect(onOneLine(formOf(both, 'A').text)).toContain('fragment Named on Unit');
  });

  it.each([
    ['an identifier that is a number', '{ unit(id: 12345678901234567890) { id } }', '12345678901234567890'],
    ['one enum value for a list', '{ units(level: COMMUNE) { id } }', 'COMMUNE'],
    ['a list', '{ units(level: [COMMUNE, PROVINCE]) { id } }', ['COMMUNE', 'PROVINCE']],
    ['lists in a list', '{ units(ids: [["a", 1], null]) { id } }', [['a', '1'], null]],
    ['a whole number for a fraction', '{ units(share: 2) { id } }', 2],
    ['a fraction', '{ units(share: 2.50) { id } }', 2.5],
    ['null', '{ units(filter: null) { id } }', null],
    ['a block of text', '{ units(filter: { name: """\n  two\n  lines\n""" }) { id } }', { name: 'two\nlines' }],
    [
      'objects in an object',
      '{ units(filter: { level: PROVINCE, below: { name: null } }) { id } }',
      { level: 'PROVINCE', below: { name: null } },
    ],
  ])('takes out %s as JSON has it', (_what, text, value) => {
    expect(formOf(text).values).toEqual({ written_0: value });
  });

  it.each([
    ['a scalar that the specification does not know', '{ units { id } unit(id: $id, at: "2025-07-01") { id } }'],
    ['an object with one', '{ unit(id: $id) { id } units(filter: { name: "x", since: "2025-07-01" }) { id } }'],
    ['an object with a variable', '{ units(filter: { level: PROVINCE, name: $id }) { id } }'],
    ['a number that is none in JSON', '{ unit(id: $id) { id } units(share: 1e999) { id } }'],
    ['what a directive says', '{ unit(id: $id) @include(if: true) { id } }'],
  ])('leaves %s as it is written', (_what, selections) => {
    for (const declared of [`query ($id: ID!)`, 'query ($id: ID! = "default")']) {
      const asked = `${declared} ${selections}`.replace('ID!', selections.includes('name: $id') ? 'String!' : 'ID!');
      expect(formOf(asked)).toEqual({ text: print(parse(asked)), values: {} });
    }
  });

  it('has one variable for one value of one type: fields that are one field remain so', () => {
    const { text, values } = formOf(
      '{ unit(id: "1", depth: 1) { id } unit(id: "1", depth: 1) { parent(depth: 1) { id } } }',
    );
    expect(text.match(/\$written_1\b/g)).toHaveLength(4);
    expect(values).toEqual({ written_0: '1', written_1: 1 });
    expect(formOf('{ unit(id: 1) { id } count(of: 1) }').values).toEqual({ written_0: '1', written_1: 1 });
  });

  it('takes no name of a variable that is there', () => {
    const { values } = formOf('query ($written_0: ID!) { unit(id: $written_0, depth: 1) { id } }');
    expect(values).toEqual({ written__0: 1 });
  });

  it('is of introspection too', () => {
    expect(formOf('{ __type(name: "Unit") { fields(includeDeprecated: true) { name } } }').values).toEqual({
      written_0: 'Unit',
      written_1: true,
    });
  });
});
