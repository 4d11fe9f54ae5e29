import { interner } from './interner.js';

it('gives equal texts one number, and no other text the same', () => {
  const numberOf = interner();
  const half = 'query { place';
  expect(numberOf(`${half} }`)).toBe(numberOf('query { place }'));
  const all = Array.from({ length: 20_000 }, (_, index) => numberOf(`text ${index}`));
  // More than are kept: the first gets another number, which nobody else has.
  all.push(numberOf('text 0'));
  expect(new Set(all).size).toBe(all.length);
});

it('does not keep a text that is longer than all that may be kept, and tells it from others all the same', () => {
  const numberOf = interner();
  const long = 'x'.repeat(9 * 1024 * 1024);
  expect(numberOf(long)).not.toBe(numberOf('short'));
});
