import { Occurrences } from './occurrences.js';

/** Adds what stands between the first bar and the second of a text. */
function add(occurrences: Occurrences, type: string, text: string): void {
  const bytes = Buffer.from(text);
  occurrences.add(type, bytes, bytes.indexOf('|') + 1, bytes.lastIndexOf('|'));
}

const place = (id: string): string => `{"name":"x",|"__typename":"Place","id":${JSON.stringify(id)}|,"x":1}`;

const KEYS = [
  { key: 'id', word: Buffer.from('"id":'), needed: 0, from: null, place: 0, noted: 0 },
  { key: 'tag', word: Buffer.from('"tag":'), needed: 1, from: 1, place: 0, noted: 2 },
];

/** Adds a place with its own id, whose tag another fetch has told of one of its occurrences. */
function addUnsettled(occurrences: Occurrences, id: string, occurrence: number): void {
  const bytes = Buffer.from(`"${id}"`);
  for (const number of [0, bytes.length, occurrence]) occurrences.note(number);
  occurrences.addUnsettled('Place', KEYS, bytes);
}

/** What another fetch has told of two objects, the first of which occurs again. */
function told(...tags: readonly string[]) {
  const ends = tags.map((_, index) => tags.slice(0, index + 1).join('').length);
  return {
    bytes: Buffer.from(tags.join('')),
    exports: tags.flatMap((tag, index) => [(ends[index] ?? 0) - tag.length, ends[index] ?? 0]),
    exportStarts: tags.map((_, index) => 2 * index),
    objectOf: [0, 1, 0],
  };
}

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
    add(occurrences, 'Place', '|"id":"a","tag":"x"|');
    addUnsettled(occurrences, 'b', 1);
    addUnsettled(occurrences, 'a', 0);
    addUnsettled(occurrences, 'a', 2);
    addUnsettled(occurrences, 'c', 2);
    addUnsettled(occurrences, 'a', 1);
    addUnsettled(occurrences, 'b', 1);
    expect(occurrences.settle([undefined, told('"x"', '"y"')])).toBe(true);
    expect(occurrences.objectOf).toEqual([0, 1, 0, 0, 2, 3, 1]);
    expect(occurrences.list()).toEqual([
      { id: 'a', tag: 'x' },
      { id: 'b', tag: 'y' },
      { id: 'c', tag: 'x' },
      { id: 'a', tag: 'y' },
    ]);
  });

  it('are known by themselves where their fields stand apart', () => {
    const occurrences = new Occurrences();
    const bytes = Buffer.from('"x","a"');
    const keys = [
      { key: 'id', word: Buffer.from('"id":'), needed: 0, from: null, place: 0, noted: 0 },
      { key: 'tag', word: Buffer.from('"tag":'), needed: 1, from: null, place: 1, noted: 2 },
    ];
    occurrences.addParted('Place', keys, bytes, [4, 7, 0, 3]);
    const long = 'y'.repeat(5_000);
    occurrences.addParted('Place', keys, Buffer.from(`"x","${long}"`), [4, long.length + 6, 0, 3]);
    expect(occurrences.list()).toEqual([
      { id: 'a', tag: 'x' },
      { id: long, tag: 'x' },
    ]);
  });

  it.each([
    ['nobody has told it', [undefined, undefined]],
    ['it has not been told of that one', [undefined, told('"x"')]],
  ])('are not known while %s', (_why, all) => {
    const occurrences = new Occurrences();
    addUnsettled(occurrences, 'b', 1);
    expect(occurrences.settle(all)).toBe(false);
  });

  it('are an empty list when there are none', () => {
    expect(new Occurrences().text).toBe('[]');
  });
});
