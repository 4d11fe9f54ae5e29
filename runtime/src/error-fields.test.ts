import { errorFields } from './error-fields.js';

/** An error as a database driver makes it. */
const refused = (message: string, code: string): Error =>
  Object.assign(new Error(message), { code, sqlMessage: message });

describe('an error in the log', () => {
  it('says what it is, where it came from and what it was made from', () => {
    const error = new TypeError('the reason', { cause: new RangeError('the reason of the reason') });
    expect(errorFields(error)).toEqual({
      type: 'TypeError',
      message: 'the reason',
      at: expect.arrayContaining([expect.stringContaining('error-fields.test')]),
      cause: expect.objectContaining({ type: 'RangeError', message: 'the reason of the reason' }),
    });
  });

  it.each([
    ["Duplicate entry 'Nguyễn Văn A-0912' for key 'person.name'", 'ER_DUP_ENTRY', "Duplicate entry '…' for key '…'"],
    ["Incorrect value: 'it''s \\' his' for column", 'ER_TRUNCATED', "Incorrect value: '…' for column"],
    ['near "Trần Thị B": syntax error', 'SQLITE_ERROR', "near '…': syntax error"],
  ])('of a database keeps no value of a row: %s', (message, code, expected) => {
    expect(errorFields(refused(message, code))).toMatchObject({ message: expected, code });
  });

  it('keeps no field beside its code: parameters of a statement hold personal data', () => {
    const failed = Object.assign(new Error('failed'), {
      parameters: ['Nguyễn Văn A'],
      driverError: refused('x', 'ER_X'),
    });
    expect(JSON.stringify(errorFields(failed))).not.toContain('Nguyễn');
  });

  it('ends where errors are made from each other', () => {
    const one = new Error('one');
    const two = new Error('two', { cause: one });
    one.cause = two;
    expect(JSON.stringify(errorFields(one)).match(/"type"/g)).toHaveLength(6);
  });

  it('may be anything that is thrown', () => {
    expect(errorFields('a text that may hold a name')).toEqual({
      type: 'string',
      message: 'something that is no error was thrown',
    });
  });
});
