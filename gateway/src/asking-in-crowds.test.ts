import { buildSubgraphSchema } from '@apollo/subgraph';
import { jest } from '@jest/globals';
import { graphql, parse } from 'graphql';
import type { SubgraphRequest } from './fetch/subgraph-client.js';
import { LINK, openTestGateway } from './testing/open-test-gateway.js';
import { authorizationOf } from './testing/tokens.js';

const SDL = `${LINK} type Query { me(n: Int): String }`;
const schema = buildSubgraphSchema(parse(SDL));

const SUBJECTS = ['an', 'binh', 'chi'];
const EACH = 12;

it('tells many who ask at once nothing but their own, and asks a subgraph less often than it is asked', async () => {
  const asked: SubgraphRequest[] = [];
  let planned = 0;
  let release: () => void = () => undefined;
  let onPlanned: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = false;
  // Each answer names who is asked for, as the subgraph was told.
  const execute = async (request: SubgraphRequest) => {
    asked.push(request);
    if (isHeld) await held;
    const me = ({ n }: { readonly n: number }) => `${request.principal.subject} ${n}`;
    const { query: source, variables: variableValues } = request;
    const { data } = await graphql({ schema, source, variableValues, rootValue: { me } });
    return { data: { ...data } };
  };
  await using gateway = await openTestGateway({ people: { sdl: SDL, inProcess: { execute } } }, {}, ({ kind }) => {
    if (kind === 'planned') planned += 1;
    onPlanned();
  });
  const ask = async (subject: string, n: number): Promise<unknown> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await authorizationOf(subject) },
      body: JSON.stringify({ query: 'query ($n: Int) { me(n: $n) }', variables: { n } }),
    });
    return response.json();
  };
  // From then on the question is known to be light, however slow the machine is just now.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
  expect(await ask('an', 0)).toEqual({ data: { me: 'an 0' } });
  clock.mockRestore();
  isHeld = true;
  const all = Array.from({ length: EACH }, (_, n) => SUBJECTS.map((subject) => ({ subject, n }))).flat();
  const answers = all.map(({ subject, n }) => ask(subject, n));
  await new Promise<void>((resolve) => {
    onPlanned = () => planned > all.length && resolve();
    onPlanned();
  });
  release();
  expect(await Promise.all(answers)).toEqual(all.map(({ subject, n }) => ({ data: { me: `${subject} ${n}` } })));
  expect(asked.length).toBeLessThan(1 + all.length);
});
