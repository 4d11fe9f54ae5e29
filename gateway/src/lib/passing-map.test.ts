import { PassingMap } from './passing-map.js';

describe('a map of what comes and goes', () => {
  it('keeps what is there, however much has come and gone meanwhile', () => {
    const map = new PassingMap<number, string>();
    map.set(-1, 'stays');
    for (let key = 0; key < 2_000; key += 1) {
      map.set(key, `${key}`);
      expect(map.get(key)).toBe(`${key}`);
      if (key >= 3) map.delete(key - 3);
    }
    expect([map.size, map.get(-1), map.get(1_999), map.get(1_996)]).toEqual([4, 'stays', '1999', undefined]);
  });
});
