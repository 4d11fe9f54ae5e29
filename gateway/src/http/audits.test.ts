import { serverAudits } from 'graphql-http';
import { LINK, openTestGateway, resolved, type TestGateway } from '../testing/open-test-gateway.js';

const SDL = `${LINK} type Query { posts: [Int] } type Mutation { add: Int }`;

describe('GraphQL over HTTP, as its reference audits it', () => {
  let stack: TestGateway;
  beforeAll(async () => {
    const inProcess = resolved(SDL, { Query: { posts: () => [1] }, Mutation: { add: () => 1 } });
    stack = await openTestGateway({ posts: { sdl: SDL, inProcess } });
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  const audits = serverAudits({ url: () => `${stack.url}/graphql` });

  it('is audited whole', () => expect(audits).toHaveLength(61));

  // Recommendations count as requirements here: what does not meet one gets a notice or a warning, and fails.
  it.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
