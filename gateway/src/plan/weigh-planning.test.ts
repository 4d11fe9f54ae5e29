import { parse } from 'graphql';
import { buildSupergraph } from '../supergraph/supergraph.js';
import { composed } from '../testing/open-test-gateway.js';
import { planningWeigher } from './weigh-planning.js';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])';
const weightOf = planningWeigher(
  buildSupergraph(
    composed({
      a: {
        sdl: `${HEAD} type Query { item: Item thing: Thing any: Any }
          interface Thing { id: ID! }
          type Item implements Thing @key(fields: "id") { id: ID! name: String @shareable next: Item @shareable a: Int }
          type Other implements Thing { id: ID! item: Item }
          union Any = Item | Other`,
      },
      b: {
        sdl: `${HEAD} type Item @key(fields: "id") { id: ID! name: String @shareable next: Item @shareable a: Int @external b: Int @requires(fields: "a") }`,
      },
    }),
  ),
);

describe('what planning an operation weighs', () => {
  it.each([
    ['one for each field', '{ item { a b } }', 3],
    ['two for what two subgraphs tell', '{ item { name id } }', 5],
    ['four for what is gone on from in both', '{ item { next { a } } }', 6],
    ['more the deeper that goes', '{ item { next { next { next { a } } } } }', 14],
    ['what an interface has, for each of its types', '{ thing { id } }', 3],
    ['what is asked of types of an interface', '{ thing { ... on Item { a } ... on Other { item { b } } } }', 4],
    ['what is asked of members of a union', '{ any { __typename ... on Item { a } } }', 4],
    ['fragments wherever they are spread', '{ item { ...F next { ...F } } } fragment F on Item { a b }', 9],
    ['fragments without a type', '{ item { ... { a } ... @include(if: true) { b } } }', 3],
    ['nothing of other operations', 'query A { item { a } } query B { item { a b name } }', 2],
  ])('%s', (_what, text, weight) => {
    expect(weightOf({ document: parse(text), operationName: text.startsWith('query A') ? 'A' : undefined })).toBe(
      weight,
    );
  });

  it('takes no longer than the text is long, however often fragments are spread', () => {
    const fragments = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Item { next { ...F${index + 1} ...F${index + 1} } }`,
    );
    const text = `{ item { ...F0 } } ${fragments.join(' ')} fragment F40 on Item { a }`;
    expect(weightOf({ document: parse(text), operationName: undefined })).toBeGreaterThan(2 ** 40);
  });

  it('weighs, of what requires others, all the ways there may be to what is required', () => {
    const things = (fields: string): string =>
      ['One', 'Two', 'Three']
        .map((type) => `type ${type} implements Thing @key(fields: "id") { id: ID! ${fields} }`)
        .join(' ');
    const telling = `${HEAD} interface Thing { id: ID! label: Int } ${things('label: Int @shareable')}`;
    const weigh = planningWeigher(
      buildSupergraph(
        composed({
          box: {
            sdl: `${HEAD} type Query { box: Box } type Box @key(fields: "id") { id: ID! thing: Thing } interface Thing { id: ID! } ${things('')}`,
          },
          sum: {
            sdl: `${HEAD} interface Thing { id: ID! label: Int } ${things('label: Int @external')}
              type Box @key(fields: "id") { id: ID! thing: Thing @external sum: Int @requires(fields: "thing { label }") own: Int }`,
          },
          ...{ a: { sdl: telling }, b: { sdl: telling } },
        }),
      ),
    );
    const weightOfField = (field: string): number =>
      weigh({ document: parse(`{ box { ${field} } }`), operationName: undefined });
    expect(weightOfField('sum') - weightOfField('own')).toBe(2 ** 3 - 1);
  });
});
