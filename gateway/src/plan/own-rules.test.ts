import { buildSchema, parse, validate } from 'graphql';
import { OWN_RULES } from './own-rules.js';

const HEAD = 'type Query { one: One, many: [One!]! } type One { id: ID!, name: String }';
const errorsOf = (text: string, schema = HEAD): readonly string[] =>
  validate(buildSchema(schema), parse(text), OWN_RULES).map(({ message }) => message);

describe('the rules beside those of graphql-js', () => {
  it.each([
    ['an alias that the gateway needs', '{ one { __typename: id } }', /"__typename" is taken; .* "id"/],
    ['an alias that no object can have', '{ one { __proto__: name } }', /"__proto__" is taken/],
    ['a kind of operation that the schema has not', 'mutation { one }', /no mutation operations/],
    ['a deferred part', '{ one { ... @defer(label: "x") { name } } }', /"@defer" is not supported: answers come whole/],
    ['a deferred fragment', '{ one { ...F @defer } } fragment F on One { id }', /"@defer" is not supported/],
    ['a list in pieces', '{ many @stream(initialCount: 1) { id } }', /"@stream" is not supported/],
  ])('refuse %s', (_what, text, message) => {
    expect(errorsOf(text)).toEqual([expect.stringMatching(message)]);
  });

  it('take what only looks like it', () => {
    expect(errorsOf('{ one { __typename name: name } __typename }')).toEqual([]);
    const own = 'directive @defer(days: Int) on FIELD\n';
    expect(errorsOf('{ one @defer(days: 1) { id } }', own + HEAD)).toEqual([]);
  });
});
