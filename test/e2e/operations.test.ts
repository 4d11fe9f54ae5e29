import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Stack, startStack } from '../harness/start-stack.js';

const FOLDER = new URL('../../schema/operations/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

async function answerOf(file: string): Promise<string> {
  const query = readFileSync(new URL(file, FOLDER), 'utf8');
  const variables: unknown = JSON.parse(/^# variables: (.*)$/m.exec(query)?.[1] ?? '{}');
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  expect(response.status).toBe(200);
  return response.text();
}

describe('every operation at hand', () => {
  it.each(files)('%s answers without an error, byte for byte alike on either database', async (file) => {
    const text = await answerOf(file);
    expect(JSON.parse(text)).not.toHaveProperty('errors');
    // The snapshot is of both databases: the suite runs on SQLite and on MariaDB and compares with the same file.
    expect({
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    }).toMatchSnapshot();
  });

  it('leads from an old name without accents to today’s committee', async () => {
    const { data } = JSON.parse(await answerOf('01-from-an-old-name.graphql'));
    expect(data.units.nodes[0].current[0].committee.name).toBe('Ủy ban nhân dân phường Ba Đình');
  });
});

it('bad input is refused at its path and leaves the rest of the answer whole', async () => {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'query ($day: Date) { country { uid } old: country(asOf: $day) { uid } }',
      variables: { day: '2023-13-01' },
    }),
  });
  expect(await response.json()).toMatchObject({
    data: { country: { uid: 'vn' }, old: null },
    errors: [
      {
        path: ['old'],
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'asOf',
          retryable: false,
          messageVi: expect.stringContaining('YYYY-MM-DD'),
        },
      },
    ],
  });
});
