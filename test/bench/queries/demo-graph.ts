import { composed } from '../../../gateway/src/testing/open-test-gateway.js';
import { NONE, type Question } from './question.js';

/** The four subgraphs of the demonstration that gateways are commonly compared on: users, products, what is in stock, and reviews. */
export const DEMO_NAMES = ['accounts', 'inventory', 'products', 'reviews'] as const;
export type DemoName = (typeof DEMO_NAMES)[number];

const link = (...names: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names.map((name) => `"${name}"`).join(', ')}])`;

/** Their schemas. */
export const DEMO_SDL: Readonly<Record<DemoName, string>> = {
  accounts: `${link('@key')}
    type Query { me: User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
  inventory: `${link('@key', '@external', '@requires')}
    type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight") }`,
  products: `${link('@key')}
    type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `${link('@key')}
    type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
    type User @key(fields: "id") { id: ID! reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
};

const USERS = 6;
const PRODUCTS = 9;
const REVIEWS = 20;
/** A pound of what it weighs costs so much to send. */
const SHIPPING = 0.5;

interface Row {
  readonly id: string;
}
const rows = <Made>(count: number, make: (number: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const users = rows(USERS, (number) => ({
  id: `${number}`,
  name: `User the ${number}th`,
  username: `user${number}`,
  birthday: 1990 + number,
}));
const products = rows(PRODUCTS, (number) => ({
  upc: `${number}`,
  name: `Product ${number}`,
  price: 100 * number,
  weight: 10 * number,
}));
const reviews = rows(REVIEWS, (number) => ({
  id: `${number}`,
  body: `What is said of it is said in the review with the number ${number}.`,
  author: { id: `${1 + (number % USERS)}` },
  product: { upc: `${1 + (number % PRODUCTS)}` },
}));

/** Their resolvers. */
export const DEMO_RESOLVERS: Readonly<Record<DemoName, object>> = {
  accounts: {
    Query: { me: () => users[0], users: () => users },
    User: { __resolveReference: ({ id }: Row) => users.find((user) => user.id === id) },
  },
  inventory: {
    Product: {
      __resolveReference: (product: object) => product,
      inStock: ({ upc }: { readonly upc: string }) => Number(upc) % 2 === 0,
      shippingEstimate: ({ price, weight }: { readonly price: number; readonly weight: number }) =>
        price > 500 ? 0 : Math.round(weight * SHIPPING),
    },
  },
  products: {
    Query: { topProducts: (_: unknown, { first }: { readonly first: number }) => products.slice(0, first) },
    Product: { __resolveReference: ({ upc }: { readonly upc: string }) => products.find((one) => one.upc === upc) },
  },
  reviews: {
    Review: { __resolveReference: ({ id }: Row) => reviews.find((review) => review.id === id) },
    User: { reviews: ({ id }: Row) => reviews.filter(({ author }) => author.id === id) },
    Product: {
      reviews: ({ upc }: { readonly upc: string }) => reviews.filter(({ product }) => product.upc === upc),
    },
  },
};

/** Their supergraph, with the places where they answer. */
export function demoSupergraph(urls: Readonly<Record<DemoName, string>>): string {
  return composed(Object.fromEntries(DEMO_NAMES.map((name) => [name, { sdl: DEMO_SDL[name], url: urls[name] }])));
}

/** Of whom each type is; what another subgraph says of it is an extension to Federation 1. */
const OWNERS: Readonly<Record<string, DemoName>> = { User: 'accounts', Product: 'products' };

/** A subgraph's schema by the rules of Federation 1, for a gateway that knows no others. */
export function federation1Sdl(name: DemoName): string {
  const extended = Object.keys(OWNERS).filter((type) => OWNERS[type] !== name);
  return extended.reduce(
    (sdl, type) =>
      sdl.replace(
        new RegExp(`type ${type} (@key\\(.*?\\)) \\{ (\\w+: \\w+!)`),
        `extend type ${type} $1 { $2 @external`,
      ),
    DEMO_SDL[name].replace(/^extend schema .*$/m, '').replace('type Query', 'extend type Query'),
  );
}

/** The large one names what it asks of users and products again and again; the small one takes a fetch of each subgraph. */
const LARGE = `{
      users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
      topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } }
    fragment User on User { id username name }
    fragment Review on Review { id body }
    fragment Product on Product { inStock name price shippingEstimate upc weight }`;
const SMALL = '{ topProducts(first: 2) { upc name inStock reviews { id author { username } } } }';

/** As many of the products as there are, at most: what is asked differs, what is answered does not. */
const ALL_OR_MORE = Array.from({ length: 1_000 }, (_, more) => ({ first: PRODUCTS + more }));

function different(query: string): string {
  return `query ($first: Int) ${query.replace(/topProducts(\(first: 2\))?/, 'topProducts(first: $first)')}`;
}

/** The same to all who ask, as gateways are commonly compared; and so that no two requests at once are equal. */
export const DEMO_QUESTIONS: readonly Question[] = [
  { name: 'demo-large', title: 'four subgraphs, large, equal', query: `query ${LARGE}`, variables: NONE },
  { name: 'demo-small', title: 'four subgraphs, small, equal', query: SMALL, variables: NONE },
  {
    ...{ name: 'demo-large-different', title: 'four subgraphs, large, different at once' },
    ...{ query: different(LARGE), variables: ALL_OR_MORE },
  },
  {
    ...{ name: 'demo-small-different', title: 'four subgraphs, small, different at once' },
    ...{ query: different(SMALL), variables: ALL_OR_MORE },
  },
];
