import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { JsonReader } from './json-reader.js';

type Reading = 'string' | 'integer' | 'number';

/** Whether a whole text is read as one value. */
function isRead(text: string, reading: Reading): boolean {
  const reader = new JsonReader(Buffer.from(text));
  return reader[reading]() && reader.at === reader.bytes.length;
}

describe('a reader of JSON', () => {
  it('reads every string, number and whole number as it is written, but for characters that few write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = JSON.stringify(text);
        expect([written, isRead(written, 'string')]).toEqual([written, !written.includes('\\u')]);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
        isRead(JSON.stringify(value), 'number'),
      ),
    );
    fc.assert(fc.property(fc.integer(), (value) => isRead(JSON.stringify(value), 'integer')));
  });

  it('reads nothing but what would be written again as it is', () => {
    const alphabet = fc.constantFrom(...'0123456789-+.eE"\\/bu u00é\n{}[],:tfn');
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 8 }),
        fc.constantFrom<Reading>('string', 'integer', 'number'),
        (signs, reading) => {
          for (const text of [signs.join(''), `"${signs.join('')}"`])
            if (isRead(text, reading)) expect(JSON.stringify(JSON.parse(text))).toBe(text);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it.each<[Reading, string]>([
    ['string', '"é'],
    ['string', '"\\u00e9"'],
    ['string', '"\\/"'],
    ['string', '"a\tb"'],
    ['string', '"\\"'],
    ['string', 'null'],
    ['integer', '01'],
    ['integer', '-0'],
    ['integer', '1.0'],
    ['integer', '1e3'],
    ['integer', '1234567890123456'],
    ['integer', '-'],
    ['number', '1.50'],
    ['number', '1E3'],
    ['number', '.5'],
    ['number', '+1'],
    ['number', '1.'],
  ])('does not read as %s: %s', (reading, text) => {
    expect(isRead(text, reading)).toBe(false);
  });

  it('leaves it to whoever reads to see whether bytes are UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    expect([new JsonReader(bytes).string(), isUtf8(bytes)]).toEqual([true, false]);
  });

  it('notes what goes on: all but what is dropped', () => {
    const reader = new JsonReader(Buffer.from('[1,2,3]'));
    reader.at = 2;
    reader.note();
    reader.at = 4;
    reader.drop();
    reader.at = 7;
    reader.note();
    reader.note();
    expect(reader.parts.take()).toEqual([0, 2, 4, 7]);
  });
});
