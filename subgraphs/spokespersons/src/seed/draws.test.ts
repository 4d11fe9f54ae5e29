import { Draws } from './draws.js';

const many = (draws: Draws, count: number) => Array.from({ length: count }, () => draws.share());

describe('draws', () => {
  it('hang on their name alone', () => {
    expect(many(new Draws('a'), 50)).toEqual(many(new Draws('a'), 50));
    expect(many(new Draws('a'), 50)).not.toEqual(many(new Draws('b'), 50));
  });

  it('are the same on every machine and in every version', () => {
    // The first eight digits of the SHA-256 of "a#0".
    expect(Math.round(new Draws('a').share() * 2 ** 32).toString(16)).toBe('a090a256');
  });

  it('do not repeat from block to block, and stay between 0 and 1', () => {
    const drawn = many(new Draws('a'), 1_000);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.every((share) => share >= 0 && share < 1)).toBe(true);
    expect(drawn.reduce((sum, share) => sum + share, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });

  it('reach both ends of a range and nothing beyond', () => {
    const draws = new Draws('range');
    const drawn = Array.from({ length: 500 }, () => draws.between(3, 6));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6]);
  });

  it('refuse to pick from nothing', () => {
    expect(() => new Draws('a').pick([])).toThrow('nothing to pick from');
    expect(new Draws('a').pick(['only'])).toBe('only');
  });
});
