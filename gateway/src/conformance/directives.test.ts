import { itAnswers, type Parts } from '../testing/conformance.js';

const HEAD = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@tag", "@composeDirective", "@shareable"])
  @link(url: "https://example.org/access/v1.0", import: ["@access", "@note"])
  @composeDirective(name: "@access") @composeDirective(name: "@note")
  directive @note(text: String! = "n") on FIELD_DEFINITION | OBJECT | ENUM_VALUE
  enum Scope { PUBLIC PRIVATE }`;

const part = (name: string, argument: string): Parts => [
  `directive @access(scope: Scope${argument}) on FIELD | QUERY | FRAGMENT_SPREAD
   type Query { ${name}: Thing @tag(name: "t") @note(text: "x") }
   type Thing @key(fields: "id") @note @tag(name: "u") { id: ID! ${name}Name(kind: Kind @tag(name: "k")): String @note }
   enum Kind { ONE @note @tag(name: "v") TWO }`,
  { Query: { [name]: () => ({ id: name }) }, Thing: { [`${name}Name`]: ({ id }: any) => `${name} of ${id}` } },
  HEAD,
];

describe('directives of the schema’s own', () => {
  itAnswers(
    { a: part('a', '! = PUBLIC'), b: part('b', '! = PUBLIC') },
    {
      'leave the graph as it is': {
        query: '{ a { aName bName(kind: TWO) } b { aName(kind: ONE) } }',
        data: { a: { aName: 'a of a', bName: 'b of a' }, b: { aName: 'a of b' } },
      },
      'may stand in operations': {
        query:
          'query @access(scope: PRIVATE) { a @access { aName bName @access(scope: PRIVATE) ...T @access } } fragment T on Thing { id }',
        data: { a: { aName: 'a of a', bName: 'b of a', id: 'a' } },
      },
      'under a variable': {
        query: 'query ($scope: Scope! = PRIVATE) { a { bName @access(scope: $scope) } }',
        variables: { scope: 'PUBLIC' },
        data: { a: { bName: 'b of a' } },
      },
    },
  );
});
