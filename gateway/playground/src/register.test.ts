import { readRegister, writtenDay } from './register.js';

const answer = (coverage: unknown): unknown => ({ data: { country: { coverage } } });

describe('readRegister', () => {
  it('reads the day and whether the data is made up', () => {
    expect(readRegister(answer({ asOf: '2026-11-24', synthetic: true }))).toEqual({
      day: '2026-11-24',
      synthetic: true,
    });
  });

  it.each([
    ['the graph has no such fields', { errors: [{ message: 'Cannot query field "country".' }] }],
    ['the part that knows is down', answer(null)],
    ['the country is not there', { data: { country: null } }],
    ['the day is no date', answer({ asOf: 'today', synthetic: true })],
    ['it is not said whether it is made up', answer({ asOf: '2026-11-24' })],
    ['the answer is a text', 'OK'],
  ])('knows nothing where %s', (_what, input) => {
    expect(readRegister(input)).toBeNull();
  });
});

describe('writtenDay', () => {
  it('writes the same calendar day in each language, whatever the time zone', () => {
    expect([writtenDay('2026-01-02', 'vi'), writtenDay('2026-01-02', 'en')]).toEqual(['02/01/2026', '2 January 2026']);
  });
});
