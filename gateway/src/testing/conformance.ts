import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLFieldResolver, parse, validate } from 'graphql';
import type { InProcessSubgraph } from '../fetch/subgraph-client.js';
import { openTestGateway, type TestGateway, type TestSubgraph } from './open-test-gateway.js';

/** A question to a graph, and what has to come of it. */
export interface Conforming {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly data: unknown;
  /** Where errors are; by default there are none. */
  readonly errors?: readonly string[];
  /** Why the stock executor is not asked: what it does instead. */
  readonly notStock?: string;
}

/** A subgraph by its schema, and its resolvers; the head is that of Federation 2 with all its directives, unless another is given. */
export type Parts = readonly [sdl: string, resolvers: object, head?: string];

const DIRECTIVES =
  '"@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag", "@extends", "@context", "@fromContext"';
const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${DIRECTIVES}])`;

type Module = Parameters<typeof buildSubgraphSchema>[0];

/** A field without a resolver is what its object has of it. One that it has not is a question to the wrong subgraph: an error, and no silent null. */
const ownOrWrong: GraphQLFieldResolver<unknown, unknown> = (
  source,
  _arguments,
  _context,
  { fieldName, parentType },
) => {
  if (typeof source === 'object' && source !== null && Object.hasOwn(source, fieldName))
    return (source as Readonly<Record<string, unknown>>)[fieldName];
  throw new Error(`this subgraph cannot tell ${parentType.name}.${fieldName} of ${JSON.stringify(source)}`);
};

/** A subgraph that validates what it is asked, and answers nothing that it does not own. */
export function strictSubgraph(
  [sdl, resolvers, head = HEAD]: Parts,
  fieldResolver = ownOrWrong,
): Required<Pick<TestSubgraph, 'sdl' | 'inProcess'>> {
  const typeDefs = `${head} ${sdl}`;
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers } as Module);
  const inProcess: InProcessSubgraph = {
    execute: async ({ query, variables }) => {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) };
      const variableValues = JSON.parse(JSON.stringify(variables));
      const result = await execute({ schema, document, variableValues, fieldResolver });
      return JSON.parse(JSON.stringify(result));
    },
  };
  return { sdl: typeDefs, inProcess };
}

/** Asks each question of a gateway over the subgraphs, by our executor and by the stock one, over HTTP. */
export function itAnswers(
  subgraphs: Readonly<Record<string, Parts>>,
  cases: Readonly<Record<string, Conforming>>,
): void {
  describe.each(['own', 'apollo'])('by the executor "%s"', (executor) => {
    let opened: TestGateway;
    beforeAll(async () => {
      const strict = Object.entries(subgraphs).map(([name, parts]) => [name, strictSubgraph(parts)]);
      opened = await openTestGateway(Object.fromEntries(strict), executor === 'own' ? {} : { EXECUTOR: executor });
    });
    afterAll(() => opened[Symbol.asyncDispose]());
    const asked = Object.entries(cases).filter(([, { notStock }]) => executor === 'own' || notStock === undefined);
    it.each(asked)('%s', async (_name, { query, variables = {}, operationName, data, errors = [] }) => {
      const body = await post(opened.url, { query, variables, operationName });
      const places = body.errors?.map(({ path = [] }) => path.join('.')) ?? [];
      expect({ ...body, errors: [...new Set(places)].sort() }).toEqual({ data, errors: [...errors].sort() });
      if (executor === 'own') expect(JSON.stringify(body.data)).toBe(JSON.stringify(data));
    });
  });
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
}

async function post(url: string, body: object): Promise<Body> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Body;
}
