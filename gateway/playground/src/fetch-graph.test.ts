import type { Observable } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { fetcherOf } from './fetch-graph.js';
import { LiveListStore } from './live-list-store.js';

const DOCUMENT = 'query Ask { __typename } subscription Follow { spokespersonChanged { kind } }';
const headers = { Authorization: 'Bearer of-a-clerk', accept: 'text/plain' };

const original = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = original;
});

/** Has every request answered by what is given, in turn; says what was sent. */
function answerWith(...answers: readonly Response[]) {
  const sent: { readonly headers: Headers; readonly body: any }[] = [];
  globalThis.fetch = async (_address, init) => {
    const answer = answers[sent.length];
    sent.push({ headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) });
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer;
  };
  return sent;
}

const stream = (text: string): Response => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

const openStore = () => new LiveListStore(() => new Date(0));

describe('the fetcher', () => {
  it('follows a chosen subscription as events, with the headers of the editor, and comes back behind the cursor', async () => {
    const sent = answerWith(stream('retry: 1\n\nid: c1\n\n'), stream('event: complete\ndata:\n\n'));
    const parameters = { query: DOCUMENT, variables: { a: 1 }, operationName: 'Follow' };
    const following = (await fetcherOf(openStore())(parameters, { headers })) as Observable<ExecutionResult>;
    await new Promise<void>((complete, error) => following.subscribe({ next: () => undefined, error, complete }));
    expect(sent.map(({ body }) => body)).toEqual([parameters, parameters]);
    expect(sent.map(({ headers }) => headers.get('accept'))).toEqual(['text/event-stream', 'text/event-stream']);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer of-a-clerk', 'Bearer of-a-clerk']);
    expect(sent.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, 'c1']);
  });

  it('asks another operation of the same document for its answer', async () => {
    const sent = answerWith(Response.json({ data: { a: 1 } }));
    const answer = await fetcherOf(openStore())({ query: DOCUMENT, operationName: 'Ask' });
    expect(answer).toEqual({ data: { a: 1 } });
    expect(sent[0]?.headers.get('accept')).toContain('application/graphql-response+json');
    expect(sent[0]?.body.operationName).toBe('Ask');
  });

  it('says so where the gateway is away, or its answer is not GraphQL', async () => {
    answerWith(new Response('<html>', { status: 502 }));
    const fetcher = fetcherOf(openStore());
    expect(await fetcher({ query: '{ __typename }' })).toMatchObject({
      errors: [{ message: expect.stringContaining('HTTP 502') }],
    });
    expect(await fetcher({ query: '{ __typename }' })).toMatchObject({
      errors: [{ message: expect.stringContaining('Failed to fetch') }],
    });
  });

  it('takes the live list away for another answer, and keeps it while GraphiQL asks for the schema', async () => {
    answerWith();
    const store = openStore();
    store.begin();
    const fetcher = fetcherOf(store);
    await fetcher({ query: 'query IntrospectionQuery { __typename }', operationName: 'IntrospectionQuery' });
    expect(store.shown().state).toBe('connecting');
    await fetcher({ query: '{ __typename }' });
    expect(store.shown().state).toBe('none');
  });
});
