import { NumberPad } from './number-pad.js';

/** Puts down as many numbers, from one on. */
function put(pad: NumberPad, count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  for (const number of numbers) pad.push(number);
  return numbers;
}

describe('numbers that are put down', () => {
  it.each([0, 1, 3, 1_000, 20_000])('are taken as a list of their own: %i of them', (count) => {
    const pad = new NumberPad();
    put(pad, 5);
    pad.clear();
    const first = put(pad, count);
    const taken = pad.take();
    const second = put(pad, count + 1);
    expect([taken, pad.length]).toEqual([first, count + 1]);
    expect(pad.take()).toEqual(second);
  });

  it('are taken from the last ones on, and what stood before them stays', () => {
    const pad = new NumberPad();
    put(pad, 4);
    expect([pad.take(2), pad.length]).toEqual([[3, 4], 2]);
    pad.push(7);
    expect(pad.take()).toEqual([1, 2, 7]);
  });
});
