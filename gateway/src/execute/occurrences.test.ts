import { Occurrences } from './occurrences.js';

/** Adds what stands between the first bar and the second of a text. */
function add(occurrences: Occurrences, type: string, text: string): void {
  const bytes = Buffer.from(text);
  occurrences.add(type, bytes, bytes.indexOf('|') + 1, bytes.lastIndexOf('|'));
}

const place = (id: string): string => `{"name":"x",|"__typename":"Place","id":${JSON.stringify(id)}|,"x":1}`;

describe('the objects that a fetch is about', () => {
  it('are asked for once, however often and wherever they occur', () => {
    const occurrences = new Occurrences();
    for (const id of ['xã', 'b', 'xã', 'c', 'b']) add(occurrences, 'Place', place(id));
    add(occurrences, 'Place', place('xã').replace('x', 'elsewhere'));
    expect([occurrences.length, occurrences.count]).toEqual([6, 3]);
    expect(occurrences.objectOf).toEqual([0, 1, 0, 2, 1, 0]);
    const objects = ['xã', 'b', 'c'].map((id) => ({ __typename: 'Place', id }));
    expect(JSON.parse(occurrences.text)).toEqual(objects);
    expect(occurrences.list()).toEqual(objects);
  });

  it('are as many as differ, whichever of their hashes fall together', () => {
    const occurrences = new Occurrences();
    // So many that some of 2^32 hashes are equal, more likely than not.
    const count = 100_000;
    for (let index = 0; index < count; index += 1) add(occurrences, 'Place', `|"id":"${index}"|`);
    add(occurrences, 'Place', '|"id":"7"|');
    expect([occurrences.count, occurrences.objectOf[count]]).toEqual([count, 7]);
    expect(JSON.parse(occurrences.text)).toHaveLength(count);
  });

  it('are known when others have told the rest, in whatever order they came', () => {
    const occurrences = new Occurrences();
    const keys = [
      { key: 'id', word: '"id":', needed: 0, from: null },
      { key: 'tag', word: '"tag":', needed: 1, from: 3 },
    ];
    const unsettled = (id: string, occurrence: number) => ({
      keys,
      texts: [`"id":"${id}"`, ''],
      occurrences: [-1, occurrence],
    });
    add(occurrences, 'Place', '|"id":"a","tag":"x"|');
    occurrences.addUnsettled('Place', unsettled('b', 1));
    occurrences.addUnsettled('Place', unsettled('a', 0));
    const tags = ['"tag":"x"', '"tag":"y"'];
    expect(occurrences.settle((fetch, occurrence) => (fetch === 3 ? tags[occurrence] : undefined))).toBe(true);
    expect(occurrences.objectOf).toEqual([0, 1, 0]);
    expect(occurrences.list()).toEqual([
      { id: 'a', tag: 'x' },
      { id: 'b', tag: 'y' },
    ]);
  });

  it('are not known while something has not been told', () => {
    const occurrences = new Occurrences();
    const keys = [{ key: 'tag', word: '"tag":', needed: 0, from: 1 }];
    occurrences.addUnsettled('Place', { keys, texts: [''], occurrences: [0] });
    expect(occurrences.settle(() => undefined)).toBe(false);
  });

  it('are an empty list when there are none', () => {
    expect(new Occurrences().text).toBe('[]');
  });
});
