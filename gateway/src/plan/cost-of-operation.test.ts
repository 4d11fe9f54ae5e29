import { buildASTSchema, parse } from 'graphql';
import { costEstimator } from './cost-of-operation.js';
import { readCostRules } from './cost-rules.js';

const COST = 'https://specs.apollo.dev/cost/v0.1';
const imported = `schema @link(url: "${COST}", import: ["@cost", "@listSize"]) { query: Query mutation: Mutation }`;

const TYPES = `
  type Query {
    book: Book
    title: String
    books: [Book]
    shelf: [[Book!]!]!
    few: [Book!]! @listSize(assumedSize: 3)
    some(first: Int = 5, last: Int): [Book] @listSize(assumedSize: 7, slicingArguments: ["first", "last"])
    any(first: Int): [Book] @listSize(slicingArguments: ["first"])
    pages(first: Int = 4): Pages @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    dear: Int @cost(weight: 8)
    search(text: String @cost(weight: 6), words: [String]): Book
    thing: Thing
    union: Both
    vault: Vault
    price: Price
  }
  type Mutation { write: Book }
  interface Thing { id: ID  book: Book @cost(weight: 2) }
  type Book implements Thing { id: ID  book: Book  title: String  authors: [Author] @listSize(assumedSize: 2) }
  type Author { name: String }
  union Both = Book | Author
  type Vault @cost(weight: 20) { id: ID }
  scalar Price @cost(weight: 4)
  type Pages { nodes: [Book]  edges: [Edge]  total: Int  other: [Book] }
  type Edge { node: Book }
`;

function estimator(head = imported) {
  const sdl = `${head}${TYPES}`;
  return costEstimator(buildASTSchema(parse(sdl), { assumeValid: true }), readCostRules(sdl));
}

function costOf(document: string, variables: Record<string, unknown> = {}, operationName?: string, head = imported) {
  return estimator(head)({ document: parse(document), operationName, variables });
}

describe('the cost of an operation', () => {
  it.each([
    ['an object weighs 1', '{ book { id } }', 1],
    ['a scalar weighs nothing', '{ title book { id title } }', 1],
    ['objects below are added', '{ book { book { book { id } } } }', 3],
    ['each alias is another', '{ a: book { id } b: book { id } }', 2],
    ['introspection weighs nothing', '{ __schema { types { fields { name } } } __typename }', 0],
  ])('%s', (_what, document, cost) => expect(costOf(document)).toBe(cost));

  describe('of lists', () => {
    it.each([
      ['is ten elements where nothing is said', '{ books { id } }', 10],
      ['is ten elements for a list of lists', '{ shelf { id } }', 10],
      ['is the assumed size', '{ few { id } }', 3],
      ['multiplies what is below', '{ few { authors { name } } }', 3 * (1 + 2)],
      ['follows a slicing argument', '{ some(first: 2) { id } }', 2],
      ['follows the greatest of several', '{ some(first: 2, last: 30) { id } }', 30],
      ['follows the default of the argument', '{ some { id } }', 5],
      ['takes null for an argument that is not given', '{ some(first: null) { id } }', 5],
      ['is the assumed size when no slicing argument makes sense', '{ some(first: -1) { id } }', 7],
      ['is ten elements when there is neither', '{ any { id } }', 10],
    ])('%s', (_what, document, cost) => expect(costOf(document)).toBe(cost));

    const byVariable = 'query ($n: Int) { some(first: $n) { id } }';
    it.each([
      ['a variable', byVariable, { n: 40 }, 40],
      ['the default of the argument, for a variable that is not given', byVariable, {}, 5],
      ['the default of the variable', 'query ($n: Int = 6) { some(first: $n) { id } }', {}, 6],
      ['a variable rather than its default', 'query ($n: Int = 6) { some(first: $n) { id } }', { n: 9 }, 9],
    ])('follows %s', (_what, document, variables, cost) => expect(costOf(document, variables)).toBe(cost));
  });

  describe('of connections', () => {
    it.each([
      ['has the slicing argument for the sized fields', '{ pages(first: 30) { nodes { id } } }', 1 + 30],
      ['has the default for them', '{ pages { edges { node { id } } } }', 1 + 4 * (1 + 1)],
      ['leaves the lists that are not sized by it', '{ pages(first: 30) { total other { id } } }', 1 + 10],
      ['is told through fragments', '{ pages(first: 3) { ...P } } fragment P on Pages { nodes { id } }', 1 + 3],
      ['is told through inline fragments', '{ pages(first: 3) { ... { nodes { id } } } }', 1 + 3],
      [
        'is told for each place a fragment is spread at',
        '{ a: pages(first: 3) { ...P } b: pages(first: 30) { ...P } } fragment P on Pages { nodes { id } }',
        1 + 3 + 1 + 30,
      ],
      ['ends at the connection', '{ pages(first: 3) { nodes { book { authors { name } } } } }', 1 + 3 * (1 + 1 + 2)],
    ])('%s', (_what, document, cost) => expect(costOf(document)).toBe(cost));
  });

  describe('of weighed parts', () => {
    it.each([
      ['a field', '{ dear }', 8],
      ['an argument, when it is given', '{ search(text: "x") { id } }', 1 + 6],
      ['an argument, when it is not', '{ search(words: ["x"]) { id } }', 1],
      ['a type', '{ vault { id } }', 20],
      ['a scalar', '{ price }', 4],
      ['a field of an interface', '{ thing { book { id } } }', 1 + 2],
    ])('%s', (_what, document, cost) => expect(costOf(document)).toBe(cost));
  });

  describe('with fragments', () => {
    it.each([
      ['counts them where they are spread', '{ few { ...F } } fragment F on Book { authors { name } }', 3 * (1 + 2)],
      ['does not count them where they are not', '{ title } fragment F on Book { authors { name } }', 0],
      ['adds the branches of a union', '{ union { ... on Book { book { id } } ... on Author { name } } }', 1 + 1],
    ])('%s', (_what, document, cost) => expect(costOf(document)).toBe(cost));

    it('weighs each once, however deep they are nested', () => {
      const nested = Array.from(
        { length: 40 },
        (_, i) => `fragment F${i} on Book { a: book { ...F${i + 1} } b: book { ...F${i + 1} } }`,
      );
      expect(costOf(`{ book { ...F0 } } ${nested.join(' ')} fragment F40 on Book { id }`)).toBe(2 ** 41 - 1);
    });
  });

  it.each([
    ['{ book @skip(if: true) { id } }', {}, 0],
    ['{ book @skip(if: false) { id } }', {}, 1],
    ['{ book @include(if: false) { id } }', {}, 0],
    ['query ($b: Boolean!) { few @include(if: $b) { id } }', { b: false }, 0],
    ['query ($b: Boolean!) { few @include(if: $b) { id } }', { b: true }, 3],
    ['query ($b: Boolean = true) { ... @skip(if: $b) { few { id } } }', {}, 0],
    ['query ($b: Boolean!) { ...Q @skip(if: $b) } fragment Q on Query { few { id } }', { b: true }, 0],
    ['{ few @include(if: true) @skip(if: true) { id } }', {}, 0],
  ])('leaves out what will not run: %s %j', (document, variables, cost) =>
    expect(costOf(document, variables)).toBe(cost),
  );

  it('is another for other sizes, however often one document is asked', () => {
    const [estimate, operationName] = [estimator(), undefined];
    const document = parse(
      `query ($n: Int, $is: Boolean = true, $text: String) { search(text: $text) { id } ...Q @include(if: $is) }
       fragment Q on Query { pages(first: $n) { nodes { id } } }`,
    );
    const cost = (variables: Record<string, unknown>) => estimate({ document, operationName, variables });
    for (let n = 1; n < 60; n += 1) {
      const text = `${n}`;
      expect(cost({ n, text })).toBe(1 + 6 + 1 + n);
      expect(cost({ n, text, is: false })).toBe(1 + 6);
      expect(cost({ text })).toBe(1 + 6 + 1 + 4);
    }
  });

  it('has ten more for a mutation', () => expect(costOf('mutation { write { id } }')).toBe(11));

  it('is that of the operation that is asked for', () => {
    const document = 'query A { few { id } } query B { book { id } }';
    expect([costOf(document, {}, 'A'), costOf(document, {}, 'B'), costOf(document, {}, 'C')]).toEqual([3, 1, 0]);
  });

  it.each([
    [`@link(url: "${COST}", import: [{ name: "@cost", as: "@price" }, { name: "@listSize" }])`, '@price', '@listSize'],
    [`@link(url: "${COST}", import: ["@listSize"])`, '@cost', '@listSize'],
    [`@link(url: "${COST}")`, '@cost', '@cost__listSize'],
    [`@link(url: "${COST}", as: "price")`, '@price', '@price__listSize'],
    [`@link(import: ["@listSize"], as: "price", url: "${COST}")`, '@price', '@listSize'],
  ])('is read from the directives by the names that %s gives them', (link, cost, listSize) => {
    const types = `type Query { a: Int ${cost}(weight: 3) b: [Query] ${listSize}(assumedSize: 2) c: Int @other(weight: 9) }`;
    const rules = readCostRules(`schema ${link} { query: Query } ${types}`);
    expect([...rules.fields]).toEqual([['Query.a', 3]]);
    expect(rules.lists.get('Query.b')?.assumedSize).toBe(2);
  });
});
