import { openAccount } from '@phat-ngon/runtime';
import { buildSchema } from 'graphql';
import { PUBLIC } from '../identity/principal.js';
import { createExecutor } from './execute-request.js';

it('says for which request something failed whose words no caller sees', async () => {
  const failures: (readonly [error: unknown, requestId: string])[] = [];
  const away = new Error('the database is away');
  const executor = createExecutor({
    schema: buildSchema('type Query { nothing: String }'),
    contextOf: () => Promise.reject(away),
    onInternalError: (error, requestId) => failures.push([error, requestId]),
  });
  const ask = (requestId: string) =>
    executor.execute(
      {
        ...{ query: '{ nothing }', variables: {}, principal: PUBLIC, requestId },
        signal: new AbortController().signal,
      },
      openAccount(requestId),
    );
  const answers = await Promise.all([ask('first'), ask('second')]);
  expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(Array(2).fill('INTERNAL_SERVER_ERROR'));
  expect(failures).toEqual([
    [away, 'first'],
    [away, 'second'],
  ]);
});
