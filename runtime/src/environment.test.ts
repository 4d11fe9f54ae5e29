import { z } from 'zod';
import {
  httpUrl,
  milliseconds,
  oneOf,
  optionalSecret,
  port,
  readEnvironment,
  secret,
  variablesOf,
  whole,
} from './environment.js';

const read = (field: z.ZodType, given: string | undefined): unknown =>
  (readEnvironment(z.object({ VARIABLE: field }), { VARIABLE: given }) as { VARIABLE: unknown }).VARIABLE;

describe('a variable', () => {
  it.each([
    ['a number', whole(7), '12', 12],
    ['a number that is not set', whole(7), undefined, 7],
    ['a port of the system’s choice', port(), '0', 0],
    ['no pause', milliseconds(5, 0), '0', 0],
    ['a word', oneOf(['a', 'b']), 'b', 'b'],
    ['a URL', httpUrl(), 'https://example.vn/x', 'https://example.vn/x'],
    ['a secret that is not set', optionalSecret(), undefined, null],
  ])('is read: %s', (_what, field, given, expected) => {
    expect(read(field, given)).toEqual(expected);
  });

  it.each([
    ['an empty number', whole(7), ''],
    ['a number in another form', whole(7), '1e3'],
    ['less than nothing', whole(7), '-1'],
    ['no port', port(), '65536'],
    ['a port that must be set', port(), undefined],
    ['a pause no timer can keep', milliseconds(5), '2147483648'],
    ['another word', oneOf(['a', 'b']), 'c'],
    ['a URL of another protocol', httpUrl(), 'localhost:4001'],
    ['a short secret', secret(), 'too short'],
    ['a secret that must be set', secret(), undefined],
  ])('that is wrong is named, with what was expected: %s', (_what, field, given) => {
    expect(() => read(field, given)).toThrow(/^VARIABLE: expected /);
  });

  it('that is secret is not repeated', () => {
    expect(() => read(secret(), 'hunter2')).not.toThrow(/hunter2/);
  });

  it('has a line of its own in the message when several are wrong', () => {
    const variables = z.object({ ONE: port(), TWO: whole(1) });
    expect(() => readEnvironment(variables, { ONE: 'x', TWO: 'y' })).toThrow(/^ONE: .*\nTWO: .*$/);
  });

  it('is listed with what it is when it is not set', () => {
    expect(variablesOf(z.object({ ONE: port(), TWO: whole(5), THREE: optionalSecret() }))).toEqual([
      { name: 'ONE', fallback: null, required: true },
      { name: 'TWO', fallback: '5', required: false },
      { name: 'THREE', fallback: null, required: false },
    ]);
  });
});
